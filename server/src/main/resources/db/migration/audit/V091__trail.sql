-- W1: whoever decided about a withdrawal left an entry; one entry for each decision that was taken.
CREATE VIEW audit.w1 AS
SELECT 'W1 withdrawal ' || w.withdrawal_id || ' is ' || w.state || ' with ' || count(e.audit_id) || ' entries' AS finding
  FROM rewards.withdrawal w
  LEFT JOIN platform.audit_entry e ON e.object = 'withdrawal:' || w.withdrawal_id
 WHERE w.state <> 'REQUESTED'
 GROUP BY w.withdrawal_id, w.state
HAVING count(e.audit_id) < CASE w.state WHEN 'PAID' THEN 2 ELSE 1 END;
