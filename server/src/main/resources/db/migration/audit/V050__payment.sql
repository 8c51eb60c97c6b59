-- P1: every arrival of money is on the ledger once, with its sum, and the ledger has no other arrivals.
CREATE VIEW audit.p1 AS
SELECT 'P1 capture ' || coalesce(c.capture_id::text, 'none') || ' of ' || coalesce(c.amount_minor, 0) || ', ledger '
       || coalesce(t.ref, 'none') || ' has ' || coalesce(t.amount_minor, 0) AS finding
  FROM payment.capture c
  FULL JOIN (SELECT ref, amount_minor FROM ledger.transfer WHERE kind = 'payment.capture') t
    ON t.ref = c.provider || ':' || c.transaction_id
 WHERE c.amount_minor IS DISTINCT FROM t.amount_minor;

-- P3: of the arrivals for one payable at most one was kept; every other one is owed back whole.
CREATE VIEW audit.p3 AS
SELECT 'P3 ' || payable || ' kept ' || count(*) || ' payments' AS finding
  FROM payment.capture WHERE kept GROUP BY payable HAVING count(*) > 1
UNION ALL
SELECT 'P3 capture ' || capture_id || ' of ' || payable || ' was not kept and only ' || refunded_minor || ' of '
       || amount_minor || ' is owed back'
  FROM payment.capture WHERE kept IS NOT TRUE AND refunded_minor <> amount_minor;

-- P4: no money was booked that does not fit its intent.
CREATE VIEW audit.p4 AS
SELECT 'P4 capture ' || c.capture_id || ' has ' || c.amount_minor || ' for ' || c.payable || ', intent '
       || i.intent_id || ' asked ' || i.amount_minor || ' for ' || i.payable AS finding
  FROM payment.capture c JOIN payment.intent i USING (intent_id)
 WHERE c.amount_minor <> i.amount_minor OR c.payable <> i.payable OR c.provider <> i.provider;

-- M5: what goes back of a capture is the sum of its refunds and never more than came.
CREATE VIEW audit.m5_capture AS
SELECT 'M5 capture ' || c.capture_id || ': came ' || c.amount_minor || ', says ' || c.refunded_minor
       || ' goes back, refunds say ' || coalesce(r.total, 0) AS finding
  FROM payment.capture c
  LEFT JOIN (SELECT capture_id, sum(amount_minor) AS total FROM payment.refund GROUP BY capture_id) r USING (capture_id)
 WHERE c.refunded_minor <> coalesce(r.total, 0) OR c.refunded_minor > c.amount_minor;

-- M7: what the books say the provider holds is what came less what went back; and no bill differs from us.
CREATE VIEW audit.m7 AS
SELECT 'M7 ' || provider || ': money moved ' || moved || ', ledger says ' || on_ledger AS finding
  FROM (SELECT p.provider,
               coalesce((SELECT sum(amount_minor) FROM payment.capture c WHERE c.provider = p.provider), 0)
             - coalesce((SELECT sum(amount_minor) FROM payment.refund r
                          WHERE r.provider = p.provider AND r.state = 'DONE'), 0) AS moved,
               coalesce((SELECT sum(CASE WHEN debit = 'cash/' || p.provider THEN amount_minor ELSE -amount_minor END)
                           FROM ledger.transfer
                          WHERE kind IN ('payment.capture', 'payment.refund')
                            AND (debit = 'cash/' || p.provider OR credit = 'cash/' || p.provider)), 0) AS on_ledger
          FROM (SELECT DISTINCT provider FROM payment.intent) p) m
 WHERE moved <> on_ledger
UNION ALL
SELECT 'M7 bill of ' || day || ': ' || lower(what) || ' ' || number || ' is ' || provider_minor || ' there and '
       || ours_minor || ' here'
  FROM payment.bill_difference;
