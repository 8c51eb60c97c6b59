package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Something was earned and waits; {@code kind} is COMMISSION or COUPON. */
@FactType(name = "reward.accrued", aggregate = "accrual")
public record RewardAccrued(long accrualId, String kind, String scheme, long beneficiaryId, long buyerId,
                            long orderId, long amountMinor) implements FactBody {
}
