package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A held seat is free again: its order was closed, or its hold lapsed. */
@FactType(name = "group.seat.freed", aggregate = "group")
public record SeatFreed(long groupId, long orderId, long customerId, boolean lapsed, int held, int paid, int size)
        implements FactBody {
}
