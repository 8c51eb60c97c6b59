-- Coupons that show only to some, and what a new person may hold in all.

-- A hidden coupon shows to those it was unlocked for; one of a cohort (a community is one) to its members.
CREATE TABLE promotion.template_gate (
  template_id bigint  PRIMARY KEY REFERENCES promotion.template,
  hidden      boolean NOT NULL,
  cohort      text
);
CREATE TABLE promotion.unlocked (
  template_id bigint NOT NULL REFERENCES promotion.template,
  customer_id bigint NOT NULL,
  source_key  text   NOT NULL,
  unlocked_at timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (template_id, customer_id)
);

-- PRM-52: somebody is new for so many days after joining, and holds coupons of at most so much in that time.
CREATE TABLE promotion.newcomer_policy (
  id        smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  days      int      NOT NULL DEFAULT 30 CHECK (days BETWEEN 1 AND 365),
  cap_minor bigint   CHECK (cap_minor > 0)
);
INSERT INTO promotion.newcomer_policy DEFAULT VALUES;

-- The most a coupon can take off; absent where nothing bounds it.
ALTER TABLE promotion.coupon ADD COLUMN worth_minor bigint CHECK (worth_minor >= 0);
UPDATE promotion.coupon c SET worth_minor = CASE r.effect ->> 'is'
         WHEN 'AmountOff' THEN (r.effect ->> 'minor')::bigint ELSE (r.effect ->> 'capMinor')::bigint END
  FROM promotion.rule r WHERE r.rule_id = c.rule_id;

-- One row per new person, locked while something is given; held is what the last gift brought it to (C1).
CREATE TABLE promotion.newcomer_cost (
  customer_id bigint PRIMARY KEY,
  held_minor  bigint NOT NULL DEFAULT 0 CHECK (held_minor >= 0),
  cap_minor   bigint NOT NULL,
  CHECK (held_minor <= cap_minor)
) WITH (fillfactor = 70);

-- What a new person would have got but for the cap.
CREATE TABLE promotion.withheld (
  source_key  text   PRIMARY KEY,
  customer_id bigint NOT NULL,
  template_id bigint NOT NULL REFERENCES promotion.template,
  worth_minor bigint,
  withheld_at timestamptz NOT NULL DEFAULT shop_now()
);
CREATE INDEX withheld_customer ON promotion.withheld (customer_id);

REVOKE UPDATE, DELETE ON promotion.unlocked, promotion.withheld FROM tuanzi_app;
REVOKE DELETE ON promotion.template_gate, promotion.newcomer_policy, promotion.newcomer_cost FROM tuanzi_app;

-- Coupons the rules of issuing begin with; their ids stay below 1,000.
INSERT INTO promotion.rule (rule_id, code, kind, name_zh, name_en, phase, priority, gate, condition, effect, stacking)
VALUES
  (901, 'coupon-thanks', 'COUPON', '购买后返券满 ¥99 减 ¥10', 'Thank you: ¥10 off ¥99', 'COUPON', 0, 'COUPON',
   '{"is": "SpendAtLeast", "of": {}, "minor": 9900}', '{"is": "AmountOff", "minor": 1000, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}'),
  (902, 'coupon-again', 'COUPON', '复购券满 ¥99 减 ¥15', 'Again: ¥15 off ¥99', 'COUPON', 0, 'COUPON',
   '{"is": "SpendAtLeast", "of": {}, "minor": 9900}', '{"is": "AmountOff", "minor": 1500, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}'),
  (903, 'coupon-comeback', 'COUPON', '回归券 ¥20 无门槛', 'Welcome back: ¥20', 'COUPON', 0, 'COUPON',
   '{"is": "All", "parts": []}', '{"is": "AmountOff", "minor": 2000, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}'),
  (904, 'coupon-sorry', 'COUPON', '补偿券 ¥10 无门槛', 'Our apology: ¥10', 'COUPON', 0, 'COUPON',
   '{"is": "All", "parts": []}', '{"is": "AmountOff", "minor": 1000, "target": {}}',
   '{"group": "coupon", "perLine": false, "notWith": []}');
INSERT INTO promotion.template (template_id, code, rule_id, issue_cap, per_person_limit, valid_days, claimable)
VALUES (901, 'thanks-10', 901, NULL, 100, 15, false),
       (902, 'again-15', 902, NULL, 100, 15, false),
       (903, 'comeback-20', 903, NULL, 100, 15, false),
       (904, 'sorry-10', 904, NULL, 100, 30, false);
