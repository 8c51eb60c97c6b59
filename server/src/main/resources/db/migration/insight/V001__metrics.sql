-- What metrics add up to, by minute of shop time; a read model, rebuilt from the fact log at will (N2).
CREATE TABLE insight.metric_minute (
  metric text        NOT NULL,
  minute timestamptz NOT NULL,
  value  bigint      NOT NULL,
  PRIMARY KEY (metric, minute)
) WITH (fillfactor = 80);
CREATE INDEX metric_minute_time ON insight.metric_minute (minute);
