-- A shop for a measurement: {skus} SKUs, 50 rules, one budget, {shoppers} shoppers.
INSERT INTO catalog.category (category_id, name)
SELECT 8600000000 + c, 'bench ' || c FROM generate_series(0, 19) c;
INSERT INTO catalog.product (product_id, handle, title_zh, title_en, category_id, state)
SELECT 8500000000 + n, 'bench-' || n, '测量商品 ' || n, 'Bench product ' || n, 8600000000 + n % 20, 'ON_SHELF'
  FROM generate_series(0, {skus} - 1) n;
INSERT INTO catalog.sku (sku_id, product_id, code, options_key, weight_grams)
SELECT 8000000000 + n, 8500000000 + n, 'BENCH-' || n, '', 200 FROM generate_series(0, {skus} - 1) n;
INSERT INTO catalog.price (sku_id, price_version, price_minor, by, why)
SELECT 8000000000 + n, 1, 1990 + n * 7 % 9000, 'bench', 'bench' FROM generate_series(0, {skus} - 1) n;
INSERT INTO inventory.stock (sku_id, available, planned)
SELECT 8000000000 + n, 100000000, 100000000 FROM generate_series(0, {skus} - 1) n;
INSERT INTO inventory.movement (sku_id, warehouse_id, kind, quantity, ref)
SELECT 8000000000 + n, 1, 'OPENING', 100000000, 'bench' FROM generate_series(0, {skus} - 1) n;
UPDATE catalog.snapshot_version SET version = version + 1;

-- 45 rules more than the five a shop opens with; the first takes its money from the one budget
INSERT INTO ledger.transfer (kind, ref, leg, debit, credit, amount_minor)
VALUES ('budget.fund', 'bench', 0, 'fund/marketing', 'budget/9001', 900000000000);
INSERT INTO ledger.balance (account, balance_minor) VALUES ('budget/9001', 900000000000);
INSERT INTO promotion.rule (rule_id, code, kind, name_zh, name_en, phase, gate, condition, effect, stacking, budget_id)
SELECT 9000 + r, 'bench-' || r, CASE WHEN r % 2 = 0 THEN 'REDUCTION' ELSE 'DISCOUNT' END, '测量优惠 ' || r,
       'Bench offer ' || r, CASE WHEN r % 2 = 0 THEN 'ORDER' ELSE 'LINE' END, 'OPEN',
       jsonb_build_object('is', 'SpendAtLeast', 'of',
         CASE WHEN r = 0 THEN '{}'::jsonb ELSE jsonb_build_object('categoryIds', jsonb_build_array(8600000000 + r % 20)) END,
         'minor', 5000 + r * 400),
       CASE WHEN r % 2 = 0 THEN jsonb_build_object('is', 'AmountOff', 'minor', 100 + r, 'target', '{}'::jsonb)
            ELSE jsonb_build_object('is', 'PercentOff', 'offBp', 200 + r * 5, 'target',
                   jsonb_build_object('categoryIds', jsonb_build_array(8600000000 + r % 20))) END,
       jsonb_build_object('group', CASE WHEN r % 2 = 0 THEN 'bench-order' ELSE 'bench-line' END,
                          'perLine', r % 2 = 1, 'notWith', '[]'::jsonb),
       CASE WHEN r = 0 THEN 9001 END
  FROM generate_series(0, 44) r;
INSERT INTO promotion.template (template_id, code, rule_id, issued, valid_days)
SELECT 9001, 'bench', 4, count(*), 30 FROM generate_series(0, {shoppers} - 1) i WHERE i % 10 IN (0, 4, 7);
UPDATE promotion.snapshot SET version = version + 1;

-- shoppers: the sealed phone of one address made over HTTP serves them all
INSERT INTO customer.customer (customer_id, phone_masked, nickname, avatar, address_count)
SELECT 5000000000 + i, '139****0001', '测量 ' || i, '', 1 FROM generate_series(0, {shoppers} - 1) i;
INSERT INTO customer.session (token_hash, customer_id, expires_at)
SELECT sha256(convert_to('bench-token-' || lpad(i::text, 9, '0'), 'UTF8')), 5000000000 + i,
       clock_timestamp() + interval '30 days'
  FROM generate_series(0, {shoppers} - 1) i;
INSERT INTO customer.address (address_id, customer_id, name, phone_sealed, phone_masked, province, city, district,
                              street, region_code, is_default)
SELECT 6000000000 + i, 5000000000 + i, a.name, a.phone_sealed, a.phone_masked, a.province, a.city, a.district,
       a.street, a.region_code, true
  FROM generate_series(0, {shoppers} - 1) i, customer.address a WHERE a.address_id = {address};
INSERT INTO promotion.coupon (coupon_id, template_id, rule_id, customer_id, source, source_key, valid_until)
SELECT 7000000000 + i, 9001, 4, 5000000000 + i, 'STAFF', 'bench:' || i, shop_now() + interval '30 days'
  FROM generate_series(0, {shoppers} - 1) i WHERE i % 10 IN (0, 4, 7);
