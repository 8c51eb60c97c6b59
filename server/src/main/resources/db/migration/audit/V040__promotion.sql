-- C1: a coupon is live on at most one order; no more issued than the cap; the counters say what the rows say.
CREATE VIEW audit.c1 AS
SELECT 'C1 coupon ' || coupon_id || ' is live on ' || count(*) || ' orders' AS finding
  FROM promotion.coupon_use WHERE live GROUP BY coupon_id HAVING count(*) > 1
UNION ALL
SELECT 'C1 template ' || t.code || ': counter ' || t.issued || ', coupons ' || coalesce(c.n, 0) || ', cap '
       || coalesce(t.issue_cap::text, 'none')
  FROM promotion.template t
  LEFT JOIN (SELECT template_id, count(*) AS n FROM promotion.coupon GROUP BY 1) c USING (template_id)
 WHERE t.issued <> coalesce(c.n, 0) OR t.issued > t.issue_cap
UNION ALL
SELECT 'C1 template ' || coalesce(k.template_id, c.template_id) || ' customer '
       || coalesce(k.customer_id, c.customer_id) || ': claimed ' || coalesce(k.taken, 0) || ' of '
       || coalesce(k.most, 0) || ', coupons ' || coalesce(c.n, 0)
  FROM promotion.claimed k
  FULL JOIN (SELECT template_id, customer_id, count(*) AS n FROM promotion.coupon WHERE source = 'CLAIM'
              GROUP BY 1, 2) c ON c.template_id = k.template_id AND c.customer_id = k.customer_id
 WHERE coalesce(k.taken, 0) <> coalesce(c.n, 0) OR k.taken > k.most;

-- C2: a coupon is locked or used exactly when one use of it is live, on the order it names.
CREATE VIEW audit.c2 AS
SELECT 'C2 coupon ' || c.coupon_id || ' ' || c.state || ' on order ' || coalesce(c.order_id::text, 'none')
       || ', live use on ' || coalesce(u.order_id::text, 'none') AS finding
  FROM promotion.coupon c
  LEFT JOIN promotion.coupon_use u ON u.coupon_id = c.coupon_id AND u.live
 WHERE (c.state IN ('LOCKED', 'USED')) <> (u.order_id IS NOT NULL) OR c.order_id <> u.order_id;
