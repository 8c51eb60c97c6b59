package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A hold ended well while the order waits for its payment or for another hold. */
@FactType(name = "order.hold.ended", aggregate = "order")
public record OrderHoldEnded(long orderId, String kind) implements FactBody {
}
