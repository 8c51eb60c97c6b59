package io.tuanzi.promotion.quote;

/** What a returned unit gives back of a promotion. */
public enum RefundPolicy {
    /** What was paid for the unit; the law's answer for a return without cause, and the only one in this cut. */
    PRORATE
}
