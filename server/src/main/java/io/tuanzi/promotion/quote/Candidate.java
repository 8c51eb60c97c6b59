package io.tuanzi.promotion.quote;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A rule that may apply, with the coupon it would use up, if it needs one. */
record Candidate(Rule rule, @Nullable CouponRight right) {

    /** The total order in which candidates are decided: that of rules, then the coupon that expires first. */
    static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::rule, RuleSet.ORDER)
            .thenComparing(Candidate::byExpiry);

    private static int byExpiry(Candidate a, Candidate b) {
        return a.right == null || b.right == null ? 0 : FIRST_TO_EXPIRE.compare(a.right, b.right);
    }

    /** The coupon that expires first, then the one of lower id. */
    static final Comparator<CouponRight> FIRST_TO_EXPIRE =
            Comparator.comparing(CouponRight::validUntil).thenComparingLong(CouponRight::couponId);

    @Nullable Long couponId() {
        return right == null ? null : right.couponId();
    }
}
