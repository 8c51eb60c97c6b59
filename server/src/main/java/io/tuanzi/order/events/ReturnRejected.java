package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Staff refused a return. */
@FactType(name = "return.rejected", aggregate = "return")
public record ReturnRejected(long returnId, long orderId, long customerId) implements FactBody {
}
