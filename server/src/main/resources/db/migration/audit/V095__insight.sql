-- N2: every number shown is what the facts add up to, as far as the projection has read.
CREATE VIEW audit.n2 AS
SELECT 'N2 ' || metric || ' of ' || minute || ' shows ' || coalesce(m.value, 0) || ', the facts say '
       || coalesce(t.value, 0) AS finding
  FROM (SELECT v.metric, to_timestamp(floor(extract(epoch FROM f.at) / 60) * 60) AS minute,
               sum(CASE WHEN v.field IS NULL THEN 1 ELSE (f.body ->> v.field)::bigint END)::bigint AS value
          FROM (VALUES ('gmv_placed', 'order.placed', 'totalMinor'), ('gmv_paid', 'order.paid', 'totalMinor'),
                       ('orders_placed', 'order.placed', NULL), ('orders_paid', 'order.paid', NULL),
                       ('groups_opened', 'group.opened', NULL), ('groups_filled', 'group.completed', NULL),
                       ('groups_failed', 'group.expired', NULL), ('invited_customers', 'referral.bound', NULL),
                       ('new_customers', 'customer.registered', NULL), ('refunds', 'order.refunded', 'amountMinor'))
               AS v(metric, type, field)
          JOIN platform.fact_log f ON f.type = v.type
         WHERE f.position <= (SELECT position FROM platform.cursor WHERE consumer = 'insight.board')
         GROUP BY 1, 2) t
  FULL JOIN insight.metric_minute m USING (metric, minute)
 WHERE t.value IS DISTINCT FROM m.value;
