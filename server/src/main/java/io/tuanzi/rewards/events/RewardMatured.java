package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The time for returns passed: a coupon was issued, a commission is earned for good. */
@FactType(name = "reward.matured", aggregate = "accrual")
public record RewardMatured(long accrualId, String kind, long beneficiaryId, long orderId,
                            long amountMinor) implements FactBody {
}
