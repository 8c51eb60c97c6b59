package io.tuanzi.promotion.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.time.Instant;

/** A coupon came back from an order that was given up or refunded. */
@FactType(name = "coupon.given.back", aggregate = "coupon")
public record CouponGivenBack(long couponId, long customerId, long templateId, long orderId, Instant validUntil)
        implements FactBody {}
