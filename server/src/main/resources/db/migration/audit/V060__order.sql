-- M3: the order equation, and lines that add up to it.
CREATE VIEW audit.m3 AS
SELECT 'M3 order ' || o.order_id || ': list ' || o.list_minor || ' - ' || o.discount_minor || ' + ' || o.freight_minor
       || ' <> ' || o.total_minor || ', lines pay ' || l.payable AS finding
  FROM orders.orders o
  JOIN (SELECT order_id, sum(unit_minor * quantity) AS list, sum(discount_minor) AS discount, sum(payable_minor) AS payable
          FROM orders.line GROUP BY order_id) l USING (order_id)
 WHERE o.list_minor - o.discount_minor + o.freight_minor <> o.total_minor OR l.list <> o.list_minor
    OR l.discount <> o.discount_minor OR l.payable + o.freight_minor <> o.total_minor;

-- M4, M5: what went back is the sum of its refunds, by order and by line, and never more than was paid.
CREATE VIEW audit.m4 AS
SELECT 'M4 order ' || l.order_id || ' line ' || l.line_no || ': back ' || l.refunded_minor || ' for ' || l.units_back
       || ' units, refunds say ' || coalesce(r.amount, 0) || ' for ' || coalesce(r.units, 0) AS finding
  FROM orders.line l
  LEFT JOIN (SELECT f.order_id, rl.line_no, sum(rl.amount_minor) AS amount, sum(rl.quantity) AS units
               FROM orders.refund f JOIN orders.refund_line rl USING (refund_id) GROUP BY 1, 2) r USING (order_id, line_no)
 WHERE l.refunded_minor <> coalesce(r.amount, 0) OR l.units_back <> coalesce(r.units, 0)
    OR l.refunded_minor <> l.unit_minor * l.units_back - l.discount_minor * l.units_back / l.quantity;

CREATE VIEW audit.m5 AS
SELECT 'M5 order ' || o.order_id || ': paid ' || o.paid_minor || ', back ' || o.refunded_minor || ', refunds say '
       || coalesce(r.amount, 0) AS finding
  FROM orders.orders o
  LEFT JOIN (SELECT order_id, sum(amount_minor) AS amount FROM orders.refund GROUP BY 1) r USING (order_id)
 WHERE o.refunded_minor <> coalesce(r.amount, 0) OR o.refunded_minor > o.paid_minor;

-- O1: history replayed gives the current row.
CREATE VIEW audit.o1 AS
SELECT 'O1 order ' || o.order_id || ' is ' || o.state || ', its history ends at ' || coalesce(h.to_state, 'AWAITING_PAYMENT') AS finding
  FROM orders.orders o
  LEFT JOIN LATERAL (SELECT to_state FROM orders.history h WHERE h.order_id = o.order_id ORDER BY version DESC LIMIT 1) h ON true
 WHERE o.state <> coalesce(h.to_state, 'AWAITING_PAYMENT')
UNION ALL
SELECT 'O1 order ' || order_id || ' went from ' || from_state || ' at version ' || version || ' but was ' || before
  FROM (SELECT h.*, coalesce(lag(to_state) OVER (PARTITION BY order_id ORDER BY version), 'AWAITING_PAYMENT') AS before
          FROM orders.history h) s
 WHERE from_state <> before;

-- O2: one order per key and shopper (a dropped constraint would show here).
CREATE VIEW audit.o2 AS
SELECT 'O2 customer ' || customer_id || ' has ' || count(*) || ' orders of key ' || key AS finding
  FROM orders.orders GROUP BY customer_id, key HAVING count(*) > 1;

-- S4: what a buyer has used of a limited sale is what that buyer's orders took and did not give back.
CREATE VIEW audit.s4 AS
SELECT 'S4 ' || u.sale || ' customer ' || u.customer_id || ': used ' || u.used || ' of ' || u.cap || ', orders took '
       || coalesce(t.taken, 0) AS finding
  FROM orders.limit_use u
  LEFT JOIN (SELECT sale, customer_id, sum(quantity) AS taken FROM orders.limit_taken WHERE NOT given_back GROUP BY 1, 2) t
    USING (sale, customer_id)
 WHERE u.used <> coalesce(t.taken, 0) OR u.used > u.cap;

-- P2: an order is paid xor closed; a closed order keeps no money and no stock, an order in hand has its units promised or sold.
CREATE VIEW audit.p2 AS
SELECT 'P2 order ' || order_id || ' is closed and keeps ' || paid_minor - refunded_minor AS finding
  FROM orders.orders WHERE state = 'CLOSED' AND paid_minor > refunded_minor
UNION ALL
SELECT 'P2 order ' || order_id || ' is ' || state || ' and paid ' || paid_minor || ' of ' || total_minor
  FROM orders.orders WHERE (state NOT IN ('AWAITING_PAYMENT', 'CLOSED') AND paid_minor <> total_minor)
                        OR (state = 'AWAITING_PAYMENT' AND paid_minor <> 0)
UNION ALL
SELECT 'P2 order ' || o.order_id || ' is ' || o.state || ' and has an active reservation of sku ' || r.sku_id
  FROM orders.orders o JOIN inventory.reservation r USING (order_id)
 WHERE (r.state = 'ACTIVE' AND o.state NOT IN ('AWAITING_PAYMENT', 'PAID'))
    OR (r.state IN ('RELEASED', 'EXPIRED') AND o.state NOT IN ('CLOSED'))
    OR (r.state = 'COMMITTED' AND o.state = 'AWAITING_PAYMENT');
