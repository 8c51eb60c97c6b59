package io.tuanzi.order.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A shopper asked to give units back; {@code refundMinor} is what they would have brought then, in fen. */
@FactType(name = "return.requested", aggregate = "return")
public record ReturnRequested(long returnId, long orderId, long customerId, String kind, String reasonCode,
                              long refundMinor) implements FactBody {
}
