package io.tuanzi.rewards;

import io.tuanzi.platform.web.Paged;
import org.jspecify.annotations.Nullable;

/** Money on its way from what a promoter earned to the promoter (REF-32, R4). */
public interface Withdrawals {

    /** A member of staff who decides. */
    record Decider(long staffId, String name, String actor, String reason) {
    }

    /**
     * Asks for money and sets it aside. The same key gives the same withdrawal; another amount under it is refused
     * with 422. Refuses more than is payable with 409 {@code NOT_ENOUGH}, an amount outside the limits with 409
     * {@code WITHDRAWAL_LIMIT}, too many on one day with 409 {@code LIMIT_REACHED}, and a suspended promoter with 409
     * {@code PROMOTER_SUSPENDED}.
     */
    WithdrawalView request(long customerId, String key, long amountMinor);

    /** A person's withdrawals, the newest first. */
    Paged<WithdrawalView> of(long customerId, long beforeId, int limit);

    /** All withdrawals, the newest first. */
    Paged<WithdrawalView> all(@Nullable String state, long beforeId, int limit);

    /** The first of two people agrees; refused while the promoter is suspended. */
    WithdrawalView approve(long withdrawalId, Decider decider);

    /**
     * The second person has sent the money and names the transfer. Refuses the one who approved with 403
     * {@code SECOND_PERSON}, a reference that was used with 409 {@code REFERENCE_USED}, and a suspended promoter.
     */
    WithdrawalView pay(long withdrawalId, String reference, Decider decider);

    /** The money goes back to the promoter; possible until it is paid. */
    WithdrawalView reject(long withdrawalId, Decider decider);
}
