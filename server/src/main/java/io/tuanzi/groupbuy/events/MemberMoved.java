package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A late payer found the group over and was seated in another one. */
@FactType(name = "group.member.moved", aggregate = "group")
public record MemberMoved(long groupId, long fromGroupId, long orderId, long customerId, int held, int paid, int size)
        implements FactBody {
}
