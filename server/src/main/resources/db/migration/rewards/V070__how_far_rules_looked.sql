-- How far a rule of silence or of an apology has looked through the purchases, oldest first: a sweep reads on from there
-- instead of everything there ever was.

ALTER TABLE rewards.issue_rule
  ADD COLUMN seen_at    timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN seen_order bigint      NOT NULL DEFAULT 0;

-- Without a condition on the state: with one, every step of an order would write its indexes anew.
CREATE INDEX purchase_placed ON rewards.purchase (placed_at, order_id);
