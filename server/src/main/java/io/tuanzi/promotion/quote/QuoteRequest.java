package io.tuanzi.promotion.quote;

import java.time.Instant;

/**
 * Everything a price depends on besides the rule set.
 *
 * @param at the instant of shop time the price is asked for
 */
public record QuoteRequest(Cart cart, Buyer buyer, CouponChoice coupons, Destination destination, Hints hints,
        Instant at) {

    /** The same question with another choice of coupons. */
    public QuoteRequest choosing(CouponChoice choice) {
        return new QuoteRequest(cart, buyer, choice, destination, hints, at);
    }

    /** The same question at another instant. */
    public QuoteRequest at(Instant instant) {
        return new QuoteRequest(cart, buyer, coupons, destination, hints, instant);
    }

    /** The same question for another cart. */
    public QuoteRequest of(Cart other) {
        return new QuoteRequest(other, buyer, coupons, destination, hints, at);
    }
}
