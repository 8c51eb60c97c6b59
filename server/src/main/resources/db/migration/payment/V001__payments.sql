-- One try to collect money for something payable. Everything the provider was asked stands here, so asking again is
-- asking the same.
CREATE TABLE payment.intent (
  intent_id    bigint PRIMARY KEY,
  payable      text        NOT NULL,
  payable_id   bigint      NOT NULL,
  provider     text        NOT NULL,
  channel      text        NOT NULL CHECK (channel IN ('H5', 'MINI')),
  out_trade_no text        NOT NULL UNIQUE,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  currency     text        NOT NULL DEFAULT 'CNY' CHECK (currency = 'CNY'),
  request      text        NOT NULL,
  pay_before   timestamptz NOT NULL,
  state        text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'PAID', 'CLOSING', 'CLOSED')),
  version      bigint      NOT NULL DEFAULT 0,
  asked        int         NOT NULL DEFAULT 0,
  ask_at       timestamptz NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT shop_now()
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX intent_open ON payment.intent (payable, channel) WHERE state = 'OPEN';
CREATE INDEX intent_payable ON payment.intent (payable, intent_id);
CREATE INDEX intent_ask ON payment.intent (ask_at) WHERE state IN ('OPEN', 'CLOSING');

-- Money that came (P1): one row per provider's transaction, whoever told us and however often.
CREATE TABLE payment.capture (
  capture_id     bigint PRIMARY KEY,
  intent_id      bigint      NOT NULL REFERENCES payment.intent,
  payable        text        NOT NULL,
  payable_id     bigint      NOT NULL,
  provider       text        NOT NULL,
  transaction_id text        NOT NULL,
  kind           text        NOT NULL DEFAULT 'PAY' CHECK (kind = 'PAY'),
  amount_minor   bigint      NOT NULL CHECK (amount_minor > 0),
  refunded_minor bigint      NOT NULL DEFAULT 0,
  kept           boolean,
  paid_at        timestamptz NOT NULL,
  at             timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (provider, transaction_id, kind),
  CONSTRAINT m5_refunded_at_most_captured CHECK (refunded_minor BETWEEN 0 AND amount_minor)
) WITH (fillfactor = 80);
CREATE INDEX capture_payable ON payment.capture (payable, capture_id);
CREATE INDEX capture_paid_at ON payment.capture (provider, paid_at);
CREATE INDEX capture_intent ON payment.capture (intent_id);

-- Money that goes back, from one capture. The same (payable, key, part) is the same refund.
CREATE TABLE payment.refund (
  refund_id          bigint PRIMARY KEY,
  capture_id         bigint      NOT NULL REFERENCES payment.capture,
  intent_id          bigint      NOT NULL,
  payable            text        NOT NULL,
  payable_id         bigint      NOT NULL,
  key                text        NOT NULL,
  part               int         NOT NULL,
  provider           text        NOT NULL,
  out_refund_no      text        NOT NULL UNIQUE,
  provider_refund_id text,
  amount_minor       bigint      NOT NULL CHECK (amount_minor > 0),
  request            text        NOT NULL,
  reason             text        NOT NULL,
  state              text        NOT NULL DEFAULT 'QUEUED'
                     CHECK (state IN ('QUEUED', 'SENT', 'UNKNOWN', 'DONE', 'FAILED')),
  trouble            text,
  asked              int         NOT NULL DEFAULT 0,
  ask_at             timestamptz NOT NULL DEFAULT shop_now(),
  at                 timestamptz NOT NULL DEFAULT shop_now(),
  done_at            timestamptz,
  UNIQUE (payable, key, part)
) WITH (fillfactor = 80);
CREATE INDEX refund_ask ON payment.refund (ask_at) WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN');
CREATE INDEX refund_capture ON payment.refund (capture_id);

-- What the provider told and what did not fit (P4); people look at it. The same lie told again is one row.
CREATE TABLE payment.quarantine (
  quarantine_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  intent_id      bigint,
  provider       text        NOT NULL,
  transaction_id text        NOT NULL,
  why            text        NOT NULL,
  said           text        NOT NULL,
  decision       text,
  at             timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (provider, transaction_id, why, said)
);

-- The provider's daily bill beside our books (M7).
CREATE TABLE payment.bill (
  provider    text        NOT NULL,
  day         date        NOT NULL,
  rows        int         NOT NULL,
  agreed      int         NOT NULL,
  differences int         NOT NULL,
  bill_hash   text        NOT NULL,
  at          timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (provider, day)
);
CREATE TABLE payment.bill_difference (
  provider       text   NOT NULL,
  day            date   NOT NULL,
  what           text   NOT NULL CHECK (what IN ('PAYMENT', 'REFUND')),
  number         text   NOT NULL,
  provider_minor bigint NOT NULL,
  ours_minor     bigint NOT NULL,
  PRIMARY KEY (provider, day, what, number)
);

REVOKE DELETE ON payment.intent, payment.capture, payment.refund, payment.quarantine FROM tuanzi_app;
