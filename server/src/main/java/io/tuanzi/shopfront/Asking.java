package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.CouponRight;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.shopfront.Lookups.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the question of a price together: prices from the snapshot, the person's rights, the occasion, the place. */
@Component
class Asking {

    /** A line as a shopper asks for it. */
    record AskedLine(long skuId, int quantity) {
    }

    /** A question with its answer, and the catalogue both rest on. */
    record Asked(QuoteRequest request, Quote quote, ProductSnapshot snapshot, Instant validUntil,
                 List<CouponRight> rights) {
    }

    private static final int VALID_SECONDS = 300;

    private final Products products;
    private final Promotions promotions;
    private final Lookups lookups;

    Asking(Products products, Promotions promotions, Lookups lookups) {
        this.products = products;
        this.promotions = promotions;
        this.lookups = lookups;
    }

    /**
     * Prices lines for a person. {@code couponIds} null means the best single coupon, empty means none.
     *
     * @param offer the group-buy offer, null for buying alone
     * @param regionCode where it goes, null while no address is chosen
     */
    Asked ask(long customerId, List<AskedLine> lines, @Nullable Activity offer, @Nullable List<Long> couponIds,
              @Nullable String regionCode) {
        return ask(customerId, lookups.person(customerId, 0), lines, offer, couponIds, regionCode);
    }

    /** The same for a person already looked up. */
    Asked ask(long customerId, Person person, List<AskedLine> lines, @Nullable Activity offer,
              @Nullable List<Long> couponIds, @Nullable String regionCode) {
        ProductSnapshot snapshot = products.snapshot();
        Buyer buyer = customerId == 0 ? Buyer.unknown() : new Buyer(customerId, person.cohorts(), !person.hasBought(),
                person.rights());
        CouponChoice choice = couponIds == null ? new CouponChoice.Best() : couponIds.isEmpty()
                ? new CouponChoice.None() : new CouponChoice.Chosen(Set.copyOf(couponIds));
        Occasion occasion = offer == null ? new Occasion.Single() : new Occasion.Group(offer.activityId(),
                offer.version(), offer.size(), offer.priceMinorBySku());
        Instant now = person.now();
        QuoteRequest request = new QuoteRequest(new Cart(cartLines(lines, snapshot), occasion), buyer, choice,
                regionCode == null ? Destination.UNKNOWN : new Destination(regionCode), person.hints(), now);
        Quote quote = promotions.quote(request);
        Instant ends = quote.used().validUntil();
        Instant soon = now.plusSeconds(VALID_SECONDS);
        return new Asked(request, quote, snapshot, ends != null && ends.isBefore(soon) ? ends : soon, person.rights());
    }

    private static List<CartLine> cartLines(List<AskedLine> lines, ProductSnapshot snapshot) {
        if (lines.isEmpty() || lines.size() > Cart.MAX_LINES) {
            throw Problem.invalid("lines", "1 to " + Cart.MAX_LINES);
        }
        List<CartLine> cart = new ArrayList<>(lines.size());
        for (AskedLine line : lines) {
            SkuPrice sku = snapshot.sku(line.skuId());
            if (sku == null) {
                throw Problem.notFound("sku");
            }
            if (!sku.buyable()) {
                throw Problem.conflict("OFF_SHELF").with("skuId", line.skuId());
            }
            if (line.quantity() < 1 || line.quantity() > 9_999) {
                throw Problem.invalid("lines.quantity", "1 to 9999");
            }
            if (!sku.rule().allows(line.quantity())) {
                throw Problem.invalid("lines.quantity", "min " + sku.rule().min() + ", step " + sku.rule().step()
                        + (sku.rule().perOrder() == null ? "" : ", max " + sku.rule().perOrder()));
            }
            cart.add(new CartLine(cart.size() + 1, sku.skuId(), sku.productId(), sku.categoryId(), sku.zone(),
                    line.quantity(), sku.priceMinor(), sku.weightGrams(), sku.priceVersion()));
        }
        return cart;
    }
}
