package io.tuanzi.promotion.quote;

import java.util.Set;

/**
 * How a rule goes with others.
 *
 * @param group   rules of one phase and one non-empty group compete: only the one that takes most applies; among
 *                equals the one of higher priority, then of lower id. Once one has applied in an earlier phase, none
 *                of a later phase does
 * @param perLine whether they compete on every line apart (in phases PRICE and LINE, for effects without a cap)
 *                instead of on the whole cart
 * @param notWith groups this rule gives way to, once a rule of theirs has applied in an earlier phase
 */
public record Stacking(String group, boolean perLine, Set<String> notWith) {

    /** The group of base prices: of group price and member price a line takes the lower, never both. */
    public static final String BASE_PRICE = "base-price";

    /** The group of coupons: one per order unless a coupon rule is given another group. */
    public static final String ONE_COUPON = "coupon";

    /** Goes with everything. */
    public static final Stacking FREE = new Stacking("", false, Set.of());

    /** Competes on every line with the other base prices. */
    public static final Stacking BETTER_BASE_PRICE = new Stacking(BASE_PRICE, true, Set.of());

    /** One coupon per order. */
    public static final Stacking COUPON = new Stacking(ONE_COUPON, false, Set.of());

    public Stacking {
        notWith = Set.copyOf(notWith);
        if (perLine && group.isEmpty()) {
            throw new IllegalArgumentException("competing on lines needs a group");
        }
    }
}
