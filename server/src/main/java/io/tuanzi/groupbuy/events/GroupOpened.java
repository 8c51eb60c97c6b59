package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A group was opened by its leader, who holds the first seat. */
@FactType(name = "group.opened", aggregate = "group")
public record GroupOpened(long groupId, long activityId, long productId, long leaderId, int size, long expiresAtMs)
        implements FactBody {
}
