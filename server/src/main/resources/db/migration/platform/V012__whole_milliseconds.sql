-- Shop time moves in whole milliseconds, as facts tell it. With finer steps a moment read from a fact could lie before the
-- row that was written earlier in the same millisecond: an order placed just after a promoter's suspension still earned.
CREATE OR REPLACE FUNCTION public.shop_now() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE c platform.shop_clock%ROWTYPE;
BEGIN
  SELECT * INTO c FROM platform.shop_clock WHERE id = 1;
  RETURN date_trunc('milliseconds', c.shop_at + (statement_timestamp() - c.wall_at) * c.speed::float8);
END $$;
