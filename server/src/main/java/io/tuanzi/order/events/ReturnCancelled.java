package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A shopper withdrew a return. */
@FactType(name = "return.cancelled", aggregate = "return")
public record ReturnCancelled(long returnId, long orderId, long customerId) implements FactBody {
}
