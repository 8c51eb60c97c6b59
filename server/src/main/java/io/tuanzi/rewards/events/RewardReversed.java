package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Earnings were taken back; {@code owedMinor} of it had been spent and is owed now. */
@FactType(name = "reward.reversed", aggregate = "accrual")
public record RewardReversed(long accrualId, String kind, long beneficiaryId, long orderId, long amountMinor,
                             long owedMinor, boolean whole) implements FactBody {
}
