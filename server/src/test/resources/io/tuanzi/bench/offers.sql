-- {offers} group offers of three seats, 10 % below the single price.
INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes, per_person_limit, late_policy,
                               starts_at)
SELECT 9100000000 + n, 8500000000 + n, 3, 1440, 30, 100, 'MOVE', shop_now() - interval '1 hour'
  FROM generate_series(0, {offers} - 1) n;
INSERT INTO groupbuy.activity_price (activity_id, sku_id, price_minor)
SELECT 9100000000 + n, 8000000000 + n, (1990 + n * 7 % 9000) * 9 / 10 FROM generate_series(0, {offers} - 1) n;
