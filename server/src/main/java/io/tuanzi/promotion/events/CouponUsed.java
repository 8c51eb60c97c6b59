package io.tuanzi.promotion.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The order a coupon is on was paid. */
@FactType(name = "coupon.used", aggregate = "coupon")
public record CouponUsed(long couponId, long customerId, long templateId, long orderId, long amountMinor)
        implements FactBody {}
