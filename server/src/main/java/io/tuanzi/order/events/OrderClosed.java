package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import org.jspecify.annotations.Nullable;

/** An order ended without a purchase: not paid in time, cancelled, or its hold failed; what was paid goes back. */
@FactType(name = "order.closed", aggregate = "order")
public record OrderClosed(long orderId, long customerId, String reason, boolean wasPaid, @Nullable Long groupId)
        implements FactBody {
}
