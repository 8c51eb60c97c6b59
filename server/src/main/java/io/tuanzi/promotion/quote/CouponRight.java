package io.tuanzi.promotion.quote;

import java.time.Instant;

/** One coupon a person holds: the right to have a coupon rule applied once, until {@code validUntil}. */
public record CouponRight(long couponId, long ruleId, Instant validUntil) {}
