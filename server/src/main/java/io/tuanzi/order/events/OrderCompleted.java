package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The time for returns is over; what the order earned is earned for good. */
@FactType(name = "order.completed", aggregate = "order")
public record OrderCompleted(long orderId, long customerId, long netPaidMinor) implements FactBody {
}
