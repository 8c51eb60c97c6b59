-- G1: seats held and paid never exceed the size, and the counters are the seats.
CREATE VIEW audit.g1 AS
SELECT 'G1 group ' || g.group_id || ': ' || g.held || ' held and ' || g.paid || ' paid of ' || g.size || ', seats say '
       || coalesce(s.held, 0) || ' and ' || coalesce(s.paid, 0) AS finding
  FROM groupbuy.groups g
  LEFT JOIN (SELECT group_id, count(*) FILTER (WHERE state = 'HELD') AS held, count(*) FILTER (WHERE state = 'PAID') AS paid,
                    count(*) FILTER (WHERE state IN ('HELD', 'PAID')) - count(DISTINCT customer_id) FILTER (WHERE state IN ('HELD', 'PAID')) AS twice
               FROM groupbuy.seat GROUP BY group_id) s USING (group_id)
 WHERE g.held + g.paid > g.size OR g.held <> coalesce(s.held, 0) OR g.paid <> coalesce(s.paid, 0) OR coalesce(s.twice, 0) > 0;

-- G2: a group ends once: completed when and only when every seat is paid; one fact of its end.
CREATE VIEW audit.g2 AS
SELECT 'G2 group ' || group_id || ' is ' || state || ' with ' || paid || ' of ' || size || ' paid' AS finding
  FROM groupbuy.groups WHERE (state = 'COMPLETED') <> (paid = size)
UNION ALL
SELECT 'G2 group ' || g.group_id || ' is ' || g.state || ', the log tells its end ' || count(f.position) || ' times'
  FROM groupbuy.groups g
  LEFT JOIN platform.fact_log f ON f.aggregate = 'group' AND f.aggregate_id = g.group_id AND f.type IN ('group.completed', 'group.expired')
 GROUP BY g.group_id, g.state HAVING count(f.position) <> CASE WHEN g.state = 'OPEN' THEN 0 ELSE 1 END;

-- G3: all or nothing: the orders of a completed group are free of its hold, those of an expired group are closed.
CREATE VIEW audit.g3 AS
SELECT 'G3 group ' || g.group_id || ' is ' || g.state || ', order ' || o.order_id || ' is ' || o.state || ' with hold ' || coalesce(h.state, 'none') AS finding
  FROM groupbuy.groups g
  JOIN groupbuy.seat s ON s.group_id = g.group_id AND s.state = 'PAID'
  JOIN orders.orders o ON o.order_id = s.order_id
  LEFT JOIN orders.hold h ON h.order_id = o.order_id AND h.kind = 'GROUP'
 WHERE (g.state = 'COMPLETED' AND coalesce(h.state, 'none') <> 'RELEASED')
    OR (g.state = 'EXPIRED' AND o.state <> 'CLOSED');

-- G4: no paid order waits for a group in which it has no live seat.
CREATE VIEW audit.g4 AS
SELECT 'G4 order ' || o.order_id || ' is paid and waits for a group it has no seat in' AS finding
  FROM orders.orders o
  JOIN orders.hold h ON h.order_id = o.order_id AND h.kind = 'GROUP' AND h.state = 'OPEN'
 WHERE o.state = 'PAID'
   AND NOT EXISTS (SELECT 1 FROM groupbuy.seat s WHERE s.order_id = o.order_id AND s.state = 'PAID');
