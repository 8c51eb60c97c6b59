package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last hold of a paid order ended well; it can be shipped and its rewards are earned. */
@FactType(name = "order.hold.released", aggregate = "order")
public record OrderHoldReleased(long orderId, long customerId, long totalMinor, long freightMinor,
        @Nullable Long groupId, long placedAtMs, List<LineFact> lines)
        implements FactBody {
}
