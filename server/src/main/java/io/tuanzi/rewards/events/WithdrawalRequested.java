package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A promoter asked for money; it is set aside. */
@FactType(name = "withdrawal.requested", aggregate = "withdrawal")
public record WithdrawalRequested(long withdrawalId, long customerId, long amountMinor) implements FactBody {
}
