package io.tuanzi.promotion.quote;

/**
 * The steps in which a price comes about, in this order.
 *
 * <p>Tenders (points, wallet) pay a price and rewards are earned on it; neither is a phase of it.
 */
public enum Phase {
    /** What one unit costs: group price, member price. */
    PRICE,
    /** Reductions of single lines. */
    LINE,
    /** Automatic reductions of the order. */
    ORDER,
    /** Coupons the buyer holds. */
    COUPON,
    /** Freight and what is taken off it. */
    SHIPPING
}
