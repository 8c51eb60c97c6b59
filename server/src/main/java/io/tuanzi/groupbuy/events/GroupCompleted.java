package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;

/** The last seat was paid; every member's order is free to be shipped. */
@FactType(name = "group.completed", aggregate = "group")
public record GroupCompleted(long groupId, long activityId, long productId, long leaderId, List<Long> orderIds,
        List<Long> customerIds)
        implements FactBody {
}
