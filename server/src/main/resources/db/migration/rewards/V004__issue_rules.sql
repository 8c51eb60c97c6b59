-- Coupons that are given by rule: who, when, how often, how many in all.

CREATE TABLE rewards.issue_rule (
  code             text    PRIMARY KEY,
  version          int     NOT NULL DEFAULT 1,
  name_zh          text    NOT NULL,
  name_en          text    NOT NULL,
  kind             text    NOT NULL CHECK (kind IN ('PURCHASE', 'QUIET', 'NEWCOMER', 'FRIENDS', 'BUYERS')),
  templates        text[]  NOT NULL CHECK (cardinality(templates) > 0),
  unlocks          boolean NOT NULL DEFAULT false,
  at_completion    boolean NOT NULL DEFAULT false,
  least_minor      bigint  NOT NULL DEFAULT 0,
  days             int     NOT NULL DEFAULT 30 CHECK (days BETWEEN 1 AND 3650),
  friends          int     NOT NULL DEFAULT 1 CHECK (friends > 0),
  monthly          boolean NOT NULL DEFAULT false,
  product_id       bigint,
  per_person_limit int     NOT NULL DEFAULT 1 CHECK (per_person_limit > 0),
  total_cap        bigint  CHECK (total_cap > 0),
  issued           bigint  NOT NULL DEFAULT 0,
  since            timestamptz NOT NULL DEFAULT shop_now(),
  enabled          boolean NOT NULL DEFAULT false,
  CHECK (issued >= 0 AND (total_cap IS NULL OR issued <= total_cap))
) WITH (fillfactor = 70);

-- One row per rule, person and cause: due, then given or withheld with the reason, once.
CREATE TABLE rewards.issued (
  issue_key   text   PRIMARY KEY,
  rule_code   text   NOT NULL REFERENCES rewards.issue_rule,
  customer_id bigint NOT NULL,
  order_id    bigint,
  state       text   NOT NULL DEFAULT 'DUE' CHECK (state IN ('DUE', 'GIVEN', 'WITHHELD', 'UNDO', 'UNDONE')),
  ordinal     int    CHECK (ordinal > 0),
  most        int,
  why         text,
  due_at      timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (rule_code, customer_id, ordinal),
  CHECK (ordinal <= most),
  CHECK ((state IN ('GIVEN', 'UNDO')) <= (ordinal IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX issued_open ON rewards.issued (due_at) WHERE state IN ('DUE', 'UNDO');
CREATE INDEX issued_order ON rewards.issued (order_id) WHERE order_id IS NOT NULL;

-- When people joined, as the fact of it said.
CREATE TABLE rewards.newcomer (
  customer_id bigint PRIMARY KEY,
  joined_at   timestamptz NOT NULL
);
CREATE INDEX newcomer_joined ON rewards.newcomer (joined_at);

REVOKE DELETE ON rewards.issue_rule, rewards.issued, rewards.newcomer FROM tuanzi_app;

-- PRM-16, 18, 19, 20 with the plans' numbers; each waits to be switched on.
INSERT INTO rewards.issue_rule (code, name_zh, name_en, kind, templates, days, monthly, per_person_limit)
VALUES ('thanks', '购买后返券', 'After a purchase', 'PURCHASE', '{thanks-10}', 30, false, 12),
       ('again-30', '30 天没买送复购券', 'No purchase for 30 days', 'QUIET', '{again-15}', 30, false, 12),
       ('comeback-60', '60 天没来送回归券', 'Away for 60 days', 'QUIET', '{comeback-20}', 60, false, 4),
       ('newcomer-month', '新客首单礼包，每月一次', 'Newcomers, once a month until they buy', 'NEWCOMER',
        '{new-customer-10}', 90, true, 3);
