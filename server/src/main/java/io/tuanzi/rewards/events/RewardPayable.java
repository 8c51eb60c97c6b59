package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A commission can be withdrawn. */
@FactType(name = "reward.payable", aggregate = "accrual")
public record RewardPayable(long accrualId, long beneficiaryId, long orderId, long amountMinor) implements FactBody {
}
