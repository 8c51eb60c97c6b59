-- Parcels and the clock of their dispatch.

-- FUL-01: when an order became ready and when it must leave. One row an order; it ends once.
CREATE TABLE fulfilment.dispatch (
  order_id bigint      PRIMARY KEY,
  ready_at timestamptz NOT NULL,
  ship_by  timestamptz NOT NULL,
  state    text        NOT NULL CHECK (state IN ('WAITING', 'SHIPPED', 'CLOSED')),
  told     boolean     NOT NULL DEFAULT false,
  CHECK (ship_by >= ready_at)
) WITH (fillfactor = 85);
CREATE INDEX dispatch_due ON fulfilment.dispatch (ship_by) WHERE state = 'WAITING' AND NOT told;

-- One parcel an order (no split yet); a tracking number names one parcel of its carrier.
CREATE TABLE fulfilment.shipment (
  shipment_id bigint      PRIMARY KEY,
  order_id    bigint      NOT NULL UNIQUE,
  carrier     text        NOT NULL,
  tracking_no text        NOT NULL,
  version     int         NOT NULL DEFAULT 1,
  by          text        NOT NULL,
  shipped_at  timestamptz NOT NULL DEFAULT shop_now(),
  UNIQUE (carrier, tracking_no)
) WITH (fillfactor = 85);

-- Where a parcel was seen. Append-only.
CREATE TABLE fulfilment.track (
  shipment_id bigint      NOT NULL REFERENCES fulfilment.shipment,
  version     int         NOT NULL,
  text        text        NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  at          timestamptz NOT NULL,
  by          text        NOT NULL,
  told_at     timestamptz NOT NULL DEFAULT shop_now(),
  PRIMARY KEY (shipment_id, version)
);
REVOKE UPDATE, DELETE ON fulfilment.shipment, fulfilment.track FROM tuanzi_app;
GRANT UPDATE (version) ON fulfilment.shipment TO tuanzi_app;
REVOKE DELETE ON fulfilment.dispatch FROM tuanzi_app;
