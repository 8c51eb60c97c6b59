-- Members of staff, their roles and their sessions. Sessions and locks live by wall time.
CREATE TABLE platform.staff (
  staff_id      bigint      PRIMARY KEY,
  username      text        NOT NULL UNIQUE CHECK (username ~ '^[a-z][a-z0-9._-]{1,30}$'),
  name          text        NOT NULL,
  password_hash text        NOT NULL,
  enabled       boolean     NOT NULL DEFAULT true,
  demo          boolean     NOT NULL DEFAULT false,
  failures      int         NOT NULL DEFAULT 0,
  locked_until  timestamptz,
  last_login_at timestamptz,
  created_at    timestamptz NOT NULL DEFAULT shop_now()
);

CREATE TABLE platform.role (
  code        text   PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9_]{1,30}$'),
  name_zh     text   NOT NULL,
  name_en     text   NOT NULL,
  permissions text[] NOT NULL
);
INSERT INTO platform.role (code, name_zh, name_en, permissions) VALUES
  ('ADMIN', '管理员', 'Administrator', ARRAY['BOARD_VIEW', 'PRODUCT_VIEW', 'PRODUCT_EDIT', 'PRODUCT_IMPORT', 'ORDER_VIEW',
    'ORDER_SHIP', 'ORDER_CANCEL', 'AFTERSALES_DECIDE', 'GROUP_VIEW', 'GROUP_EDIT', 'REWARD_VIEW', 'REWARD_EDIT',
    'WITHDRAWAL_APPROVE', 'WITHDRAWAL_PAY', 'PROMOTION_VIEW', 'PROMOTION_EDIT', 'LEDGER_VIEW', 'FACT_DECIDE',
    'MESSAGE_VIEW', 'STAFF_EDIT', 'AUDIT_VIEW', 'DEMO_CLEAR', 'CUSTOMER_VIEW']),
  ('OPERATOR', '运营', 'Operations', ARRAY['BOARD_VIEW', 'PRODUCT_VIEW', 'PRODUCT_EDIT', 'PRODUCT_IMPORT', 'ORDER_VIEW',
    'GROUP_VIEW', 'GROUP_EDIT', 'REWARD_VIEW', 'REWARD_EDIT', 'PROMOTION_VIEW', 'PROMOTION_EDIT', 'MESSAGE_VIEW',
    'CUSTOMER_VIEW']),
  ('FINANCE', '财务', 'Finance', ARRAY['BOARD_VIEW', 'ORDER_VIEW', 'REWARD_VIEW', 'PROMOTION_VIEW', 'LEDGER_VIEW',
    'WITHDRAWAL_APPROVE', 'AUDIT_VIEW']),
  ('CASHIER', '出纳', 'Cashier', ARRAY['BOARD_VIEW', 'ORDER_VIEW', 'REWARD_VIEW', 'LEDGER_VIEW', 'WITHDRAWAL_PAY']),
  ('SERVICE', '客服', 'Service', ARRAY['BOARD_VIEW', 'PRODUCT_VIEW', 'ORDER_VIEW', 'ORDER_CANCEL', 'AFTERSALES_DECIDE',
    'GROUP_VIEW', 'MESSAGE_VIEW', 'CUSTOMER_VIEW']),
  ('WAREHOUSE', '仓库', 'Warehouse', ARRAY['BOARD_VIEW', 'PRODUCT_VIEW', 'ORDER_VIEW', 'ORDER_SHIP']);

CREATE TABLE platform.staff_role (
  staff_id bigint NOT NULL REFERENCES platform.staff,
  role     text   NOT NULL REFERENCES platform.role,
  PRIMARY KEY (staff_id, role)
);

CREATE TABLE platform.staff_session (
  token_hash bytea       PRIMARY KEY,
  staff_id   bigint      NOT NULL REFERENCES platform.staff,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX staff_session_person ON platform.staff_session (staff_id);
