package io.tuanzi.promotion.quote;

import java.util.List;
import java.util.Set;

/**
 * What is known of the person who buys, resolved before the quote.
 *
 * @param cohorts    codes of the cohorts the person belongs to, such as the thousand seed users
 * @param firstOrder whether this would be the person's first order
 * @param rights     the coupons the person holds and may still use
 */
public record Buyer(long customerId, Set<String> cohorts, boolean firstOrder, List<CouponRight> rights) {

    public Buyer {
        cohorts = Set.copyOf(cohorts);
        rights = List.copyOf(rights);
    }

    /** Somebody of whom nothing is known: no cohort, no coupon, not a first order. */
    public static Buyer unknown() {
        return new Buyer(0, Set.of(), false, List.of());
    }
}
