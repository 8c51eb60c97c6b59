-- Who brought whom, what is earned by it, and how it is paid out or taken back.

-- How binding works, by version; the newest in force counts. Append-only.
CREATE TABLE rewards.policy (
  version          int         PRIMARY KEY,
  valid_days       int         NOT NULL CHECK (valid_days BETWEEN 1 AND 3650),
  bind_within_days int         NOT NULL CHECK (bind_within_days BETWEEN 0 AND 3650),
  rebind           text        NOT NULL CHECK (rebind IN ('NEVER', 'AFTER_EXPIRY')),
  from_at          timestamptz NOT NULL DEFAULT shop_now()
);
INSERT INTO rewards.policy VALUES (1, 30, 30, 'AFTER_EXPIRY', '2000-01-01Z');

-- A person in the tree of invitations. parent_id is the inviter of the newest binding; the tree of parents has no
-- cycle because who changes it holds the rows of both roots (R1).
CREATE TABLE rewards.member (
  customer_id       bigint      PRIMARY KEY,
  invite_code       text        UNIQUE CHECK (invite_code ~ '^[A-Z0-9]{6,12}$'),
  parent_id         bigint      REFERENCES rewards.member,
  seen_at           timestamptz NOT NULL DEFAULT shop_now(),
  joined_at         timestamptz,
  agreement_version text,
  CHECK (parent_id <> customer_id),
  CHECK ((joined_at IS NULL) = (agreement_version IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX member_children ON rewards.member (parent_id, customer_id) WHERE parent_id IS NOT NULL;
CREATE INDEX member_joined ON rewards.member (customer_id) WHERE joined_at IS NOT NULL;

-- An inviter for a time, [from_at, to_at); who brought an order's buyer is asked as of placed_at. Append-only.
CREATE TABLE rewards.binding (
  binding_id     bigint      PRIMARY KEY,
  invitee_id     bigint      NOT NULL REFERENCES rewards.member,
  ordinal        int         NOT NULL CHECK (ordinal > 0),
  inviter_id     bigint      NOT NULL REFERENCES rewards.member,
  depth          int         NOT NULL CHECK (depth > 0),
  policy_version int         NOT NULL,
  from_at        timestamptz NOT NULL,
  to_at          timestamptz NOT NULL,
  UNIQUE (invitee_id, ordinal),
  CHECK (invitee_id <> inviter_id),   -- R1
  CHECK (from_at < to_at)
);
CREATE INDEX binding_inviter ON rewards.binding (inviter_id, binding_id);

-- Reward schemes as data; an accrual names the version it was earned under. Append-only.
CREATE TABLE rewards.scheme (
  code    text        NOT NULL,
  version int         NOT NULL,
  kind    text        NOT NULL CHECK (kind IN ('INVITE_COUNT', 'BOTH_SIDES', 'COMMISSION')),
  enabled boolean     NOT NULL,
  name_zh text        NOT NULL,
  name_en text        NOT NULL,
  rule    jsonb       NOT NULL,
  from_at timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (code, version)
);
INSERT INTO rewards.scheme VALUES
  ('000-tier1', 1, 'INVITE_COUNT', true, '邀 3 人下单得 50 元券', 'Invite three who order, get ¥50',
   '{"target": 3, "repeatable": true, "mostTimes": 20, "leastOrderMinor": 1, "template": "invite-three-50",
     "valueMinor": 5000, "issueAt": "MATURE", "whenSpent": "OWE"}', '2000-01-01Z'),
  ('000-tier2', 1, 'BOTH_SIDES', true, '首单双方各得 20 元券', 'First order: ¥20 for both',
   '{"leastOrderMinor": 1, "inviterTemplate": "first-order-20", "inviteeTemplate": "first-order-20",
     "valueMinor": 2000, "issueAt": "MATURE", "whenSpent": "OWE"}', '2000-01-01Z'),
  ('commission', 1, 'COMMISSION', true, '一级推广佣金', 'One-level commission',
   '{"ratesBp": [500], "productRatesBp": {}, "settleDays": 0}', '2000-01-01Z');

-- An order as rewards know it, from its facts.
CREATE TABLE rewards.purchase (
  order_id    bigint      PRIMARY KEY,
  customer_id bigint      NOT NULL,
  inviter_id  bigint,
  placed_at   timestamptz NOT NULL,
  state       text        NOT NULL CHECK (state IN ('HELD', 'EARNED', 'COMPLETED', 'GONE')),
  net_minor   bigint      NOT NULL CHECK (net_minor >= 0),
  earned_at   timestamptz
) WITH (fillfactor = 70);
CREATE INDEX purchase_buyer ON rewards.purchase (customer_id, placed_at, order_id);
CREATE INDEX purchase_inviter ON rewards.purchase (inviter_id, customer_id) WHERE inviter_id IS NOT NULL;

CREATE TABLE rewards.purchase_line (
  order_id   bigint   NOT NULL REFERENCES rewards.purchase,
  line_no    smallint NOT NULL,
  product_id bigint   NOT NULL,
  paid_minor bigint   NOT NULL CHECK (paid_minor >= 0),
  net_minor  bigint   NOT NULL,
  PRIMARY KEY (order_id, line_no),
  CHECK (net_minor BETWEEN 0 AND paid_minor)
) WITH (fillfactor = 70);

-- What is earned, and taken back. amount - reversed is what stands.
CREATE TABLE rewards.accrual (
  accrual_id     bigint      PRIMARY KEY,
  version        int         NOT NULL DEFAULT 1,
  kind           text        NOT NULL CHECK (kind IN ('COMMISSION', 'COUPON')),
  scheme_code    text        NOT NULL,
  scheme_version int         NOT NULL,
  beneficiary_id bigint      NOT NULL,
  buyer_id       bigint      NOT NULL,
  order_id       bigint      NOT NULL,
  line_no        smallint    NOT NULL DEFAULT 0,
  product_id     bigint,
  level          smallint    NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 2),          -- REF-23
  base_minor     bigint      NOT NULL CHECK (base_minor >= 0),
  rate_bp        int         NOT NULL DEFAULT 0 CHECK (rate_bp BETWEEN 0 AND 5000),      -- REF-23
  amount_minor   bigint      NOT NULL CHECK (amount_minor > 0),
  reversed_minor bigint      NOT NULL DEFAULT 0,
  owed_minor     bigint      NOT NULL DEFAULT 0 CHECK (owed_minor >= 0),
  subject_id     bigint      NOT NULL DEFAULT 0,
  round          int         NOT NULL DEFAULT 0,
  target         int         NOT NULL DEFAULT 0,
  template       text,
  state          text        NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'MATURED', 'PAYABLE', 'REVERSED')),
  note           text,
  at             timestamptz NOT NULL DEFAULT shop_now(),
  matures_at     timestamptz,
  CHECK (reversed_minor BETWEEN 0 AND amount_minor),
  CHECK ((kind = 'COUPON') = (template IS NOT NULL))
) WITH (fillfactor = 70);
-- R2
CREATE UNIQUE INDEX accrual_once ON rewards.accrual (order_id, line_no, beneficiary_id, scheme_code)
  WHERE kind = 'COMMISSION';
-- One live coupon per scheme, person, friend and round; a reversed one may be earned again.
CREATE UNIQUE INDEX accrual_coupon_live ON rewards.accrual (scheme_code, beneficiary_id, subject_id, round)
  WHERE kind = 'COUPON' AND state <> 'REVERSED';
CREATE INDEX accrual_person ON rewards.accrual (beneficiary_id, accrual_id);
CREATE INDEX accrual_subject ON rewards.accrual (scheme_code, subject_id) WHERE kind = 'COUPON';
CREATE INDEX accrual_order ON rewards.accrual (order_id);
CREATE INDEX accrual_due ON rewards.accrual (matures_at) WHERE state = 'MATURED' AND kind = 'COMMISSION';

CREATE TABLE rewards.withdrawal (
  withdrawal_id bigint      PRIMARY KEY,
  version       int         NOT NULL DEFAULT 1,
  customer_id   bigint      NOT NULL,
  key           text        NOT NULL,
  amount_minor  bigint      NOT NULL CHECK (amount_minor > 0),
  tax_minor     bigint      NOT NULL DEFAULT 0,
  state         text        NOT NULL DEFAULT 'REQUESTED'
                CHECK (state IN ('REQUESTED', 'APPROVED', 'PAID', 'REJECTED')),
  at            timestamptz NOT NULL DEFAULT shop_now(),
  approved_by   bigint,
  paid_by       bigint,
  paid_ref      text        UNIQUE,
  paid_at       timestamptz,
  note          text,
  UNIQUE (customer_id, key),
  CHECK (tax_minor BETWEEN 0 AND amount_minor),
  CHECK (paid_by <> approved_by),
  CHECK (state <> 'PAID' OR (approved_by IS NOT NULL AND paid_by IS NOT NULL AND paid_ref IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX withdrawal_state ON rewards.withdrawal (state, withdrawal_id);

REVOKE UPDATE, DELETE ON rewards.policy, rewards.binding, rewards.scheme FROM tuanzi_app;
REVOKE DELETE ON rewards.member, rewards.purchase, rewards.purchase_line, rewards.accrual, rewards.withdrawal
  FROM tuanzi_app;
-- what was earned, by whom and at what rate, is never rewritten
REVOKE UPDATE ON rewards.accrual, rewards.withdrawal FROM tuanzi_app;
GRANT UPDATE (version, reversed_minor, owed_minor, state, note, matures_at) ON rewards.accrual TO tuanzi_app;
GRANT UPDATE (version, tax_minor, state, approved_by, paid_by, paid_ref, paid_at, note) ON rewards.withdrawal
  TO tuanzi_app;
