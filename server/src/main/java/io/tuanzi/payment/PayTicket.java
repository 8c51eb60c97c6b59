package io.tuanzi.payment;

import java.time.Instant;
import java.util.Map;

/**
 * Where and until when to pay.
 *
 * @param intentId the try to collect
 * @param cashierUrl the page on which the payer decides; empty where only the app's own window does
 * @param amountMinor the sum in fen
 * @param prepay what a mini-program hands to its payment window, signed: appId, timeStamp, nonceStr, package, signType,
 *     paySign; empty on the page of a browser
 */
public record PayTicket(long intentId, String cashierUrl, long amountMinor, Instant payBefore,
                        Map<String, String> prepay) {

    /** A ticket for the page of a browser. */
    public PayTicket(long intentId, String cashierUrl, long amountMinor, Instant payBefore) {
        this(intentId, cashierUrl, amountMinor, payBefore, Map.of());
    }
}
