package io.tuanzi.promotion.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** An unused coupon was taken back because what earned it was undone. */
@FactType(name = "coupon.revoked", aggregate = "coupon")
public record CouponRevoked(long couponId, long customerId, long templateId) implements FactBody {}
