-- An import is staged per file and applied product by product, each whole; the state of a staged product says
-- where to go on after a crash.
CREATE TABLE catalog.import_job (
  import_id   bigint PRIMARY KEY,
  file_name   text   NOT NULL,
  file_hash   bytea  NOT NULL,
  state       text   NOT NULL CHECK (state IN ('STAGING', 'STAGED', 'RUNNING', 'DONE', 'FAILED')),
  dry_run     boolean NOT NULL,
  form        text   NOT NULL CHECK (form IN ('SHOPIFY', 'TUANZI')),
  encoding    text   NOT NULL,
  columns     jsonb  NOT NULL,
  currency    text   NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  rate        numeric NOT NULL CHECK (rate > 0),
  pictures    text,
  rows        int NOT NULL DEFAULT 0,
  products    int NOT NULL DEFAULT 0,
  applied     int NOT NULL DEFAULT 0,
  created     int NOT NULL DEFAULT 0,
  updated     int NOT NULL DEFAULT 0,
  unchanged   int NOT NULL DEFAULT 0,
  refused     int NOT NULL DEFAULT 0,
  skus        int NOT NULL DEFAULT 0,
  findings    int NOT NULL DEFAULT 0,
  by          text NOT NULL,
  started_at  timestamptz NOT NULL DEFAULT shop_now(),
  finished_at timestamptz,
  error       text
) WITH (fillfactor = 50);
CREATE INDEX import_running ON catalog.import_job (import_id) WHERE state IN ('STAGING', 'RUNNING');

-- One record of the file; cells by our field names, empty ones left out.
CREATE TABLE catalog.import_row (
  import_id bigint NOT NULL REFERENCES catalog.import_job,
  row_no    int    NOT NULL,
  ordinal   int    NOT NULL,
  cells     jsonb  NOT NULL,
  PRIMARY KEY (import_id, row_no)
);
CREATE INDEX import_row_product ON catalog.import_row (import_id, ordinal, row_no);

-- One product of the file.
CREATE TABLE catalog.import_product (
  import_id bigint NOT NULL REFERENCES catalog.import_job,
  ordinal   int    NOT NULL,
  handle    text   NOT NULL,
  state     text   NOT NULL DEFAULT 'WAITING'
            CHECK (state IN ('WAITING', 'CREATED', 'UPDATED', 'UNCHANGED', 'REFUSED')),
  codes     text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (import_id, ordinal)
) WITH (fillfactor = 70);
CREATE INDEX import_product_waiting ON catalog.import_product (import_id, ordinal) WHERE state = 'WAITING';

CREATE TABLE catalog.import_finding (
  finding_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_id   bigint NOT NULL REFERENCES catalog.import_job,
  row_no      int    NOT NULL,
  column_name text   NOT NULL,
  handle      text   NOT NULL,
  severity    text   NOT NULL CHECK (severity IN ('NOTE', 'CHANGED', 'REFUSED')),
  code        text   NOT NULL,
  params      jsonb  NOT NULL
);
CREATE INDEX import_finding_job ON catalog.import_finding (import_id, finding_id);
