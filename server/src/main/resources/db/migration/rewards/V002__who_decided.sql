-- The names of who approved and paid, as staff reads them; their ids decide.
ALTER TABLE rewards.withdrawal ADD COLUMN approved_name text, ADD COLUMN paid_name text;
GRANT UPDATE (approved_name, paid_name) ON rewards.withdrawal TO tuanzi_app;
