-- K1 is held by UNIQUE (customer_id, key). The caps of cohorts hang on a counter, so the counter is recounted here.
CREATE VIEW audit.cohort_size AS
SELECT 'cohort ' || c.code || ' counts ' || c.size || ' people but has ' || count(m.customer_id) AS what
  FROM customer.cohort c LEFT JOIN customer.cohort_member m USING (code)
 GROUP BY c.code, c.size HAVING c.size <> count(m.customer_id);

CREATE VIEW audit.address_count AS
SELECT 'customer ' || c.customer_id || ' counts ' || c.address_count || ' addresses but has ' || count(a.address_id)
       AS what
  FROM customer.customer c LEFT JOIN customer.address a USING (customer_id)
 GROUP BY c.customer_id, c.address_count HAVING c.address_count <> count(a.address_id);
