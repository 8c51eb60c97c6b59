-- FUL1: an order has left exactly when it has a parcel, and its clock has stopped.
CREATE VIEW audit.ful1 AS
SELECT 'FUL1 order ' || o.order_id || ' is ' || o.state || CASE WHEN s.order_id IS NULL THEN ' without' ELSE ' with' END
       || ' a parcel' AS finding
  FROM orders.orders o LEFT JOIN fulfilment.shipment s USING (order_id)
 WHERE (s.order_id IS NULL) <> (o.shipped_at IS NULL)
UNION ALL
SELECT 'FUL1 order ' || s.order_id || ' has left and its clock is ' || coalesce(d.state, 'missing')
  FROM fulfilment.shipment s LEFT JOIN fulfilment.dispatch d USING (order_id) WHERE d.state IS DISTINCT FROM 'SHIPPED'
UNION ALL
SELECT 'FUL1 shipment ' || s.shipment_id || ' is at version ' || s.version || ' with ' || count(t.version) || ' tracks'
  FROM fulfilment.shipment s LEFT JOIN fulfilment.track t USING (shipment_id)
 GROUP BY s.shipment_id HAVING s.version <> count(t.version) + 1;
