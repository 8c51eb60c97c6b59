-- Demo people who were cleared: kept, since orders and facts name them, but no longer listed.
ALTER TABLE customer.customer ADD COLUMN retired_at timestamptz CHECK (retired_at IS NULL OR demo);
