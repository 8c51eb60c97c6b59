-- What can be sold and the story it tells. Runs as tuanzi_owner; tuanzi_app serves.
-- Every write locks catalog.snapshot_version first: catalogue writes are rare, and one writer at a time needs no more.

-- Moves with every change that a price or a page could show; nodes reload when it moved.
CREATE TABLE catalog.snapshot_version (
  id      smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  version bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 50);
INSERT INTO catalog.snapshot_version DEFAULT VALUES;

CREATE TABLE catalog.setting (
  key   text PRIMARY KEY,
  value jsonb NOT NULL
);
-- The title rule (CAT-13) and the picture rule (CAT-14); findings are shown, nothing is refused for them.
INSERT INTO catalog.setting (key, value) VALUES
  ('title.rule', '{"parts": ["BRAND", "CATEGORY", "POINT"], "minLength": 6, "maxLength": 60,
                   "banned": ["国家级", "最佳", "最好", "第一品牌", "全网最低", "best in the world"]}'),
  ('picture.rule', '{"minSide": 600}');

CREATE TABLE catalog.zone (
  code     text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{0,31}$'),
  name_zh  text NOT NULL,
  name_en  text NOT NULL,
  slot     text NOT NULL CHECK (slot IN ('HIT', 'NICHE')),
  picture  text NOT NULL DEFAULT '/media/placeholder.svg',
  position int  NOT NULL DEFAULT 0
);
INSERT INTO catalog.zone (code, name_zh, name_en, slot, position) VALUES ('other', '更多好物', 'More', 'NICHE', 1000);

-- Theme zones of the home page (CAT-24).
CREATE TABLE catalog.scene (
  code        text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{0,31}$'),
  title_zh    text NOT NULL,
  title_en    text NOT NULL,
  subtitle_zh text NOT NULL DEFAULT '',
  subtitle_en text NOT NULL DEFAULT '',
  position    int  NOT NULL DEFAULT 0
);

-- Service promises (CAT-23): a badge is shown only while its policy row is enabled.
CREATE TABLE catalog.badge (
  code     text PRIMARY KEY CHECK (code ~ '^[a-zA-Z][a-zA-Z0-9_-]{0,31}$'),
  text_zh  text NOT NULL,
  text_en  text NOT NULL,
  enabled  boolean NOT NULL DEFAULT true,
  position int NOT NULL DEFAULT 0
);
INSERT INTO catalog.badge (code, text_zh, text_en, position) VALUES
  ('return7', '7 天无理由', '7-day return', 1),
  ('ship48h', '48 小时发货', 'Ships in 48 h', 2),
  ('freeShipping', '包邮', 'Free shipping', 3),
  ('genuine10x', '假一赔十', 'Ten times back if fake', 4),
  ('pickup', '上门取件', 'Return pick-up', 5);

CREATE TABLE catalog.category (
  category_id bigint PRIMARY KEY,
  name        text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 255)
);

CREATE TABLE catalog.product (
  product_id   bigint PRIMARY KEY,
  handle       text NOT NULL UNIQUE CHECK (length(handle) BETWEEN 1 AND 255),
  title_zh     text NOT NULL CHECK (length(title_zh) BETWEEN 1 AND 255),
  title_en     text CHECK (length(title_en) <= 255),
  summary_zh   text NOT NULL DEFAULT '',
  summary_en   text,
  body_html    text NOT NULL DEFAULT '',
  brand        text NOT NULL DEFAULT '',
  supplier_ref text,
  category_id  bigint REFERENCES catalog.category,
  zone         text NOT NULL DEFAULT 'other' REFERENCES catalog.zone,
  slot         text NOT NULL DEFAULT 'NICHE' CHECK (slot IN ('HIT', 'NICHE')),
  tags         text[] NOT NULL DEFAULT '{}',
  scenes       text[] NOT NULL DEFAULT '{}',
  badges       text[] NOT NULL DEFAULT '{}',
  story        jsonb,
  layers       jsonb,
  picture      text NOT NULL DEFAULT '/media/placeholder.svg',
  state        text NOT NULL CHECK (state IN ('DRAFT', 'ON_SHELF', 'OFF_SHELF')),
  on_shelf_at  timestamptz,
  off_shelf_at timestamptz,
  shelved_at   timestamptz,
  version      bigint NOT NULL DEFAULT 1,
  import_hash  bytea,
  created_at   timestamptz NOT NULL DEFAULT shop_now(),
  updated_at   timestamptz NOT NULL DEFAULT shop_now(),
  CHECK (off_shelf_at IS NULL OR on_shelf_at IS NULL OR off_shelf_at <> on_shelf_at)
);
CREATE INDEX product_on_due ON catalog.product (on_shelf_at) WHERE on_shelf_at IS NOT NULL;
CREATE INDEX product_off_due ON catalog.product (off_shelf_at) WHERE off_shelf_at IS NOT NULL;

-- An axis of choice; values in display order as [{"zh": …, "en": …}].
CREATE TABLE catalog.product_option (
  product_id bigint   NOT NULL REFERENCES catalog.product,
  position   smallint NOT NULL CHECK (position BETWEEN 1 AND 3),
  name_zh    text     NOT NULL,
  name_en    text,
  values     jsonb    NOT NULL DEFAULT '[]',
  PRIMARY KEY (product_id, position)
);

CREATE TABLE catalog.sku (
  sku_id            bigint PRIMARY KEY,
  product_id        bigint NOT NULL REFERENCES catalog.product,
  code              text   NOT NULL CHECK (length(code) BETWEEN 1 AND 128),
  options           text[] NOT NULL DEFAULT '{}',
  options_key       text   NOT NULL,
  position          int    NOT NULL DEFAULT 0,
  price_version     bigint NOT NULL DEFAULT 1,
  cost_minor        bigint CHECK (cost_minor >= 0),
  weight_grams      int    NOT NULL DEFAULT 0 CHECK (weight_grams >= 0),
  barcode           text,
  requires_shipping boolean NOT NULL DEFAULT true,
  picture           text,
  rule_min          int NOT NULL DEFAULT 1 CHECK (rule_min >= 1),
  rule_step         int NOT NULL DEFAULT 1 CHECK (rule_step >= 1),
  rule_per_order    int CHECK (rule_per_order >= 1),
  rule_per_person   int CHECK (rule_per_person >= 1),
  rule_period_days  int CHECK (rule_period_days >= 1),
  retired           boolean NOT NULL DEFAULT false,
  imported_quantity int,
  created_at        timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (product_id, options_key),
  UNIQUE (code) DEFERRABLE INITIALLY DEFERRED
);

-- A price is never changed: a new one is appended and the SKU points to it (O3).
CREATE TABLE catalog.price (
  sku_id        bigint NOT NULL REFERENCES catalog.sku DEFERRABLE INITIALLY DEFERRED,
  price_version bigint NOT NULL CHECK (price_version >= 1),
  price_minor   bigint NOT NULL CHECK (price_minor >= 0),
  at            timestamptz NOT NULL DEFAULT shop_now(),
  by            text NOT NULL,
  why           text NOT NULL,
  PRIMARY KEY (sku_id, price_version)
);
ALTER TABLE catalog.sku ADD FOREIGN KEY (sku_id, price_version) REFERENCES catalog.price DEFERRABLE INITIALLY DEFERRED;

-- Files by content: the same bytes are kept once and never change.
CREATE TABLE catalog.media_file (
  name       text PRIMARY KEY CHECK (name ~ '^[0-9a-f]{40}\.[a-z0-9]{2,4}$'),
  type       text  NOT NULL,
  bytes      bytea NOT NULL CHECK (length(bytes) <= 33554432),
  width      int,
  height     int,
  created_at timestamptz NOT NULL DEFAULT shop_now()
);
ALTER TABLE catalog.media_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE catalog.media (
  media_id   bigint PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES catalog.product,
  position   int    NOT NULL,
  kind       text   NOT NULL CHECK (kind IN ('IMAGE', 'VIDEO')),
  file       text   REFERENCES catalog.media_file,
  source     text   NOT NULL,
  alt        text   NOT NULL DEFAULT '',
  UNIQUE (product_id, position) DEFERRABLE INITIALLY DEFERRED
);

-- The selection pool, states only (CAT-02).
CREATE TABLE catalog.selection (
  selection_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id   bigint NOT NULL REFERENCES catalog.product,
  state        text NOT NULL CHECK (state IN ('CANDIDATE', 'SCORED', 'SAMPLED', 'APPROVED', 'LISTED', 'RETIRED')),
  at           timestamptz NOT NULL DEFAULT shop_now(),
  by           text NOT NULL,
  why          text NOT NULL CHECK (length(why) > 0)
);
CREATE INDEX selection_product ON catalog.selection (product_id, selection_id);

-- What a shopper marked (CAT-49); the owner is in every predicate.
CREATE TABLE catalog.favourite (
  customer_id bigint NOT NULL,
  product_id  bigint NOT NULL REFERENCES catalog.product,
  at          timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (customer_id, product_id)
);
CREATE INDEX favourite_recent ON catalog.favourite (customer_id, at DESC, product_id DESC);
CREATE TABLE catalog.footprint (
  customer_id bigint NOT NULL,
  product_id  bigint NOT NULL REFERENCES catalog.product,
  at          timestamptz NOT NULL DEFAULT shop_now(),
  views       int NOT NULL DEFAULT 1,
  PRIMARY KEY (customer_id, product_id)
) WITH (fillfactor = 80);
CREATE INDEX footprint_recent ON catalog.footprint (customer_id, at DESC, product_id DESC);
CREATE TABLE catalog.restock_notice (
  customer_id bigint NOT NULL,
  product_id  bigint NOT NULL REFERENCES catalog.product,
  asked_at    timestamptz NOT NULL DEFAULT shop_now(),
  told_at     timestamptz,
  PRIMARY KEY (customer_id, product_id)
);
CREATE INDEX restock_waiting ON catalog.restock_notice (product_id, customer_id) WHERE told_at IS NULL;

-- Rankings (CAT-26): a projection over paid and refunded orders, taken as data.
CREATE TABLE catalog.sold_line (
  order_id   bigint NOT NULL,
  line_no    int    NOT NULL,
  product_id bigint NOT NULL,
  day        date   NOT NULL,
  units      int    NOT NULL,
  PRIMARY KEY (order_id, line_no)
);
CREATE TABLE catalog.sold_day (
  product_id bigint NOT NULL,
  day        date   NOT NULL,
  units      bigint NOT NULL,
  PRIMARY KEY (product_id, day)
) WITH (fillfactor = 70);
CREATE TABLE catalog.ranking (
  code        text NOT NULL,
  rank        int  NOT NULL,
  product_id  bigint NOT NULL REFERENCES catalog.product,
  units       bigint NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (code, rank)
);

-- What people really searched for, by day (REC-07).
CREATE TABLE catalog.search_word (
  day      date NOT NULL,
  word     text NOT NULL CHECK (length(word) <= 64),
  searches bigint NOT NULL,
  PRIMARY KEY (day, word)
);

REVOKE UPDATE, DELETE ON catalog.price, catalog.selection FROM tuanzi_app;
REVOKE UPDATE ON catalog.media_file FROM tuanzi_app;

-- A ranking is computed again by the sweep when sales moved or the day turned.
CREATE TABLE catalog.ranking_run (
  code        text PRIMARY KEY,
  stale       boolean NOT NULL DEFAULT true,
  computed_at timestamptz NOT NULL DEFAULT shop_now()
) WITH (fillfactor = 50);
INSERT INTO catalog.ranking_run (code) VALUES ('WEEK_SALES');
