package io.tuanzi.payment;

import java.time.Instant;

/**
 * Money that has just come.
 *
 * @param payable what it was paid for
 * @param payableId its id
 * @param captureId our id of the arrival
 * @param transactionId the provider's number
 * @param amountMinor in fen, the sum that was asked for
 * @param at when the provider took it
 */
public record Capture(String payable, long payableId, long captureId, String provider, String transactionId,
                      long amountMinor, Instant at) {
}
