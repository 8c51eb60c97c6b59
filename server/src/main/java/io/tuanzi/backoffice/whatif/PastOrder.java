package io.tuanzi.backoffice.whatif;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages.Past;
import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.CouponRight;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Hints;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.QuoteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The question of a price as an order once asked it. */
final class PastOrder {

    private PastOrder() {
    }

    /** The request the order was placed with; empty when a SKU or the group's offer is gone. */
    static Optional<QuoteRequest> request(Past past, Set<String> cohorts, Optional<Activity> offer,
                                          ProductSnapshot snapshot, JsonMapper json) {
        OrderDetail order = past.order();
        List<CartLine> lines = lines(order, snapshot);
        if (lines.size() < order.lines().size() || lines.isEmpty() || order.activityId() != null && offer.isEmpty()) {
            return Optional.empty();
        }
        Occasion occasion = offer.<Occasion>map(o -> new Occasion.Group(o.activityId(), o.version(), o.size(),
                o.priceMinorBySku())).orElseGet(Occasion.Single::new);
        List<CouponRight> rights = coupons(order, json);
        return Optional.of(new QuoteRequest(new Cart(lines, occasion),
                new Buyer(order.customerId(), cohorts, past.first(), rights),
                rights.isEmpty() ? new CouponChoice.None() : new CouponChoice.Chosen(rights.stream()
                        .map(CouponRight::couponId).collect(Collectors.toSet())),
                new Destination(json.readTree(order.addressJson()).path("regionCode").asString("")), Hints.NONE,
                order.placedAt()));
    }

    private static List<CartLine> lines(OrderDetail order, ProductSnapshot snapshot) {
        List<CartLine> lines = new ArrayList<>(order.lines().size());
        for (OrderDetail.Line line : order.lines()) {
            SkuPrice sku = snapshot.sku(line.skuId());
            if (sku != null) {
                lines.add(new CartLine(line.lineNo(), sku.skuId(), sku.productId(), sku.categoryId(), sku.zone(),
                        line.quantity(), line.unitMinor(), sku.weightGrams(), sku.priceVersion()));
            }
        }
        return lines;
    }

    /** The coupons the order used, from the reasons kept with it: their ids read {@code COUPON-7-c31}. */
    private static List<CouponRight> coupons(OrderDetail order, JsonMapper json) {
        List<CouponRight> used = new ArrayList<>();
        for (JsonNode reason : json.readTree(order.reasonsJson()).path("reasons")) {
            if (reason.path("applied").asBoolean() && reason.path("couponId").isNumber()) {
                String[] parts = reason.path("id").asString().split("-", 3);
                used.add(new CouponRight(reason.path("couponId").asLong(), Long.parseLong(parts[1]),
                        order.placedAt().plus(Duration.ofDays(1))));
            }
        }
        return used;
    }
}
