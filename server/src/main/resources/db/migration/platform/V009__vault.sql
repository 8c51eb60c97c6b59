-- Tells whether the key at hand is the one this database was written with.
CREATE TABLE platform.vault (
  id    smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  proof bytea    NOT NULL
);
REVOKE UPDATE, DELETE ON platform.vault FROM tuanzi_app;
