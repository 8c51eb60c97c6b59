-- Stock per SKU and warehouse (INV-07). Alone on its page and without an index on counters, so updates stay HOT.
CREATE TABLE inventory.warehouse (
  warehouse_id smallint PRIMARY KEY,
  code         text NOT NULL UNIQUE,
  kind         text NOT NULL CHECK (kind IN ('CLOUD', 'FRONT', 'SUPPLIER', 'PICKUP'))
);
INSERT INTO inventory.warehouse VALUES (1, 'main', 'CLOUD');

CREATE TABLE inventory.stock (
  sku_id       bigint   NOT NULL,
  warehouse_id smallint NOT NULL DEFAULT 1 REFERENCES inventory.warehouse,
  available    int      NOT NULL DEFAULT 0 CHECK (available >= 0),  -- S1
  reserved     int      NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  planned      int      NOT NULL DEFAULT 0 CHECK (planned >= 0),
  uplift_bp    int      NOT NULL DEFAULT 0 CHECK (uplift_bp >= 0),  -- INV-18
  short_since  timestamptz,                                         -- INV-08
  version      bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (sku_id, warehouse_id)
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0.05);

-- What came and went; reserving is not a movement, available + reserved is what lies on the shelf (S2). Append-only.
CREATE TABLE inventory.movement (
  movement_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku_id       bigint      NOT NULL,
  warehouse_id smallint    NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('OPENING', 'RECEIVE', 'WRITE_OFF', 'COUNT', 'SOLD', 'RETURN')),
  quantity     int         NOT NULL CHECK (quantity <> 0),
  ref          text        NOT NULL,
  at           timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (kind, ref, sku_id, warehouse_id)
);
CREATE INDEX movement_sku ON inventory.movement (sku_id, movement_id);

-- A promise of units to an order; it ends exactly once (S3).
CREATE TABLE inventory.reservation (
  order_id     bigint   NOT NULL,
  sku_id       bigint   NOT NULL,
  warehouse_id smallint NOT NULL DEFAULT 1,
  quantity     int      NOT NULL CHECK (quantity > 0),
  state        text     NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'COMMITTED', 'RELEASED', 'EXPIRED')),
  PRIMARY KEY (order_id, sku_id, warehouse_id)
) WITH (fillfactor = 80);
CREATE INDEX reservation_live ON inventory.reservation (sku_id) WHERE state = 'ACTIVE';

-- Every time someone wanted what was not there (INV-08).
CREATE TABLE inventory.shortage (
  sku_id bigint NOT NULL,
  day    date   NOT NULL,
  asked  int    NOT NULL,
  PRIMARY KEY (sku_id, day)
);

REVOKE UPDATE, DELETE ON inventory.movement FROM tuanzi_app;
REVOKE DELETE ON inventory.stock, inventory.reservation FROM tuanzi_app;
