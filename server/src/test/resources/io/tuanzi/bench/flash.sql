-- One SKU of a hundred units.
UPDATE inventory.stock SET available = 100, planned = 100 WHERE sku_id = 8000000000;
UPDATE inventory.movement SET quantity = 100 WHERE sku_id = 8000000000 AND kind = 'OPENING';
