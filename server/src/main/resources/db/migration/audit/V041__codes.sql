-- C1: a batch of codes became as many coupons as it counts and never more than its cap; a code that is good once
-- became one; a person's code became that person's coupon; and no coupon came of a code that nobody printed.
CREATE VIEW audit.c1_code AS
SELECT 'C1 code batch ' || b.batch_id || ': counter ' || b.used || ', coupons ' || coalesce(u.n, 0) || ', cap '
       || b.uses_cap AS finding
  FROM promotion.code_batch b
  LEFT JOIN (SELECT batch_id, count(*) AS n FROM promotion.code_use GROUP BY 1) u USING (batch_id)
 WHERE b.used <> coalesce(u.n, 0) OR b.used > b.uses_cap
UNION ALL
SELECT 'C1 code ' || u.code_id || ' is good once and became ' || count(*) || ' coupons'
  FROM promotion.code_use u JOIN promotion.code_batch b USING (batch_id)
 WHERE b.kind <> 'SHARED' GROUP BY u.code_id HAVING count(*) > 1
UNION ALL
SELECT 'C1 coupon ' || u.coupon_id || ' of customer ' || coalesce(c.customer_id, 0) || ' came of code ' || u.code_id
       || ' by customer ' || u.customer_id || ', made for ' || coalesce(k.customer_id, 0)
  FROM promotion.code_use u JOIN promotion.code k USING (code_id)
  LEFT JOIN promotion.coupon c USING (coupon_id)
 WHERE c.customer_id IS DISTINCT FROM u.customer_id OR k.customer_id <> u.customer_id OR k.batch_id <> u.batch_id
UNION ALL
SELECT 'C1 coupon ' || c.coupon_id || ' says it came of a code and no code says so'
  FROM promotion.coupon c LEFT JOIN promotion.code_use u USING (coupon_id)
 WHERE c.source = 'CODE' AND u.coupon_id IS NULL;
