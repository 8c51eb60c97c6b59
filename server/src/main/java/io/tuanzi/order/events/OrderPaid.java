package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order was paid in full; {@code held} says that a hold still keeps it from being shipped. */
@FactType(name = "order.paid", aggregate = "order")
public record OrderPaid(long orderId, long customerId, long totalMinor, long freightMinor, boolean held,
        @Nullable Long activityId, @Nullable Long groupId, long placedAtMs, List<LineFact> lines)
        implements FactBody {
}
