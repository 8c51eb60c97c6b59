package io.tuanzi.rewards;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promoter's request for money.
 *
 * @param state REQUESTED, APPROVED, PAID or REJECTED
 * @param taxMinor withheld when paid, in fen
 * @param approvedBy staff id
 * @param paidBy staff id, another than who approved
 * @param approvedName username of who approved
 * @param paidName username of who paid
 * @param paidRef reference of the transfer made by hand
 */
public record WithdrawalView(long withdrawalId, long customerId, long amountMinor, long taxMinor, String state,
                             Instant at, @Nullable Long approvedBy, @Nullable Long paidBy, @Nullable String paidRef,
                             @Nullable Instant paidAt, @Nullable String note,
                             @Nullable String approvedName, @Nullable String paidName) {
}
