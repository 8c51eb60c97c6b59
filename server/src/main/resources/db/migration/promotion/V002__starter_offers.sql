-- The offers a new shop opens with, from plan 000; staff switches, changes and adds. Their ids stay below 1,000.

INSERT INTO promotion.rule (rule_id, code, kind, name_zh, name_en, phase, priority, gate, condition, effect, stacking)
VALUES
  -- PRM-27: lifetime 8折; of it and the group price each line takes the better, coupons come off after it
  (1, 'seed-lifetime', 'MEMBER_PRICE', '种子用户终身8折', 'Seed member: 20% off for life', 'PRICE', 0, 'OPEN',
   '{"is": "InCohort", "cohort": "SEED"}', '{"is": "PercentOff", "offBp": 2000, "target": {}}',
   '{"group": "base-price", "perLine": true, "notWith": []}'),
  -- PRM-46
  (2, 'free-shipping-88', 'FREE_SHIPPING', '满88包邮', 'Free shipping from ¥88', 'SHIPPING', 0, 'OPEN',
   '{"is": "SpendAtLeast", "of": {}, "minor": 8800}', '{"is": "FreeShipping"}',
   '{"group": "", "perLine": false, "notWith": []}'),
  -- REF-03, REF-04
  (3, 'coupon-50', 'COUPON', '50元无门槛券', '¥50 coupon', 'COUPON', 0, 'COUPON',
   '{"is": "All", "parts": []}', '{"is": "AmountOff", "minor": 5000, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}'),
  (4, 'coupon-20', 'COUPON', '20元券', '¥20 coupon', 'COUPON', 0, 'COUPON',
   '{"is": "All", "parts": []}', '{"is": "AmountOff", "minor": 2000, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}'),
  (5, 'coupon-new', 'COUPON', '新人满59减10券', 'New customer: ¥10 off ¥59', 'COUPON', 0, 'COUPON',
   '{"is": "All", "parts": [{"is": "FirstOrder"}, {"is": "SpendAtLeast", "of": {}, "minor": 5900}]}',
   '{"is": "AmountOff", "minor": 1000, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}');

INSERT INTO promotion.template (template_id, code, rule_id, issue_cap, per_person_limit, valid_days, claimable)
VALUES (1, 'invite-three-50', 3, NULL, 100, 30, false),
       (2, 'first-order-20', 4, NULL, 100, 30, false),
       (3, 'new-customer-10', 5, 100000, 1, 14, true);

-- FUL-18: by weight, dearer to the far west, nothing to where we do not go
INSERT INTO promotion.freight_template (freight_id, code, name_zh, name_en, measure, zones)
VALUES (1, 'standard', '标准快递', 'Standard parcel', 'WEIGHT',
  '[{"regionPrefixes": [""], "first": 1000, "firstMinor": 800, "step": 1000, "stepMinor": 200, "served": true},
    {"regionPrefixes": ["15", "54", "62", "63", "64", "65"], "first": 1000, "firstMinor": 1500, "step": 1000,
     "stepMinor": 800, "served": true},
    {"regionPrefixes": ["71", "81", "82"], "first": 1000, "firstMinor": 0, "step": 1000, "stepMinor": 0,
     "served": false}]');
