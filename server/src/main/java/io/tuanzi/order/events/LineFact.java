package io.tuanzi.order.events;

/**
 * A line as facts tell it.
 *
 * @param payableMinor what the whole line costs after discounts, in fen
 */
public record LineFact(int lineNo, long skuId, long productId, int quantity, long payableMinor) {
}
