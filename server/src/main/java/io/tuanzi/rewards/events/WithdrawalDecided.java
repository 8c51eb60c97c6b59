package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** Staff moved a withdrawal on; {@code state} is APPROVED, PAID or REJECTED. */
@FactType(name = "withdrawal.decided", aggregate = "withdrawal")
public record WithdrawalDecided(long withdrawalId, long customerId, String state, long amountMinor,
                                long taxMinor) implements FactBody {
}
