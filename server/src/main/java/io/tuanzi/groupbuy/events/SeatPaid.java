package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A seat was paid. */
@FactType(name = "group.seat.paid", aggregate = "group")
public record SeatPaid(long groupId, long orderId, long customerId, int held, int paid, int size) implements FactBody {
}
