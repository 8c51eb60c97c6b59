-- G1: a living seat is held by the order it names: the same person, and the group the order knows.
CREATE VIEW audit.g1_seat AS
SELECT 'G1 order ' || s.order_id || ' of customer ' || o.customer_id || ' and group ' || coalesce(o.group_id::text, 'none')
       || ' sits as customer ' || s.customer_id || ' in group ' || s.group_id AS finding
  FROM groupbuy.seat s JOIN orders.orders o USING (order_id)
 WHERE s.state IN ('HELD', 'PAID') AND (o.customer_id <> s.customer_id OR o.group_id IS DISTINCT FROM s.group_id);
