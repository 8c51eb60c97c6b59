package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The money of a return was decided to go back, in fen. */
@FactType(name = "return.refunded", aggregate = "return")
public record ReturnRefunded(long returnId, long orderId, long customerId, long amountMinor) implements FactBody {
}
