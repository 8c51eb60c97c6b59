package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The goods arrived; the time for returns runs. */
@FactType(name = "order.received", aggregate = "order")
public record OrderReceived(long orderId, long customerId, long returnableUntilMs) implements FactBody {
}
