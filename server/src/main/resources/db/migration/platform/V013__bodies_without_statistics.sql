-- Nobody searches by the body of a fact: sorting samples of it was a seventh of the database's work under load.
ALTER TABLE platform.fact_inbox ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE platform.fact_log ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE platform.fact_log_0 ALTER COLUMN body SET STATISTICS 0;

CREATE OR REPLACE FUNCTION platform.ensure_fact_partition(upto bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = platform, pg_temp AS $$
DECLARE n bigint := (upto - 1) / 10000000;
BEGIN
  IF to_regclass(format('platform.fact_log_%s', n)) IS NULL THEN
    EXECUTE format('CREATE TABLE platform.fact_log_%s PARTITION OF platform.fact_log FOR VALUES FROM (%s) TO (%s)',
                   n, n * 10000000 + 1, (n + 1) * 10000000 + 1);
    EXECUTE format('ALTER TABLE platform.fact_log_%s ALTER COLUMN body SET STATISTICS 0', n);
    EXECUTE format('ALTER TABLE platform.fact_log_%s SET (autovacuum_analyze_scale_factor = 0.1)', n);
  END IF;
END $$;
ALTER TABLE platform.fact_log_0 SET (autovacuum_analyze_scale_factor = 0.1);
ALTER TABLE platform.fact_inbox SET (autovacuum_analyze_scale_factor = 1, autovacuum_analyze_threshold = 100000);
