package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The goods of a return arrived. */
@FactType(name = "return.received", aggregate = "return")
public record ReturnReceived(long returnId, long orderId, long customerId, boolean damaged, boolean restocked)
        implements FactBody {
}
