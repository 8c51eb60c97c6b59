-- What changes a price, as data, and what a person holds that does.

-- One row: the version of the snapshot of rules and freight every node prices with.
CREATE TABLE promotion.snapshot (
  id      smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  version bigint NOT NULL DEFAULT 1
);
INSERT INTO promotion.snapshot DEFAULT VALUES;

CREATE TABLE promotion.rule (
  rule_id          bigint PRIMARY KEY,
  code             text   NOT NULL UNIQUE,
  version          int    NOT NULL DEFAULT 1,
  kind             text   NOT NULL CHECK (kind IN ('MEMBER_PRICE', 'DISCOUNT', 'REDUCTION', 'COUPON', 'FREE_SHIPPING')),
  name_zh          text   NOT NULL,
  name_en          text   NOT NULL,
  phase            text   NOT NULL CHECK (phase IN ('PRICE', 'LINE', 'ORDER', 'COUPON', 'SHIPPING')),
  priority         int    NOT NULL DEFAULT 0,
  gate             text   NOT NULL CHECK (gate IN ('OPEN', 'COUPON')),
  condition        jsonb  NOT NULL,
  effect           jsonb  NOT NULL,
  stacking         jsonb  NOT NULL,
  starts_at        timestamptz,
  ends_at          timestamptz,
  budget_id        bigint,
  refund_policy    text   NOT NULL DEFAULT 'PRORATE' CHECK (refund_policy = 'PRORATE'),
  per_person_limit int    CHECK (per_person_limit > 0),
  enabled          boolean NOT NULL DEFAULT true,
  CHECK (starts_at < ends_at)
);

-- Every version a rule ever had: an order names the version it was priced with. Append-only.
CREATE TABLE promotion.rule_version (
  rule_id bigint      NOT NULL,
  version int         NOT NULL,
  body    jsonb       NOT NULL,
  at      timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (rule_id, version)
);

CREATE FUNCTION promotion.keep_rule_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO promotion.rule_version (rule_id, version, body) VALUES (NEW.rule_id, NEW.version, to_jsonb(NEW));
  RETURN NEW;
END $$;
CREATE TRIGGER keep_rule_version AFTER INSERT OR UPDATE ON promotion.rule
  FOR EACH ROW EXECUTE FUNCTION promotion.keep_rule_version();

CREATE TABLE promotion.freight_template (
  freight_id      bigint PRIMARY KEY,
  code            text   NOT NULL UNIQUE,
  version         int    NOT NULL DEFAULT 1,
  name_zh         text   NOT NULL,
  name_en         text   NOT NULL,
  priority        int    NOT NULL DEFAULT 0,
  covers          jsonb  NOT NULL DEFAULT '{}',
  measure         text   NOT NULL CHECK (measure IN ('WEIGHT', 'PIECE')),
  zones           jsonb  NOT NULL,
  free_over_minor bigint CHECK (free_over_minor >= 0),
  enabled         boolean NOT NULL DEFAULT true
);

-- What coupons of one print share. The counter is on no index, so that issuing stays HOT.
CREATE TABLE promotion.template (
  template_id      bigint  PRIMARY KEY,
  code             text    NOT NULL UNIQUE,
  rule_id          bigint  NOT NULL REFERENCES promotion.rule,
  issue_cap        bigint  CHECK (issue_cap > 0),
  issued           bigint  NOT NULL DEFAULT 0,
  per_person_limit int     NOT NULL DEFAULT 1 CHECK (per_person_limit > 0),
  valid_days       int     NOT NULL CHECK (valid_days BETWEEN 1 AND 3650),
  claimable        boolean NOT NULL DEFAULT false,
  claim_from       timestamptz,
  claim_until      timestamptz,
  back_on_refund   boolean NOT NULL DEFAULT true,
  enabled          boolean NOT NULL DEFAULT true,
  CHECK (issued >= 0 AND (issue_cap IS NULL OR issued <= issue_cap)),  -- C1
  CHECK (claim_from < claim_until)
) WITH (fillfactor = 50);

-- How many of a template a person has claimed; most is the limit at the last claim (C1).
CREATE TABLE promotion.claimed (
  template_id bigint NOT NULL REFERENCES promotion.template,
  customer_id bigint NOT NULL,
  taken       int    NOT NULL CHECK (taken > 0),
  most        int    NOT NULL,
  PRIMARY KEY (template_id, customer_id),
  CHECK (taken <= most)
) WITH (fillfactor = 80);

CREATE TABLE promotion.coupon (
  coupon_id      bigint      PRIMARY KEY,
  template_id    bigint      NOT NULL REFERENCES promotion.template,
  rule_id        bigint      NOT NULL,
  customer_id    bigint      NOT NULL,
  state          text        NOT NULL DEFAULT 'AVAILABLE'
                 CHECK (state IN ('AVAILABLE', 'LOCKED', 'USED', 'EXPIRED', 'REVOKED')),
  source         text        NOT NULL CHECK (source IN ('CLAIM', 'REWARD', 'STAFF')),
  source_key     text        NOT NULL UNIQUE,
  issued_at      timestamptz NOT NULL DEFAULT shop_now(),
  valid_until    timestamptz NOT NULL,
  order_id       bigint,
  reminded       boolean     NOT NULL DEFAULT false,
  charged_minor  bigint      CHECK (charged_minor > 0),
  seq            int         NOT NULL DEFAULT 1,
  CHECK ((state IN ('LOCKED', 'USED')) = (order_id IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX coupon_holder ON promotion.coupon (customer_id, coupon_id);
CREATE INDEX coupon_template ON promotion.coupon (template_id);
CREATE INDEX coupon_due ON promotion.coupon (valid_until) WHERE state = 'AVAILABLE';
CREATE INDEX coupon_remind ON promotion.coupon (valid_until) WHERE state = 'AVAILABLE' AND NOT reminded;

-- A coupon on an order; at most one live use per coupon (C1), and each use ends once (C2).
CREATE TABLE promotion.coupon_use (
  order_id     bigint  NOT NULL,
  coupon_id    bigint  NOT NULL REFERENCES promotion.coupon,
  amount_minor bigint  NOT NULL CHECK (amount_minor > 0),
  live         boolean NOT NULL DEFAULT true,
  PRIMARY KEY (order_id, coupon_id)
);
CREATE UNIQUE INDEX coupon_live ON promotion.coupon_use (coupon_id) WHERE live;

REVOKE UPDATE, DELETE ON promotion.rule_version FROM tuanzi_app;
REVOKE DELETE ON promotion.rule, promotion.template, promotion.coupon, promotion.coupon_use,
  promotion.freight_template FROM tuanzi_app;
-- O3: what a coupon took off an order never changes
REVOKE UPDATE ON promotion.coupon_use FROM tuanzi_app;
GRANT UPDATE (live) ON promotion.coupon_use TO tuanzi_app;
