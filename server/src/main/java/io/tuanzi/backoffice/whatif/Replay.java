package io.tuanzi.backoffice.whatif;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.customer.Customers;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderPages.Past;
import io.tuanzi.promotion.OfferDrafts;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.Pricing;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.RuleSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prices the orders of a period again, under the rules as they are and under changed ones.
 *
 * <p>It assumes that people would have bought the same. Prices of goods are those of the order, group prices and
 * cohorts those of today; an order whose goods are gone from the catalogue is left out and counted.
 */
@Component
class Replay {

    /**
     * What the change would have meant. Money in fen.
     *
     * @param orders         orders priced
     * @param leftOut        orders that could not be priced again
     * @param cut            whether there were more orders than are priced at once
     * @param asPlaced       orders that today's rules price exactly as they were placed
     * @param placedMinor    what the orders cost when they were placed
     * @param now            under the rules as they are
     * @param then           under the changed rules
     * @param winners        people who would have paid less
     * @param losers         people who would have paid more
     * @param rules          what each rule takes in both, the largest difference first
     * @param most           the orders with the largest differences
     */
    record Result(int orders, int leftOut, boolean cut, int asPlaced, long placedMinor, Sum now, Sum then,
                  Side winners, Side losers, List<RuleSum> rules, List<Differing> most) {
    }

    /** Sums over the orders: goods at list price, what comes off, delivery, what is paid. */
    record Sum(long listMinor, long discountMinor, long freightMinor, long totalMinor) {
    }

    /** People and what they would gain or lose together. */
    record Side(int people, long amountMinor) {
    }

    /** What a rule takes: the budget it burns. {@code draft} marks the one that is only tried. */
    record RuleSum(long ruleId, String name, boolean draft, int nowOrders, long nowMinor, int thenOrders,
                   long thenMinor) {
    }

    /** An order that would have cost something else. */
    record Differing(long orderId, String orderNo, long nowMinor, long thenMinor) {
    }

    private static final int PAGE = 500;
    private static final int MOST_ORDERS = 20_000;

    private final OrderPages orders;
    private final Products products;
    private final Promotions promotions;
    private final OfferDrafts drafts;
    private final Customers customers;
    private final Groups groups;
    private final JsonMapper json;

    Replay(OrderPages orders, Products products, Promotions promotions, OfferDrafts drafts, Customers customers,
           Groups groups, JsonMapper json) {
        this.orders = orders;
        this.products = products;
        this.promotions = promotions;
        this.drafts = drafts;
        this.customers = customers;
        this.groups = groups;
        this.json = json;
    }

    Result run(Instant from, Instant until, RuleChange change) {
        RuleSet now = promotions.refreshed();
        RuleSet then = change.of(now, drafts);
        ProductSnapshot snapshot = products.snapshot();
        Map<Long, Optional<Activity>> offers = new HashMap<>();
        Reckoned reckoned = new Reckoned(change.draftId());
        long after = 0;
        int read = 0;
        List<Past> page = orders.past(from, until, after, PAGE);
        while (!page.isEmpty() && read < MOST_ORDERS) {
            Map<Long, Set<String>> cohorts = customers.cohorts(page.stream().map(p -> p.order().customerId())
                    .collect(Collectors.toSet()));
            for (Past past : page) {
                OrderDetail order = past.order();
                Long activityId = order.activityId();
                Optional<Activity> offer = activityId == null ? Optional.empty()
                        : offers.computeIfAbsent(activityId, groups::activity);
                Optional<QuoteRequest> again = PastOrder.request(past,
                        cohorts.getOrDefault(order.customerId(), Set.of()), offer, snapshot, json);
                again.ifPresentOrElse(ask -> reckoned.add(order, price(now, ask), price(then, ask)),
                        reckoned::leaveOut);
            }
            read += page.size();
            after = page.getLast().order().orderId();
            page = orders.past(from, until, after, PAGE);
        }
        return reckoned.result(!page.isEmpty());
    }

    private static Quote price(RuleSet rules, QuoteRequest ask) {
        return Pricing.price(rules, ask);
    }
}
