package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A late payer found no seat; the order's money goes back. */
@FactType(name = "group.member.refused", aggregate = "group")
public record MemberRefused(long groupId, long orderId, long customerId) implements FactBody {
}
