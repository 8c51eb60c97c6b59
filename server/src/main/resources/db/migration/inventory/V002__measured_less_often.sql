-- A table that only grows is measured anew after a tenth of growth, not after a fiftieth as counters are.
ALTER TABLE inventory.reservation SET (autovacuum_analyze_scale_factor = 0.1);
