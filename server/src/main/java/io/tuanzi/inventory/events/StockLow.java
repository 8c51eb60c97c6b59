package io.tuanzi.inventory.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A SKU fell below 20 % of its planned stock (INV-05); told once until it recovers. */
@FactType(name = "stock.low", aggregate = "stock")
public record StockLow(long skuId, int available, int planned) implements FactBody {
}
