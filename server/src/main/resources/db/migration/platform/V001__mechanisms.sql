-- The mechanisms every module stands on: shop time, ids, facts, idempotency, staff audit trail, parked work.
-- Runs as tuanzi_owner; tuanzi_app serves.

-- Shop time (T1). One row says how virtual time relates to wall time; production keeps speed 1 and no shift.
CREATE TABLE platform.shop_clock (
  id         smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  wall_at    timestamptz NOT NULL DEFAULT '2000-01-01Z',
  shop_at    timestamptz NOT NULL DEFAULT '2000-01-01Z',
  speed      numeric     NOT NULL DEFAULT 1 CHECK (speed >= 0)
);
INSERT INTO platform.shop_clock DEFAULT VALUES;

-- STABLE, so a deadline sweep can use its partial index.
CREATE FUNCTION public.shop_now() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE c platform.shop_clock%ROWTYPE;
BEGIN
  SELECT * INTO c FROM platform.shop_clock WHERE id = 1;
  RETURN c.shop_at + (statement_timestamp() - c.wall_at) * c.speed::float8;
END $$;

-- Ids are handed out to nodes in blocks of 1,000; gaps mean nothing.
CREATE SEQUENCE platform.id_block START 1000 INCREMENT 1;

-- Facts (E1): written here by the business transaction, moved into the log by the stamper.
CREATE SEQUENCE platform.fact_id;
CREATE TABLE platform.fact_inbox (
  id           bigint PRIMARY KEY DEFAULT nextval('platform.fact_id'),
  type         text        NOT NULL,
  version      smallint    NOT NULL,
  aggregate    text        NOT NULL,
  aggregate_id bigint      NOT NULL,
  seq          bigint      NOT NULL,
  at           timestamptz NOT NULL DEFAULT shop_now(),
  body         jsonb       NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE platform.fact_log (
  position     bigint      NOT NULL,
  fact_id      bigint      NOT NULL,
  type         text        NOT NULL,
  version      smallint    NOT NULL,
  aggregate    text        NOT NULL,
  aggregate_id bigint      NOT NULL,
  seq          bigint      NOT NULL,
  shard        smallint    NOT NULL,
  at           timestamptz NOT NULL,
  body         jsonb       NOT NULL,
  PRIMARY KEY (position)
) PARTITION BY RANGE (position);
CREATE INDEX fact_log_aggregate ON platform.fact_log (aggregate, aggregate_id, position);
CREATE TABLE platform.fact_log_0 PARTITION OF platform.fact_log FOR VALUES FROM (1) TO (10000001);

CREATE TABLE platform.stamper (
  id       smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO platform.stamper DEFAULT VALUES;

-- The app role may not create tables; this function makes exactly the next partition of the log.
CREATE FUNCTION platform.ensure_fact_partition(upto bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = platform, pg_temp AS $$
DECLARE n bigint := (upto - 1) / 10000000;
BEGIN
  IF to_regclass(format('platform.fact_log_%s', n)) IS NULL THEN
    EXECUTE format('CREATE TABLE platform.fact_log_%s PARTITION OF platform.fact_log FOR VALUES FROM (%s) TO (%s)',
                   n, n * 10000000 + 1, (n + 1) * 10000000 + 1);
  END IF;
END $$;

-- Consumers (E2, E3): the cursor moves in the transaction of the effect.
CREATE TABLE platform.cursor (
  consumer text     NOT NULL,
  shard    smallint NOT NULL,
  position bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (consumer, shard)
) WITH (fillfactor = 50);

CREATE TABLE platform.parked (
  parked_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer     text        NOT NULL,
  aggregate    text        NOT NULL,
  aggregate_id bigint      NOT NULL,
  position     bigint      NOT NULL,
  error        text        NOT NULL,
  attempts     int         NOT NULL,
  state        text        NOT NULL DEFAULT 'PARKED' CHECK (state IN ('PARKED', 'DONE', 'SKIPPED')),
  at           timestamptz NOT NULL DEFAULT shop_now(),
  decided_at   timestamptz,
  UNIQUE (consumer, position)
);
CREATE INDEX parked_open ON platform.parked (consumer, aggregate, aggregate_id, position) WHERE state = 'PARKED';

-- Idempotency of commands that have no business row of their own to carry the key (O2).
CREATE TABLE platform.once (
  scope      text        NOT NULL,
  actor      text        NOT NULL,
  key        text        NOT NULL,
  body_hash  bytea       NOT NULL,
  response   jsonb,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (scope, actor, key)
);
CREATE INDEX once_age ON platform.once (created_at);

-- Every staff write (W1).
CREATE TABLE platform.audit_entry (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       timestamptz NOT NULL DEFAULT shop_now(),
  who      text        NOT NULL,
  action   text        NOT NULL,
  object   text        NOT NULL,
  before   jsonb,
  after    jsonb,
  why      text        NOT NULL CHECK (length(why) > 0)
);
CREATE INDEX audit_entry_object ON platform.audit_entry (object, audit_id);

-- Work for people: low stock, overdue parcels. One open task per (kind, subject).
CREATE TABLE platform.task (
  task_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind    text        NOT NULL,
  subject text        NOT NULL,
  body    jsonb       NOT NULL,
  state   text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE')),
  at      timestamptz NOT NULL DEFAULT shop_now(),
  done_at timestamptz
);
CREATE UNIQUE INDEX task_open ON platform.task (kind, subject) WHERE state = 'OPEN';

-- db-scheduler's own table: wall time, it only wakes the sweeps.
CREATE TABLE platform.scheduled_tasks (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON platform.scheduled_tasks (execution_time);

REVOKE UPDATE, DELETE ON platform.fact_log, platform.fact_log_0, platform.audit_entry FROM tuanzi_app;
REVOKE UPDATE ON platform.fact_inbox FROM tuanzi_app;
