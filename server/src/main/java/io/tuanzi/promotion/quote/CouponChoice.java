package io.tuanzi.promotion.quote;

import java.util.Set;

/** Which of the coupons held shall be used. */
public sealed interface CouponChoice {

    /** The single coupon that makes the amount to pay lowest; the earlier expiring one among equals. */
    record Best() implements CouponChoice {}

    /** No coupon. */
    record None() implements CouponChoice {}

    /** Exactly these, as far as each holds; a coupon that does not is told in the reasons. */
    record Chosen(Set<Long> couponIds) implements CouponChoice {
        public Chosen {
            couponIds = Set.copyOf(couponIds);
        }
    }
}
