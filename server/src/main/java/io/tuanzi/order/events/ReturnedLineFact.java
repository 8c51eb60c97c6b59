package io.tuanzi.order.events;

/**
 * What went back of a line.
 *
 * @param quantity units of this refund
 * @param amountMinor money of this refund, in fen
 * @param netPaidMinor what stays paid of the line after it, in fen
 */
public record ReturnedLineFact(int lineNo, long skuId, long productId, int quantity, long amountMinor,
                               long netPaidMinor) {
}
