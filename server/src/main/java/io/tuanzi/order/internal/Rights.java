package io.tuanzi.order.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.promotion.Redemption;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What placing and ending an order need of promotion, in their words. */
interface Rights {

    /** A locked coupon: whose it is and whether it may still be used. */
    record Coupon(long customerId, boolean usable) {
    }

    boolean rulesCurrent(long ruleSetVersion);

    /**
     * Asks the price again from this catalogue and the rules the open transaction sees; empty when a line can no longer
     * be bought.
     */
    Optional<Quote> quoteAgain(QuoteRequest request, ProductSnapshot snapshot);

    Map<Long, Coupon> lock(Collection<Long> couponIds);

    void redeem(List<Redemption> uses);

    /** The order is paid: its coupons are used. */
    void settle(long orderId);

    void giveBack(long orderId);

    /** What the quote takes from budget accounts, by account. */
    Map<String, Long> budgets(Quote quote);
}
