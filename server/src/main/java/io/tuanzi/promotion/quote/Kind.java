package io.tuanzi.promotion.quote;

/** What a promotion is to the person who reads the reasons, and whose id its {@code ruleId} is. */
public enum Kind {
    /** The price of a stage, a region or a stretch of time; the id is that of the price list's entry. */
    LIST_PRICE,
    /** The price of a group; the id is that of the group-buy activity. */
    GROUP_PRICE,
    /** A standing right of a cohort, such as the lifetime 20 % of the seed users. */
    MEMBER_PRICE,
    /** A percentage off. */
    DISCOUNT,
    /** An amount off. */
    REDUCTION,
    /** A coupon the buyer holds. */
    COUPON,
    /** A rule that takes freight off. */
    FREE_SHIPPING,
    /** The freight template's own free-over amount; the id is that of the template. */
    FREIGHT
}
