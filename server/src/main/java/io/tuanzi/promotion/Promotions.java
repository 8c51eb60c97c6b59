package io.tuanzi.promotion;

import io.tuanzi.promotion.quote.CouponRight;
import io.tuanzi.promotion.quote.Hints;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.RuleSet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Prices carts from the snapshot of rules in memory. */
public interface Promotions {

    /**
     * The quote under the snapshot at hand; no I/O. Lines come with the catalogue's price and leave with what the price
     * lists ask at that instant for that destination, said by a reason of its own.
     */
    Quote quote(QuoteRequest request);

    /** The same under rules and price lists read again if they have changed. */
    Quote quoteAgain(QuoteRequest request);

    /** The price lists of the snapshot at hand. */
    PriceBoard prices();

    /** The snapshot at hand: at most about a second behind what staff last changed, exact after {@link #refreshed}. */
    RuleSet snapshot();

    /** Whether rules and freight are still at this version; one small read. */
    boolean isCurrent(long ruleSetVersion);

    /** Reads rules and freight again if they have changed, and returns them. */
    RuleSet refreshed();

    /**
     * The rules as they stood at an instant of shop time, by the versions they had then; delivery as it is now, for it
     * keeps no versions.
     */
    RuleSet asOf(Instant at);

    /** The coupons a person could use now, the first to expire first; at most 200. */
    default List<CouponRight> rights(long customerId) {
        return rights(List.of(customerId)).getOrDefault(customerId, List.of());
    }

    /** The same for many people in one read, by person; absent who has none. */
    Map<Long, List<CouponRight>> rights(Collection<Long> customerIds);

    /** Budgets that have nothing left, as of a second ago at most; the batch that places the order decides. */
    Hints hints();

    /** An order was refused for want of a budget: what this node knows of budgets is out of date. */
    void budgetGone();

    /** What the quote takes from budgets, by the ledger account that pays. */
    Map<String, Long> budgets(Quote quote);

    /** How often one person may have each limited rule that the quote applied, by rule id. */
    Map<Long, Integer> limits(Quote quote);
}
