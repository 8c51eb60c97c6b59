-- A SKU is sold at its newest price: prices are only appended, and the row of the SKU names the last of them.
CREATE VIEW audit.price AS
SELECT 'sku ' || s.sku_id || ' is sold at price ' || s.price_version || ', the newest is ' || max(p.price_version) AS finding
  FROM catalog.sku s JOIN catalog.price p USING (sku_id)
 GROUP BY s.sku_id, s.price_version HAVING max(p.price_version) <> s.price_version;
