-- Times in which a promoter is suspended, [from_at, to_at): what is bought then earns them nothing. Who set it and who
-- lifted it stays; a time is never rewritten, only ended.
CREATE TABLE rewards.suspension (
  suspension_id bigint      PRIMARY KEY,
  customer_id   bigint      NOT NULL REFERENCES rewards.member,
  from_at       timestamptz NOT NULL DEFAULT shop_now(),
  to_at         timestamptz,
  by            text        NOT NULL,
  why           text        NOT NULL CHECK (length(why) > 0),
  lifted_by     text,
  lifted_why    text,
  CHECK (from_at <= to_at),
  CHECK ((to_at IS NULL) = (lifted_by IS NULL) AND (to_at IS NULL) = (lifted_why IS NULL))
);
-- At most one at a time.
CREATE UNIQUE INDEX suspension_open ON rewards.suspension (customer_id) WHERE to_at IS NULL;
CREATE INDEX suspension_person ON rewards.suspension (customer_id, from_at);

REVOKE UPDATE, DELETE ON rewards.suspension FROM tuanzi_app;
GRANT UPDATE (to_at, lifted_by, lifted_why) ON rewards.suspension TO tuanzi_app;
