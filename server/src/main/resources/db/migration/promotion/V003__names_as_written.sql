-- Names of the first offers, written as the shop writes numbers and sums; a name that staff changed is left alone.
UPDATE promotion.rule SET version = version + 1, name_zh = '种子用户终身 8 折' WHERE rule_id = 1 AND name_zh = '种子用户终身8折';
UPDATE promotion.rule SET version = version + 1, name_zh = '满 ¥88 包邮' WHERE rule_id = 2 AND name_zh = '满88包邮';
UPDATE promotion.rule SET version = version + 1, name_zh = '¥50 无门槛券' WHERE rule_id = 3 AND name_zh = '50元无门槛券';
UPDATE promotion.rule SET version = version + 1, name_zh = '¥20 券' WHERE rule_id = 4 AND name_zh = '20元券';
UPDATE promotion.rule SET version = version + 1, name_zh = '新人满 ¥59 减 ¥10 券' WHERE rule_id = 5 AND name_zh = '新人满59减10券';
