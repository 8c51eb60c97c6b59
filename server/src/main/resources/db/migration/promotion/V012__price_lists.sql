-- What a SKU is asked for over the catalogue's own price: by stage of its life, by region, for a stretch of time; how
-- its price was found; and what others ask. Nothing here is ever rewritten: a price that ended stays as history.

CREATE TABLE promotion.price_list (
  list_id bigint PRIMARY KEY,
  kind    text   NOT NULL CHECK (kind IN ('STAGE', 'REGION', 'TIMED')),
  name_zh text   NOT NULL,
  name_en text   NOT NULL,
  regions text[] NOT NULL DEFAULT '{}',
  at      timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (list_id, kind),
  CHECK ((kind = 'REGION') = (cardinality(regions) > 0))      -- PRM-03
);
-- Stages and timed prices need one list each; regions get one per set of regions. Ids below 1,000 are ours.
INSERT INTO promotion.price_list (list_id, kind, name_zh, name_en)
VALUES (1, 'STAGE', '阶段价', 'Stage prices'), (2, 'TIMED', '限时价', 'Timed prices');

CREATE TABLE promotion.list_price (
  entry_id    bigint PRIMARY KEY,
  list_id     bigint NOT NULL,
  kind        text   NOT NULL,
  sku_id      bigint NOT NULL,
  stage_zh    text   NOT NULL,
  stage_en    text   NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor BETWEEN 1 AND 1000000000),
  starts_at   timestamptz NOT NULL,
  ends_at     timestamptz,
  at          timestamptz NOT NULL DEFAULT shop_now(),
  by          text NOT NULL,
  why         text NOT NULL,
  stopped_at  timestamptz,
  FOREIGN KEY (list_id, kind) REFERENCES promotion.price_list (list_id, kind),
  CHECK (starts_at < ends_at),
  CHECK (starts_at >= at),                              -- no price begins in the past: history stays what it was
  CHECK (kind <> 'TIMED' OR ends_at IS NOT NULL),       -- PRM-51
  -- PRM-02: one list asks one price of a SKU at any instant; one that never began takes no room
  EXCLUDE USING gist (int8range(list_id, list_id, '[]') WITH &&, int8range(sku_id, sku_id, '[]') WITH &&,
    tstzrange(starts_at, greatest(starts_at, least(ends_at, stopped_at))) WITH &&)
);
CREATE INDEX list_price_sku ON promotion.list_price (sku_id);

-- How the price of a SKU was found (PRM-01) and below which it is not sold (PRM-04); the newest version counts.
CREATE TABLE promotion.pricing_method (
  sku_id          bigint NOT NULL,
  version         int    NOT NULL,
  method          text   NOT NULL CHECK (method IN ('COST', 'MARKET', 'CONSUMER')),
  markup_bp       int    CHECK (markup_bp BETWEEN 0 AND 100000),
  target_minor    bigint CHECK (target_minor BETWEEN 1 AND 1000000000),
  floor_margin_bp int    NOT NULL DEFAULT 0 CHECK (floor_margin_bp BETWEEN 0 AND 9000),
  cost_minor      bigint CHECK (cost_minor >= 0),       -- what it cost when this was written
  floor_minor     bigint CHECK (floor_minor >= 0),      -- what that cost and margin come to
  note            text   NOT NULL,
  at              timestamptz NOT NULL DEFAULT shop_now(),
  by              text   NOT NULL,
  PRIMARY KEY (sku_id, version)
);

-- What others ask for the like of a SKU, as seen on a day (PRM-05).
CREATE TABLE promotion.competitor_price (
  observation_id bigint PRIMARY KEY,
  sku_id         bigint NOT NULL,
  competitor     text   NOT NULL,
  price_minor    bigint NOT NULL CHECK (price_minor BETWEEN 1 AND 1000000000),
  seen_on        date   NOT NULL,
  source         text   NOT NULL,
  at             timestamptz NOT NULL DEFAULT shop_now(),
  by             text   NOT NULL
);
CREATE INDEX competitor_price_sku ON promotion.competitor_price (sku_id, seen_on DESC);

REVOKE UPDATE, DELETE ON promotion.price_list, promotion.list_price, promotion.pricing_method,
  promotion.competitor_price FROM tuanzi_app;
GRANT UPDATE (stopped_at) ON promotion.list_price TO tuanzi_app;
