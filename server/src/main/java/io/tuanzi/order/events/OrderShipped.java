package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import org.jspecify.annotations.Nullable;

/** A parcel left. */
@FactType(name = "order.shipped", aggregate = "order")
public record OrderShipped(long orderId, long customerId, @Nullable Long groupId) implements FactBody {
}
