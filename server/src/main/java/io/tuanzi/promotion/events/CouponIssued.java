package io.tuanzi.promotion.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.time.Instant;

/** A person holds a new coupon; {@code source} is CLAIM, REWARD, STAFF or CODE. */
@FactType(name = "coupon.issued", aggregate = "coupon")
public record CouponIssued(long couponId, long customerId, long templateId, String source, Instant validUntil)
        implements FactBody {}
