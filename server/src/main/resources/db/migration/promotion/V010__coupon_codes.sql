-- Codes that become coupons: printed once each, shared by many up to a cap, or made for one person.

ALTER TABLE promotion.coupon DROP CONSTRAINT coupon_source_check;
ALTER TABLE promotion.coupon ADD CONSTRAINT coupon_source_check
  CHECK (source IN ('CLAIM', 'REWARD', 'STAFF', 'CODE'));

-- The counter is on no index, so that redeeming stays HOT.
CREATE TABLE promotion.code_batch (
  batch_id         bigint  PRIMARY KEY,
  template_id      bigint  NOT NULL REFERENCES promotion.template,
  name             text    NOT NULL,
  kind             text    NOT NULL CHECK (kind IN ('SINGLE', 'SHARED', 'PERSONAL')),
  uses_cap         bigint  NOT NULL,
  used             bigint  NOT NULL DEFAULT 0,
  per_person_limit int     NOT NULL DEFAULT 1 CHECK (per_person_limit > 0),
  starts_at        timestamptz,
  ends_at          timestamptz,
  enabled          boolean NOT NULL DEFAULT true,
  made_at          timestamptz NOT NULL DEFAULT shop_now(),
  CHECK (used >= 0 AND used <= uses_cap),  -- C1
  CHECK (starts_at < ends_at)
) WITH (fillfactor = 50);
CREATE INDEX code_batch_template ON promotion.code_batch (template_id);

-- A code is worth money to whoever reads it, so it lies here sealed; it is found by its keyed hash.
CREATE TABLE promotion.code (
  code_id     bigint PRIMARY KEY,
  batch_id    bigint NOT NULL REFERENCES promotion.code_batch,
  code_index  bytea  NOT NULL UNIQUE,
  sealed      bytea  NOT NULL,
  customer_id bigint
);
CREATE INDEX code_batch_codes ON promotion.code (batch_id, code_id);

-- What became of a code; one that is good once has one row at most (C1), ordinal counts a person's uses of a batch.
CREATE TABLE promotion.code_use (
  coupon_id   bigint  PRIMARY KEY REFERENCES promotion.coupon,
  code_id     bigint  NOT NULL REFERENCES promotion.code,
  batch_id    bigint  NOT NULL,
  customer_id bigint  NOT NULL,
  good_once   boolean NOT NULL,
  ordinal     int     NOT NULL CHECK (ordinal > 0),
  most        int     NOT NULL,
  used_at     timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (batch_id, customer_id, ordinal),
  CHECK (ordinal <= most)
);
CREATE UNIQUE INDEX code_once ON promotion.code_use (code_id) WHERE good_once;

REVOKE DELETE ON promotion.code_batch, promotion.code FROM tuanzi_app;
REVOKE UPDATE ON promotion.code FROM tuanzi_app;
REVOKE UPDATE, DELETE ON promotion.code_use FROM tuanzi_app;

-- When a coupon went onto an order: what the board draws a budget's days from.
ALTER TABLE promotion.coupon_use ADD COLUMN at timestamptz NOT NULL DEFAULT shop_now();
