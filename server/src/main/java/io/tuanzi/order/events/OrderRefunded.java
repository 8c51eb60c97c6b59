package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;

/** Money of an order was decided to go back; {@code whole} when nothing of it stays. */
@FactType(name = "order.refunded", aggregate = "order")
public record OrderRefunded(long orderId, long customerId, String refundKey, long amountMinor, boolean whole,
        List<ReturnedLineFact> lines)
        implements FactBody {
}
