-- Who a person is. The phone number stands here sealed (AES-GCM) and as a keyed hash to find it by, never plain.
CREATE TABLE customer.customer (
  customer_id   bigint      PRIMARY KEY,
  version       bigint      NOT NULL DEFAULT 1,
  phone_sealed  bytea,
  phone_index   bytea       UNIQUE,
  phone_masked  text        NOT NULL,
  nickname      text        NOT NULL CHECK (length(nickname) BETWEEN 1 AND 40),
  avatar        text        NOT NULL,
  tier          text        NOT NULL DEFAULT 'NONE',
  demo          boolean     NOT NULL DEFAULT false,
  address_count int         NOT NULL DEFAULT 0 CHECK (address_count BETWEEN 0 AND 20),
  joined_at     timestamptz NOT NULL DEFAULT shop_now()
) WITH (fillfactor = 90);

-- One-time codes by phone: wall time, one per number, a new one replaces the old.
CREATE TABLE customer.login_code (
  phone_index bytea       PRIMARY KEY,
  code_hash   bytea       NOT NULL,
  key         text        NOT NULL,
  tries       int         NOT NULL DEFAULT 0 CHECK (tries <= 5),
  sent_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at  timestamptz NOT NULL,
  day         date        NOT NULL,
  sent_today  int         NOT NULL DEFAULT 1,
  used_key    text,
  used_new    boolean
) WITH (fillfactor = 80);

-- Sessions: only the hash of the token is kept.
CREATE TABLE customer.session (
  token_hash  bytea       PRIMARY KEY,
  customer_id bigint      NOT NULL REFERENCES customer.customer,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  renewed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at  timestamptz NOT NULL
);
CREATE INDEX session_customer ON customer.session (customer_id);
CREATE INDEX session_expiry ON customer.session (expires_at);

CREATE TABLE customer.address (
  address_id   bigint  PRIMARY KEY,
  customer_id  bigint  NOT NULL REFERENCES customer.customer,
  name         text    NOT NULL,
  phone_sealed bytea   NOT NULL,
  phone_masked text    NOT NULL,
  province     text    NOT NULL,
  city         text    NOT NULL,
  district     text    NOT NULL,
  street       text    NOT NULL,
  region_code  text    NOT NULL CHECK (region_code ~ '^[1-9][0-9]{5}$'),
  is_default   boolean NOT NULL
);
CREATE INDEX address_customer ON customer.address (customer_id, address_id);
CREATE UNIQUE INDEX address_default ON customer.address (customer_id) WHERE is_default;

-- Cohorts: named sets of people, some with a cap. size is changed by one conditional statement and can never pass it.
CREATE TABLE customer.cohort (
  code          text    PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9_]{1,30}$'),
  name_zh       text    NOT NULL,
  name_en       text    NOT NULL,
  cap           int     CHECK (cap >= 0),
  size          int     NOT NULL DEFAULT 0,
  for_newcomers boolean NOT NULL DEFAULT false,
  CHECK (size >= 0 AND (cap IS NULL OR size <= cap))
) WITH (fillfactor = 50);
INSERT INTO customer.cohort (code, name_zh, name_en, cap) VALUES ('SEED', '种子用户', 'Seed users', 1000);

CREATE TABLE customer.cohort_member (
  code        text        NOT NULL REFERENCES customer.cohort,
  customer_id bigint      NOT NULL REFERENCES customer.customer,
  at          timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (customer_id, code)
);
CREATE INDEX cohort_member_code ON customer.cohort_member (code, customer_id);

-- What was sent to whom; a message goes out once per person and key (K1).
CREATE TABLE customer.message (
  message_id  bigint      PRIMARY KEY,
  customer_id bigint      NOT NULL REFERENCES customer.customer,
  key         text        NOT NULL,
  kind        text        NOT NULL,
  params      jsonb       NOT NULL,
  link        text,
  channel     text        NOT NULL DEFAULT 'TRAY',
  state       text        NOT NULL DEFAULT 'SENT' CHECK (state IN ('SENT', 'FAILED')),
  at          timestamptz NOT NULL DEFAULT shop_now(),
  read_at     timestamptz,
  UNIQUE (customer_id, key)
);
CREATE INDEX message_tray ON customer.message (customer_id, message_id DESC);
CREATE INDEX message_unread ON customer.message (customer_id) WHERE read_at IS NULL;

-- Visits counted by hour of shop time and kind of page, in the transaction that answers the visitor.
CREATE TABLE customer.visit_hour (
  hour    timestamptz NOT NULL,
  page    text        NOT NULL,
  invited boolean     NOT NULL,
  visits  bigint      NOT NULL CHECK (visits > 0),
  PRIMARY KEY (hour, page, invited)
) WITH (fillfactor = 50);

REVOKE DELETE ON customer.message FROM tuanzi_app;
