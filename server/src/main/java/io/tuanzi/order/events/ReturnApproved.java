package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Staff agreed to take units back. */
@FactType(name = "return.approved", aggregate = "return")
public record ReturnApproved(long returnId, long orderId, long customerId) implements FactBody {
}
