-- {orders} orders of the past: closed unpaid, their stock released, two lines each.
INSERT INTO orders.orders (order_id, customer_id, key, body_hash, state, version, source, list_minor, discount_minor,
    freight_minor, total_minor, units, rules_version, reasons, address, placed_at, pay_before, closed_at, close_reason)
SELECT 100000000 + i, 4000000000 + i / 5, 'past-' || i, sha256(int8send(i)), 'CLOSED', 2, 'BUY_NOW', 4000, 0, 0, 4000, 2, 1,
       p.reasons, p.address, t.at, t.at + interval '30 minutes', t.at + interval '30 minutes', 'UNPAID'
  FROM generate_series(1, {orders}::bigint) i,
       (SELECT reasons, address FROM orders.orders WHERE key LIKE 'bench-%' ORDER BY order_id LIMIT 1) p,
       LATERAL (SELECT shop_now() - make_interval(secs => 90000 + i) AS at) t;
INSERT INTO orders.history (order_id, version, from_state, to_state, by, reason)
SELECT 100000000 + i, 2, 'AWAITING_PAYMENT', 'CLOSED', 'system', 'UNPAID' FROM generate_series(1, {orders}::bigint) i;
INSERT INTO orders.line (order_id, line_no, sku_id, product_id, quantity, unit_minor, discount_minor, payable_minor, shares,
    title_zh, options, picture)
SELECT 100000000 + i, n, 8000000000 + (i * 2 + n) % 1000, 8500000000 + (i * 2 + n) % 1000, 1, 2000, 0, 2000, '[]', '测量商品',
       '', ''
  FROM generate_series(1, {orders}::bigint) i, generate_series(1, 2) n;
INSERT INTO inventory.reservation (order_id, sku_id, quantity, state)
SELECT order_id, sku_id, quantity, 'RELEASED' FROM orders.line WHERE order_id BETWEEN 100000001 AND 100000000 + {orders};
