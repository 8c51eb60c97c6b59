package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A seat is held while its order waits for payment. */
@FactType(name = "group.seat.held", aggregate = "group")
public record SeatHeld(long groupId, long orderId, long customerId, int held, int paid, int size) implements FactBody {
}
