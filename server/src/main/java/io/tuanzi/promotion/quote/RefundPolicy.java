package io.tuanzi.promotion.quote;

/** What a returned unit gives back of a promotion. A return without cause, which the law grants, always prorates. */
public enum RefundPolicy {
    /** What was paid for the unit. */
    PRORATE,
    /** What was paid, less what the rest of the order would have cost more had it been bought alone. */
    CLAW_BACK,
    /** As {@link #CLAW_BACK}, but only the set's own saving is lost when its set is broken. */
    BUNDLE_BREAK
}
