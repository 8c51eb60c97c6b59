package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The goods of a return are on their way back. */
@FactType(name = "return.sent_back", aggregate = "return")
public record ReturnSentBack(long returnId, long orderId, long customerId) implements FactBody {
}
