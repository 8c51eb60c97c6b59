package io.tuanzi.payment;

import java.time.Instant;

/**
 * Where and until when to pay.
 *
 * @param intentId the try to collect
 * @param cashierUrl the page on which the payer decides
 * @param amountMinor the sum in fen
 */
public record PayTicket(long intentId, String cashierUrl, long amountMinor, Instant payBefore) {
}
