-- {more} further offers, each about one category and one product, as a shop's offers are.
INSERT INTO promotion.rule (rule_id, code, kind, name_zh, name_en, phase, gate, condition, effect, stacking)
SELECT 20000 + r, 'bench-more-' || r, CASE WHEN r % 2 = 0 THEN 'REDUCTION' ELSE 'DISCOUNT' END, '更多优惠 ' || r,
       'Further offer ' || r, CASE WHEN r % 2 = 0 THEN 'ORDER' ELSE 'LINE' END, 'OPEN',
       jsonb_build_object('is', 'SpendAtLeast', 'of',
         jsonb_build_object('categoryIds', jsonb_build_array(8600000000 + r % 20)), 'minor', 3000 + r * 40),
       CASE WHEN r % 2 = 0 THEN jsonb_build_object('is', 'AmountOff', 'minor', 50 + r, 'target',
                   jsonb_build_object('categoryIds', jsonb_build_array(8600000000 + r % 20)))
            ELSE jsonb_build_object('is', 'PercentOff', 'offBp', 100 + r, 'target',
                   jsonb_build_object('productIds', jsonb_build_array(8500000000 + r % {skus}))) END,
       jsonb_build_object('group', 'bench-more-' || r % 10, 'perLine', r % 2 = 1, 'notWith', '[]'::jsonb)
  FROM generate_series(0, {more} - 1) r;
UPDATE promotion.snapshot SET version = version + 1;

-- carts of {lines} lines, one fewer than is measured
INSERT INTO orders.cart_line (customer_id, sku_id, quantity, selected)
SELECT 5000000000 + i, 8000000000 + (i * 13 + l * 7) % {skus}, 1 + l % 2, true
  FROM generate_series(0, {shoppers} - 1) i, generate_series(1, {lines} - 1) l;
