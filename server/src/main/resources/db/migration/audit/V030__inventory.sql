-- S1: nothing promised or sold beyond what came in.
CREATE VIEW audit.s1 AS
SELECT 'S1 sku ' || m.sku_id || ': came ' || m.came || ', promised and gone ' || coalesce(r.promised, 0) AS finding
  FROM (SELECT sku_id, sum(quantity) FILTER (WHERE kind <> 'SOLD') AS came FROM inventory.movement GROUP BY sku_id) m
  LEFT JOIN (SELECT sku_id, sum(quantity) AS promised FROM inventory.reservation
              WHERE state IN ('ACTIVE', 'COMMITTED') GROUP BY sku_id) r USING (sku_id)
 WHERE coalesce(r.promised, 0) > coalesce(m.came, 0)
UNION ALL
SELECT 'S1 sku ' || sku_id || ' available ' || available FROM inventory.stock WHERE available < 0;

-- S2: movements add up to what is available and reserved; reserved is the sum of live reservations.
CREATE VIEW audit.s2 AS
SELECT 'S2 sku ' || coalesce(s.sku_id, m.sku_id) || ': on the shelf ' || coalesce(s.available + s.reserved, 0)
       || ', movements say ' || coalesce(m.total, 0) AS finding
  FROM inventory.stock s
  FULL JOIN (SELECT sku_id, warehouse_id, sum(quantity) AS total FROM inventory.movement GROUP BY 1, 2) m
    ON m.sku_id = s.sku_id AND m.warehouse_id = s.warehouse_id
 WHERE coalesce(s.available + s.reserved, 0) <> coalesce(m.total, 0)
UNION ALL
SELECT 'S2 sku ' || s.sku_id || ': reserved ' || s.reserved || ', live reservations ' || coalesce(r.total, 0)
  FROM inventory.stock s
  LEFT JOIN (SELECT sku_id, warehouse_id, sum(quantity) AS total FROM inventory.reservation
              WHERE state = 'ACTIVE' GROUP BY 1, 2) r
    ON r.sku_id = s.sku_id AND r.warehouse_id = s.warehouse_id
 WHERE s.reserved <> coalesce(r.total, 0);

-- S3: a committed reservation has exactly its SOLD movement, an uncommitted one has none.
CREATE VIEW audit.s3 AS
SELECT 'S3 order ' || r.order_id || ' sku ' || r.sku_id || ' ' || r.state || ': sold ' || coalesce(-m.quantity, 0) AS finding
  FROM inventory.reservation r
  LEFT JOIN inventory.movement m ON m.kind = 'SOLD' AND m.ref = 'order:' || r.order_id AND m.sku_id = r.sku_id
                                AND m.warehouse_id = r.warehouse_id
 WHERE (r.state = 'COMMITTED' AND coalesce(-m.quantity, 0) <> r.quantity)
    OR (r.state <> 'COMMITTED' AND m.quantity IS NOT NULL);
