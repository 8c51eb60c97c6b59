-- Legal parameters that were changed from their safe default; names, defaults and bounds stand in code (Legal).
CREATE TABLE compliance.parameter (
  name  text        PRIMARY KEY,
  value bigint      NOT NULL,
  by    text        NOT NULL,
  why   text        NOT NULL CHECK (length(why) > 0),
  at    timestamptz NOT NULL DEFAULT shop_now()
);

-- REF-23: bounds no setting can pass, not even one made behind the code's back.
ALTER TABLE compliance.parameter ADD CONSTRAINT legal_bounds CHECK (
  (name <> 'COMMISSION_LEVELS' OR value BETWEEN 0 AND 2) AND (name <> 'COMMISSION_RATE_BP' OR value BETWEEN 0 AND 5000));

REVOKE DELETE ON compliance.parameter FROM tuanzi_app;
