package io.tuanzi.groupbuy.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;

/** The deadline passed with nobody paying any more; every member gets the money back. */
@FactType(name = "group.expired", aggregate = "group")
public record GroupExpired(long groupId, long activityId, long productId, long leaderId, List<Long> orderIds,
        List<Long> customerIds)
        implements FactBody {
}
