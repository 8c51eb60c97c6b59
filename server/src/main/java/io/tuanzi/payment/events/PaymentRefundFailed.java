package io.tuanzi.payment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The provider ended a refund without paying it; people must decide. */
@FactType(name = "payment.refund.failed", aggregate = "payment")
public record PaymentRefundFailed(long intentId, String payable, long payableId, long refundId, String refundKey,
                                  long amountMinor, String why) implements FactBody {
}
