-- Purchases along one state table, with generic holds. Prices are written once (O3).
CREATE TABLE orders.orders (
  order_id         bigint      PRIMARY KEY,
  customer_id      bigint      NOT NULL,
  key              text        NOT NULL,
  body_hash        bytea       NOT NULL,
  state            text        NOT NULL CHECK (state IN ('AWAITING_PAYMENT', 'PAID', 'SHIPPED', 'RECEIVED', 'COMPLETED', 'CLOSED')),
  version          int         NOT NULL DEFAULT 1,
  open_holds       smallint    NOT NULL DEFAULT 0 CHECK (open_holds >= 0),
  source           text        NOT NULL,
  activity_id      bigint,
  group_id         bigint,
  list_minor       bigint      NOT NULL,
  discount_minor   bigint      NOT NULL,
  freight_minor    bigint      NOT NULL,
  total_minor      bigint      NOT NULL CHECK (total_minor >= 0),
  paid_minor       bigint      NOT NULL DEFAULT 0,
  refunded_minor   bigint      NOT NULL DEFAULT 0,
  units            int         NOT NULL CHECK (units > 0),
  units_back       int         NOT NULL DEFAULT 0,
  rules_version    bigint      NOT NULL,
  reasons          jsonb       NOT NULL,
  budgets          jsonb,
  address          jsonb       NOT NULL,
  note             text,
  placed_at        timestamptz NOT NULL DEFAULT shop_now(),
  pay_before       timestamptz NOT NULL,
  paid_at          timestamptz,
  ready_at         timestamptz,
  shipped_at       timestamptz,
  received_at      timestamptz,
  completed_at     timestamptz,
  closed_at        timestamptz,
  close_reason     text,
  auto_receive_at  timestamptz,
  returnable_until timestamptz,
  CHECK (list_minor - discount_minor + freight_minor = total_minor),   -- M3
  CHECK (refunded_minor BETWEEN 0 AND paid_minor),                     -- M5
  CHECK (units_back BETWEEN 0 AND units),
  UNIQUE (customer_id, key)                                            -- O2
) WITH (fillfactor = 85);
CREATE INDEX orders_customer ON orders.orders (customer_id, order_id DESC);
CREATE INDEX orders_pay_due ON orders.orders (pay_before) WHERE state = 'AWAITING_PAYMENT';
CREATE INDEX orders_to_ship ON orders.orders (ready_at) WHERE state = 'PAID';
CREATE INDEX orders_receive_due ON orders.orders (auto_receive_at) WHERE state = 'SHIPPED';
CREATE INDEX orders_complete_due ON orders.orders (returnable_until) WHERE state = 'RECEIVED';

CREATE TABLE orders.line (
  order_id       bigint   NOT NULL,
  line_no        smallint NOT NULL,
  sku_id         bigint   NOT NULL,
  product_id     bigint   NOT NULL,
  quantity       int      NOT NULL CHECK (quantity > 0),
  unit_minor     bigint   NOT NULL,
  discount_minor bigint   NOT NULL CHECK (discount_minor >= 0),
  payable_minor  bigint   NOT NULL CHECK (payable_minor >= 0),
  shares         jsonb    NOT NULL,
  title_zh       text     NOT NULL,
  title_en       text,
  options        text     NOT NULL,
  picture        text     NOT NULL,
  units_back     int      NOT NULL DEFAULT 0,
  refunded_minor bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, line_no),
  CHECK (unit_minor * quantity - discount_minor = payable_minor),      -- M3
  CHECK (refunded_minor BETWEEN 0 AND payable_minor),                  -- M5
  CHECK (units_back BETWEEN 0 AND quantity)
) WITH (fillfactor = 85);

-- Every change of state but the first; replayed it gives the current row (O1). Append-only.
CREATE TABLE orders.history (
  order_id   bigint      NOT NULL,
  version    int         NOT NULL,
  from_state text        NOT NULL,
  to_state   text        NOT NULL,
  by         text        NOT NULL,
  reason     text,
  at         timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (order_id, version)
);

-- A paid order with an open hold is not shipped. Who opened it decides how it ends, once.
CREATE TABLE orders.hold (
  order_id bigint      NOT NULL,
  kind     text        NOT NULL,
  state    text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'RELEASED', 'FAILED')),
  reason   text,
  ended_at timestamptz,
  PRIMARY KEY (order_id, kind)
);

-- S4: how much of a limited sale a buyer has used; one row per sale and buyer.
CREATE TABLE orders.limit_use (
  sale        text   NOT NULL,
  customer_id bigint NOT NULL,
  used        int    NOT NULL CHECK (used >= 0),
  cap         int    NOT NULL,
  PRIMARY KEY (sale, customer_id),
  CHECK (used <= cap)
) WITH (fillfactor = 70);
-- What each order took from a limit, so that giving back happens once.
CREATE TABLE orders.limit_taken (
  order_id    bigint  NOT NULL,
  sale        text    NOT NULL,
  customer_id bigint  NOT NULL,
  quantity    int     NOT NULL,
  given_back  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (order_id, sale)
);

-- Money owed back, decided once per key; payment sends it.
CREATE TABLE orders.refund (
  refund_id     bigint      PRIMARY KEY,
  order_id      bigint      NOT NULL,
  key           text        NOT NULL UNIQUE,
  amount_minor  bigint      NOT NULL CHECK (amount_minor >= 0),
  freight_minor bigint      NOT NULL DEFAULT 0 CHECK (freight_minor >= 0),
  reason        text        NOT NULL,
  at            timestamptz NOT NULL DEFAULT shop_now()
);
CREATE INDEX refund_order ON orders.refund (order_id);
CREATE TABLE orders.refund_line (
  refund_id    bigint   NOT NULL,
  line_no      smallint NOT NULL,
  quantity     int      NOT NULL CHECK (quantity > 0),
  amount_minor bigint   NOT NULL CHECK (amount_minor >= 0),
  PRIMARY KEY (refund_id, line_no)
);

CREATE TABLE orders.cart_line (
  customer_id bigint      NOT NULL,
  sku_id      bigint      NOT NULL,
  quantity    int         NOT NULL CHECK (quantity > 0),
  selected    boolean     NOT NULL DEFAULT true,
  at          timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (customer_id, sku_id)
);

-- O3: the app may change where an order stands, never what it costs.
REVOKE UPDATE, DELETE ON orders.orders, orders.line, orders.history, orders.refund, orders.refund_line FROM tuanzi_app;
GRANT UPDATE (state, version, open_holds, group_id, paid_minor, refunded_minor, units_back, paid_at, ready_at, shipped_at,
              received_at, completed_at, closed_at, close_reason, auto_receive_at, returnable_until)
   ON orders.orders TO tuanzi_app;
GRANT UPDATE (units_back, refunded_minor) ON orders.line TO tuanzi_app;
REVOKE DELETE ON orders.hold, orders.limit_use, orders.limit_taken FROM tuanzi_app;

-- Returns by line and quantity (AFS-02, AFS-04).
CREATE TABLE orders.return_case (
  return_id    bigint      PRIMARY KEY,
  order_id     bigint      NOT NULL,
  customer_id  bigint      NOT NULL,
  state        text        NOT NULL CHECK (state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED', 'REFUNDED', 'REJECTED', 'CANCELLED')),
  version      int         NOT NULL DEFAULT 1,
  kind         text        NOT NULL CHECK (kind IN ('RETURN_REFUND', 'REFUND_ONLY')),
  reason_code  text        NOT NULL,
  note         text,
  carrier      text,
  tracking_no  text,
  refund_minor bigint      NOT NULL,
  at           timestamptz NOT NULL DEFAULT shop_now()
);
CREATE INDEX return_case_order ON orders.return_case (order_id);
CREATE INDEX return_case_customer ON orders.return_case (customer_id, return_id DESC);
CREATE INDEX return_case_open ON orders.return_case (state, return_id);
CREATE TABLE orders.return_line (
  return_id    bigint   NOT NULL,
  line_no      smallint NOT NULL,
  quantity     int      NOT NULL CHECK (quantity > 0),
  refund_minor bigint   NOT NULL,
  PRIMARY KEY (return_id, line_no)
);
CREATE TABLE orders.return_step (
  return_id bigint      NOT NULL,
  version   int         NOT NULL,
  state     text        NOT NULL,
  by        text        NOT NULL,
  note      text,
  at        timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (return_id, version)
);
REVOKE UPDATE, DELETE ON orders.return_line, orders.return_step FROM tuanzi_app;
