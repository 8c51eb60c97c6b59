package io.tuanzi.payment;

/**
 * Asks for money to go back.
 *
 * @param payable what was paid for
 * @param key names this refund of this payable for ever: the same key is the same refund
 * @param amountMinor more than zero, in fen
 * @param reason what the payer reads
 */
public record Refund(String payable, String key, long amountMinor, String reason) {
}
