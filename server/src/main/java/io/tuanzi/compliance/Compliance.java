package io.tuanzi.compliance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the law allows now; asked before a rule is made and again before money moves. */
public interface Compliance {

    /**
     * Refuses a commission that reaches further up or pays out more than the law allows: 422 {@code COMMISSION_ILLEGAL}
     * with both limits.
     *
     * @param levels how many people above the buyer earn from one order
     * @param rateBp what all of them together get of the net paid amount, in basis points
     */
    void permitCommission(int levels, int rateBp);

    /** The value of a parameter now. */
    long value(Legal parameter);

    /** All parameters with their values and bounds, in the order of {@link Legal}. */
    List<Parameter> parameters();

    /**
     * Changes a parameter, with an audit entry in the same transaction. Refuses a value outside its bounds with 422
     * {@code LEGAL_BOUND}, a least withdrawal above the largest with the bound that the other one sets, and a blank
     * reason.
     */
    Parameter change(Legal parameter, long value, String who, String reason);

    /**
     * The tax to be withheld from a payout, in fen: what is due on the month's payouts with it less what is due
     * without it, so that splitting a payout saves nothing.
     *
     * @param earlierMinor what the person was paid before in the same month, gross
     * @param amountMinor this payout, gross
     */
    long withholding(long earlierMinor, long amountMinor);

    /** A parameter as it stands; {@code changed} is absent while it has its safe default unasked. */
    record Parameter(Legal name, long value, long least, long most, @Nullable Change changed) {
    }

    /** Who set a parameter last, when and why. */
    record Change(String by, Instant at, String why) {
    }
}
