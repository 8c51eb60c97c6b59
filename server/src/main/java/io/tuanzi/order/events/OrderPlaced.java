package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order was placed and waits for its payment. */
@FactType(name = "order.placed", aggregate = "order")
public record OrderPlaced(long orderId, long customerId, String source, long totalMinor, @Nullable Long activityId,
        @Nullable Long groupId, long placedAtMs, List<LineFact> lines)
        implements FactBody {
}
