-- AFS-04, AFS-17: every refunded return has exactly its refund, line by line, and no refund of a return without it.
CREATE VIEW audit.afs1 AS
SELECT 'AFS1 return ' || c.return_id || ' is ' || c.state || ', says ' || c.refund_minor || ', its refund says '
       || coalesce(f.amount_minor::text, 'nothing') AS finding
  FROM orders.return_case c
  LEFT JOIN orders.refund f ON f.key = 'return:' || c.return_id
 WHERE (c.state = 'REFUNDED') <> (f.refund_id IS NOT NULL)
    OR f.order_id <> c.order_id OR f.amount_minor <> c.refund_minor
UNION ALL
SELECT 'AFS1 return ' || coalesce(r.return_id, substr(f.key, 8)::bigint) || ' line ' || coalesce(r.line_no, f.line_no)
       || ': asked ' || coalesce(r.quantity, 0) || ' units, refunded ' || coalesce(f.quantity, 0)
  FROM (SELECT l.* FROM orders.return_line l JOIN orders.return_case c USING (return_id) WHERE c.state = 'REFUNDED') r
  FULL JOIN (SELECT f.key, fl.line_no, fl.quantity FROM orders.refund f JOIN orders.refund_line fl USING (refund_id)
              WHERE f.key LIKE 'return:%') f
    ON f.key = 'return:' || r.return_id AND f.line_no = r.line_no
 WHERE r.quantity IS DISTINCT FROM f.quantity
UNION ALL
SELECT 'AFS1 order ' || c.order_id || ' line ' || l.line_no || ': ' || sum(l.quantity) || ' units in open returns, '
       || max(o.quantity - o.units_back) || ' left'
  FROM orders.return_case c JOIN orders.return_line l USING (return_id)
  JOIN orders.line o ON o.order_id = c.order_id AND o.line_no = l.line_no
 WHERE c.state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED')
 GROUP BY c.order_id, l.line_no HAVING sum(l.quantity) > max(o.quantity - o.units_back)
UNION ALL
SELECT 'AFS1 return ' || c.return_id || ' is ' || c.state || ', its steps end at ' || coalesce(s.state, 'nothing')
  FROM orders.return_case c
  LEFT JOIN LATERAL (SELECT state, version FROM orders.return_step s WHERE s.return_id = c.return_id
                      ORDER BY version DESC LIMIT 1) s ON true
 WHERE c.state IS DISTINCT FROM s.state OR c.version <> s.version;
