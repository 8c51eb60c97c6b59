-- What is kept to be shown is never searched by; its statistics cost more than the orders they were taken of.
ALTER TABLE orders.orders
  ALTER COLUMN reasons SET STATISTICS 0, ALTER COLUMN address SET STATISTICS 0,
  ALTER COLUMN budgets SET STATISTICS 0, ALTER COLUMN note SET STATISTICS 0,
  ALTER COLUMN body_hash SET STATISTICS 0;
ALTER TABLE orders.line
  ALTER COLUMN shares SET STATISTICS 0, ALTER COLUMN title_zh SET STATISTICS 0,
  ALTER COLUMN title_en SET STATISTICS 0, ALTER COLUMN options SET STATISTICS 0,
  ALTER COLUMN picture SET STATISTICS 0;
-- Tables that only grow are measured anew after a tenth of growth, not after a fiftieth as counters are.
ALTER TABLE orders.orders SET (autovacuum_analyze_scale_factor = 0.1);
ALTER TABLE orders.line SET (autovacuum_analyze_scale_factor = 0.1);
