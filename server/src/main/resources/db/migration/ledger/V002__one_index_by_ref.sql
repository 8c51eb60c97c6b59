-- One index answers both "once per kind, ref and leg" and "everything of this ref"; two of them cost every posting twice.
ALTER TABLE ledger.transfer ADD CONSTRAINT transfer_once UNIQUE (ref, kind, leg);
ALTER TABLE ledger.transfer DROP CONSTRAINT transfer_kind_ref_leg_key;
DROP INDEX ledger.transfer_ref;
