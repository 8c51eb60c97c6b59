package io.tuanzi.payment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Money came; {@code kept} is false when it was owed back at once. */
@FactType(name = "payment.captured", aggregate = "payment")
public record PaymentCaptured(long intentId, String payable, long payableId, long captureId, String provider,
                              String transactionId, long amountMinor, boolean kept) implements FactBody {
}
