package io.tuanzi.backoffice.whatif;

import io.tuanzi.backoffice.whatif.StaffWhatIf.CartAnswer;
import io.tuanzi.backoffice.whatif.StaffWhatIf.CartAsk;
import io.tuanzi.backoffice.whatif.StaffWhatIf.Line;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.customer.Customers;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.promotion.OfferDrafts;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Hints;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.Pricing;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prices a cart that nobody has put together, at any instant, under rules that may not be in force. */
@Component
class CartTrial {

    private static final Pattern REGION = Pattern.compile("[1-9][0-9]{1,5}");

    private final Products products;
    private final Promotions promotions;
    private final OfferDrafts drafts;
    private final Customers customers;
    private final Orders orders;
    private final Groups groups;
    private final ShopTime time;

    CartTrial(Products products, Promotions promotions, OfferDrafts drafts, Customers customers, Orders orders,
              Groups groups, ShopTime time) {
        this.products = products;
        this.promotions = promotions;
        this.drafts = drafts;
        this.customers = customers;
        this.orders = orders;
        this.groups = groups;
        this.time = time;
    }

    CartAnswer price(CartAsk ask) {
        ProductSnapshot snapshot = products.snapshot();
        Instant now = time.now();
        Instant at = ask.at() == null ? now : ask.at();
        RuleSet rules = at.isBefore(now) ? promotions.asOf(at) : promotions.refreshed();
        QuoteRequest request = new QuoteRequest(new Cart(lines(ask.lines(), snapshot), occasion(ask.activityId())),
                buyer(ask), new CouponChoice.Best(), destination(ask.regionCode()), Hints.NONE, at);
        RuleChange change = ask.change();
        Trial before = Trial.of(Pricing.price(rules, request), snapshot, null);
        if (change == null || change.none()) {
            return new CartAnswer(at, before, null);
        }
        return new CartAnswer(at, before, Trial.of(Pricing.price(change.of(rules, drafts), request), snapshot,
                change.draftId()));
    }

    private static List<CartLine> lines(List<Line> asked, ProductSnapshot snapshot) {
        List<CartLine> lines = new ArrayList<>(asked.size());
        for (Line line : asked) {
            SkuPrice sku = snapshot.sku(line.skuId());
            if (sku == null) {
                throw Problem.notFound("sku").with("skuId", line.skuId());
            }
            lines.add(new CartLine(lines.size() + 1, sku.skuId(), sku.productId(), sku.categoryId(), sku.zone(),
                    line.quantity(), sku.priceMinor(), sku.weightGrams(), sku.priceVersion()));
        }
        return lines;
    }

    private Buyer buyer(CartAsk ask) {
        Set<String> cohorts = new HashSet<>(ask.cohorts() == null ? List.of()
                : Fields.list("cohorts", ask.cohorts(), 0, 50));
        Long customerId = ask.customerId();
        if (customerId == null) {
            return new Buyer(0, cohorts, ask.firstOrder(), List.of());
        }
        customers.require(customerId);
        return new Buyer(customerId, customers.cohorts(customerId), orders.buyers(List.of(customerId)).isEmpty(),
                promotions.rights(customerId));
    }

    private Occasion occasion(@Nullable Long activityId) {
        if (activityId == null) {
            return new Occasion.Single();
        }
        Activity offer = groups.activity(activityId).orElseThrow(() -> Problem.notFound("activity"));
        return new Occasion.Group(offer.activityId(), offer.version(), offer.size(), offer.priceMinorBySku());
    }

    private static Destination destination(@Nullable String regionCode) {
        return regionCode == null || regionCode.isBlank() ? Destination.UNKNOWN
                : new Destination(Fields.matching("regionCode", regionCode, REGION));
    }
}
