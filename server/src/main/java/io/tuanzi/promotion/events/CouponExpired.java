package io.tuanzi.promotion.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A coupon ended unused. */
@FactType(name = "coupon.expired", aggregate = "coupon")
public record CouponExpired(long couponId, long customerId, long templateId) implements FactBody {}
