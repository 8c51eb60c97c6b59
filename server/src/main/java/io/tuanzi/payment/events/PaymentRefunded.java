package io.tuanzi.payment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Money went back; {@code whole} when every part of the refund of that key has. */
@FactType(name = "payment.refunded", aggregate = "payment")
public record PaymentRefunded(long intentId, String payable, long payableId, long refundId, String refundKey,
                              long amountMinor, boolean whole) implements FactBody {
}
