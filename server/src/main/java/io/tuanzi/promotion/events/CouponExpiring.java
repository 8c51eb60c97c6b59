package io.tuanzi.promotion.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.time.Instant;

/** An unused coupon ends within three days; told once. */
@FactType(name = "coupon.expiring", aggregate = "coupon")
public record CouponExpiring(long couponId, long customerId, long templateId, Instant validUntil) implements FactBody {}
