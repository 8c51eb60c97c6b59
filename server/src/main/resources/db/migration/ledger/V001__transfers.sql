-- One row = one debit + one credit (M1): an imbalance cannot be written. Append-only.
CREATE TABLE ledger.transfer (
  transfer_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text        NOT NULL,
  ref          text        NOT NULL,
  leg          smallint    NOT NULL,
  debit        text        NOT NULL,
  credit       text        NOT NULL,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  currency     text        NOT NULL DEFAULT 'CNY' CHECK (currency = 'CNY'),
  at           timestamptz NOT NULL DEFAULT shop_now(),
  CHECK (debit <> credit),
  UNIQUE (kind, ref, leg)
);
CREATE INDEX transfer_debit ON ledger.transfer (debit, transfer_id);
CREATE INDEX transfer_credit ON ledger.transfer (credit, transfer_id);
CREATE INDEX transfer_ref ON ledger.transfer (ref);

-- Accounts with a floor only (M6); all others are the sum of their transfers.
CREATE TABLE ledger.balance (
  account       text   PRIMARY KEY,
  balance_minor bigint NOT NULL DEFAULT 0 CHECK (balance_minor >= 0)
) WITH (fillfactor = 50);

REVOKE UPDATE, DELETE ON ledger.transfer FROM tuanzi_app;
REVOKE DELETE ON ledger.balance FROM tuanzi_app;
