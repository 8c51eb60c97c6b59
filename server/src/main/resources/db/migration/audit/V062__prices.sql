-- O3: an order costs what was told when it was placed.
CREATE VIEW audit.o3 AS
SELECT 'O3 order ' || o.order_id || ' costs ' || o.total_minor || ', when placed it was ' || (f.body ->> 'totalMinor') AS finding
  FROM orders.orders o
  JOIN platform.fact_log f ON f.aggregate = 'order' AND f.aggregate_id = o.order_id AND f.type = 'order.placed'
 WHERE (f.body ->> 'totalMinor')::bigint <> o.total_minor;
