-- Group-buy: activities set prices, groups have seats, seats belong to orders.
CREATE TABLE groupbuy.activity (
  activity_id      bigint      PRIMARY KEY,
  product_id       bigint      NOT NULL,
  size             int         NOT NULL CHECK (size BETWEEN 2 AND 100),
  window_minutes   int         NOT NULL CHECK (window_minutes > 0),
  hold_minutes     int         NOT NULL CHECK (hold_minutes > 0),
  per_person_limit int         NOT NULL CHECK (per_person_limit > 0),
  late_policy      text        NOT NULL CHECK (late_policy IN ('MOVE', 'REFUND')),
  starts_at        timestamptz NOT NULL,
  ends_at          timestamptz,
  stopped_at       timestamptz,
  version          int         NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX activity_of_product ON groupbuy.activity (product_id) WHERE stopped_at IS NULL;
CREATE TABLE groupbuy.activity_price (
  activity_id bigint NOT NULL REFERENCES groupbuy.activity,
  sku_id      bigint NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  PRIMARY KEY (activity_id, sku_id)
);

CREATE TABLE groupbuy.groups (
  group_id    bigint      PRIMARY KEY,
  activity_id bigint      NOT NULL,
  product_id  bigint      NOT NULL,
  leader_id   bigint      NOT NULL,
  size        int         NOT NULL,
  held        int         NOT NULL DEFAULT 0 CHECK (held >= 0),
  paid        int         NOT NULL DEFAULT 0 CHECK (paid >= 0),
  state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'COMPLETED', 'EXPIRED')),
  version     int         NOT NULL DEFAULT 0,
  opened_at   timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK (held + paid <= size)                                      -- G1
) WITH (fillfactor = 70);
CREATE INDEX groups_due ON groupbuy.groups (expires_at) WHERE state = 'OPEN';
CREATE INDEX groups_of_product ON groupbuy.groups (product_id, expires_at) WHERE state = 'OPEN';
CREATE INDEX groups_newest ON groupbuy.groups (group_id DESC);

CREATE TABLE groupbuy.seat (
  order_id    bigint      NOT NULL,
  group_id    bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  state       text        NOT NULL CHECK (state IN ('HELD', 'PAID', 'LAPSED', 'LEFT')),
  held_until  timestamptz NOT NULL,
  taken_at    timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (order_id, group_id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX seat_live ON groupbuy.seat (group_id, customer_id) WHERE state IN ('HELD', 'PAID');  -- G1
CREATE UNIQUE INDEX seat_order ON groupbuy.seat (order_id) WHERE state IN ('HELD', 'PAID');
CREATE INDEX seat_lapse_due ON groupbuy.seat (held_until) WHERE state = 'HELD';
CREATE INDEX seat_customer ON groupbuy.seat (customer_id, group_id);
REVOKE DELETE ON groupbuy.groups, groupbuy.seat, groupbuy.activity FROM tuanzi_app;
