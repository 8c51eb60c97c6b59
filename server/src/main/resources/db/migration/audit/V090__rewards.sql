-- R1: nobody brought themselves, no circle, one inviter at a time, and every order has the inviter of when it was placed.
CREATE VIEW audit.r1 AS
WITH RECURSIVE up (start, at) AS (
  SELECT customer_id, parent_id FROM rewards.member WHERE parent_id IS NOT NULL
  UNION
  SELECT up.start, m.parent_id FROM up JOIN rewards.member m ON m.customer_id = up.at WHERE m.parent_id IS NOT NULL)
SELECT 'R1 customer ' || start || ' stands above themselves' AS finding FROM up WHERE start = at
UNION ALL
SELECT 'R1 customer ' || invitee_id || ' invited themselves' FROM rewards.binding WHERE invitee_id = inviter_id
UNION ALL
SELECT 'R1 customer ' || invitee_id || ' has two inviters at ' || from_at
  FROM (SELECT invitee_id, from_at, lag(to_at) OVER (PARTITION BY invitee_id ORDER BY ordinal) AS before
          FROM rewards.binding) b WHERE before > from_at
UNION ALL
SELECT 'R1 customer ' || m.customer_id || ' has parent ' || coalesce(m.parent_id::text, 'none') || ', last bound to '
       || coalesce(b.inviter_id::text, 'nobody')
  FROM rewards.member m
  LEFT JOIN LATERAL (SELECT inviter_id FROM rewards.binding WHERE invitee_id = m.customer_id
                      ORDER BY ordinal DESC LIMIT 1) b ON true
 WHERE m.parent_id IS DISTINCT FROM b.inviter_id
UNION ALL
SELECT 'R1 order ' || p.order_id || ' counts for ' || coalesce(p.inviter_id::text, 'nobody') || ', bound to '
       || coalesce(b.inviter_id::text, 'nobody') || ' when placed'
  FROM rewards.purchase p
  LEFT JOIN LATERAL (SELECT inviter_id FROM rewards.binding
                      WHERE invitee_id = p.customer_id AND from_at <= p.placed_at AND p.placed_at < to_at
                      ORDER BY ordinal DESC LIMIT 1) b ON true
 WHERE p.inviter_id IS DISTINCT FROM b.inviter_id
UNION ALL
SELECT 'R1 accrual ' || a.accrual_id || ' went to ' || a.beneficiary_id || ' at level ' || a.level || ', the buyer was brought by '
       || coalesce(p.inviter_id::text, 'nobody')
  FROM rewards.accrual a JOIN rewards.purchase p USING (order_id)
 WHERE a.kind = 'COMMISSION'
   AND (a.level > 2 OR a.beneficiary_id = p.customer_id OR (a.level = 1 AND a.beneficiary_id IS DISTINCT FROM p.inviter_id));

-- R2: one commission per order line, person and scheme; one live coupon per scheme, person, friend and round.
CREATE VIEW audit.r2 AS
SELECT 'R2 order ' || order_id || ' line ' || line_no || ' paid ' || beneficiary_id || ' ' || count(*) || ' times by '
       || scheme_code AS finding
  FROM rewards.accrual WHERE kind = 'COMMISSION'
 GROUP BY order_id, line_no, beneficiary_id, scheme_code HAVING count(*) > 1
UNION ALL
SELECT 'R2 scheme ' || scheme_code || ' gave ' || beneficiary_id || ' round ' || round || ' ' || count(*) || ' times'
  FROM rewards.accrual WHERE kind = 'COUPON' AND state <> 'REVERSED'
 GROUP BY scheme_code, beneficiary_id, subject_id, round HAVING count(*) > 1;

-- R3: what stands of a commission is its share of what stays paid; the books of each person say the same.
CREATE VIEW audit.r3 AS
SELECT 'R3 accrual ' || a.accrual_id || ': ' || a.amount_minor - a.reversed_minor || ' stands, ' || a.rate_bp || ' bp of '
       || l.net_minor || ' is ' || l.net_minor * a.rate_bp / 10000 AS finding
  FROM rewards.accrual a JOIN rewards.purchase_line l USING (order_id, line_no)
 WHERE a.kind = 'COMMISSION' AND a.amount_minor - a.reversed_minor <> l.net_minor * a.rate_bp / 10000
UNION ALL
SELECT 'R3 order ' || l.order_id || ' line ' || l.line_no || ': rewards know ' || l.net_minor || ', the order keeps '
       || o.payable_minor - o.refunded_minor
  FROM rewards.purchase_line l JOIN orders.line o USING (order_id, line_no)
 WHERE l.net_minor <> o.payable_minor - o.refunded_minor
UNION ALL
SELECT 'R3 customer ' || coalesce(b.id, e.id) || ': ' || coalesce(b.pending, 0) || ' waits on the books, commissions say '
       || coalesce(e.pending, 0) || '; ' || coalesce(b.got, 0) || ' came, commissions less debts say ' || coalesce(e.got, 0)
  FROM (SELECT split_part(account, '/', 2) AS id,
               sum(amount) FILTER (WHERE account LIKE 'commission.pending/%') AS pending,
               coalesce(sum(amount) FILTER (WHERE account NOT LIKE 'commission.pending/%'), 0) AS got
          FROM (SELECT credit AS account, amount_minor AS amount FROM ledger.transfer
                UNION ALL SELECT debit, -amount_minor FROM ledger.transfer) t
         WHERE split_part(account, '/', 1) IN ('commission.pending', 'commission.payable', 'commission.paid', 'withdrawal',
                                               'tax.withheld', 'owed')
         GROUP BY 1) b
  FULL JOIN (SELECT beneficiary_id::text AS id,
                    coalesce(sum(amount_minor - reversed_minor) FILTER (WHERE kind = 'COMMISSION'
                             AND state IN ('PENDING', 'MATURED')), 0) AS pending,
                    coalesce(sum(amount_minor - reversed_minor) FILTER (WHERE kind = 'COMMISSION'
                             AND state = 'PAYABLE'), 0) - sum(owed_minor) AS got
               FROM rewards.accrual GROUP BY 1) e USING (id)
 WHERE coalesce(b.pending, 0) <> coalesce(e.pending, 0) OR coalesce(b.got, 0) <> coalesce(e.got, 0)
UNION ALL
SELECT 'R3 customer ' || split_part(b.account, '/', 2) || ' owes ' || o.owed || ' and can withdraw ' || b.balance_minor
  FROM ledger.balance b
  JOIN LATERAL (SELECT sum(amount) AS owed
                  FROM (SELECT -amount_minor AS amount FROM ledger.transfer
                         WHERE credit = 'owed/' || split_part(b.account, '/', 2)
                        UNION ALL SELECT amount_minor FROM ledger.transfer
                         WHERE debit = 'owed/' || split_part(b.account, '/', 2)) t) o ON o.owed > 0
 WHERE b.account LIKE 'commission.payable/%' AND b.balance_minor > 0;

-- R4: each withdrawal set its sum aside once and let it go once: paid by a second person, or back.
CREATE VIEW audit.r4 AS
SELECT 'R4 withdrawal ' || w.withdrawal_id || ' of ' || w.amount_minor || ' is ' || w.state || ': set aside '
       || coalesce(t.held, 0) || ', paid ' || coalesce(t.paid, 0) || ', back ' || coalesce(t.back, 0) AS finding
  FROM rewards.withdrawal w
  LEFT JOIN (SELECT ref, sum(amount_minor) FILTER (WHERE kind = 'withdrawal.hold') AS held,
                    sum(amount_minor) FILTER (WHERE kind = 'withdrawal.pay') AS paid,
                    sum(amount_minor) FILTER (WHERE kind = 'withdrawal.reject') AS back
               FROM ledger.transfer WHERE kind LIKE 'withdrawal.%' GROUP BY ref) t
    ON t.ref = 'withdrawal:' || w.withdrawal_id
 WHERE coalesce(t.held, 0) <> w.amount_minor
    OR coalesce(t.paid, 0) <> CASE w.state WHEN 'PAID' THEN w.amount_minor ELSE 0 END
    OR coalesce(t.back, 0) <> CASE w.state WHEN 'REJECTED' THEN w.amount_minor ELSE 0 END
    OR (w.state = 'PAID' AND (w.paid_by = w.approved_by OR w.paid_by IS NULL OR w.approved_by IS NULL));
