package io.tuanzi.promotion;

import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.Reason;
import java.util.ArrayList;
import java.util.List;

/** A coupon put on an order, with what it takes off in fen. */
public record Redemption(long orderId, long customerId, long couponId, long amountMinor) {

    /** The coupons a quote applied, put on an order. */
    public static List<Redemption> of(long orderId, long customerId, Quote quote) {
        List<Redemption> all = new ArrayList<>();
        for (Reason reason : quote.reasons()) {
            if (reason.applied() && reason.couponId() != null) {
                all.add(new Redemption(orderId, customerId, reason.couponId(), reason.amountMinor()));
            }
        }
        return all;
    }
}
