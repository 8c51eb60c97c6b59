package io.tuanzi.promotion.quote;

/** Who may have a rule applied. */
public enum Gate {
    /** Everybody who meets its condition. */
    OPEN,
    /** Only who holds a coupon for it, once per coupon. */
    COUPON
}
