-- Orders placed that have been paid, counted in the minute they were placed: facts heard before are counted here.
INSERT INTO insight.metric_minute (metric, minute, value)
SELECT 'orders_placed_paid', to_timestamp(floor((f.body ->> 'placedAtMs')::bigint / 60000.0) * 60), count(*)
  FROM platform.fact_log f
 WHERE f.type = 'order.paid' AND f.position <= (SELECT position FROM platform.cursor WHERE consumer = 'insight.board')
 GROUP BY 2;

-- N2: what the board shows is what the facts say, minute by minute.
CREATE OR REPLACE VIEW audit.n2 AS
SELECT 'N2 ' || metric || ' of ' || minute || ' shows ' || coalesce(m.value, 0) || ', the facts say '
       || coalesce(t.value, 0) AS finding
  FROM (SELECT v.metric, to_timestamp(floor(CASE WHEN v.moment IS NULL THEN extract(epoch FROM f.at)
                                                 ELSE (f.body ->> v.moment)::bigint / 1000.0 END / 60) * 60) AS minute,
               sum(CASE WHEN v.field IS NULL THEN 1 ELSE (f.body ->> v.field)::bigint END)::bigint AS value
          FROM (VALUES ('gmv_placed', 'order.placed', 'totalMinor', NULL),
                       ('gmv_paid', 'order.paid', 'totalMinor', NULL),
                       ('orders_placed', 'order.placed', NULL, NULL), ('orders_paid', 'order.paid', NULL, NULL),
                       ('orders_placed_paid', 'order.paid', NULL, 'placedAtMs'),
                       ('groups_opened', 'group.opened', NULL, NULL), ('groups_filled', 'group.completed', NULL, NULL),
                       ('groups_failed', 'group.expired', NULL, NULL),
                       ('invited_customers', 'referral.bound', NULL, NULL),
                       ('new_customers', 'customer.registered', NULL, NULL),
                       ('refunds', 'order.refunded', 'amountMinor', NULL)) AS v(metric, type, field, moment)
          JOIN platform.fact_log f ON f.type = v.type
         WHERE f.position <= (SELECT position FROM platform.cursor WHERE consumer = 'insight.board')
         GROUP BY 1, 2) t
  FULL JOIN insight.metric_minute m USING (metric, minute)
 WHERE t.value IS DISTINCT FROM m.value;
