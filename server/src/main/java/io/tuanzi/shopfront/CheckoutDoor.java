package io.tuanzi.shopfront;

import io.tuanzi.customer.AddressView;
import io.tuanzi.customer.Customers;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Placement;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponRight;
import io.tuanzi.promotion.quote.Reason;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.shopfront.Asking.Asked;
import io.tuanzi.shopfront.Asking.AskedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Checkout: the price with its reasons, and the placing of the order. */
@RestController
@RequestMapping("/api/shop")
class CheckoutDoor {

    record CheckoutAsk(List<AskedLine> lines, String source, @Nullable Long activityId, @Nullable Long groupId,
                       @Nullable List<Long> couponIds, @Nullable Long addressId) {
    }

    record PlaceAsk(List<AskedLine> lines, String source, @Nullable Long activityId, @Nullable Long groupId,
                    @Nullable List<Long> couponIds, long addressId, long shownTotalMinor, String fingerprint,
                    @Nullable String note) {
    }

    record CouponOption(long couponId, String name, boolean usable, @Nullable String why, long saveMinor,
                        boolean selected, Instant validUntil) {
    }

    record LineProblem(long skuId, String code, String text) {
    }

    record Checkout(QuoteView quote, List<AddressView> addresses, @Nullable Long addressId,
                    List<CouponOption> coupons, List<String> purchaseHints, List<LineProblem> problems) {
    }

    private final Asking asking;
    private final Placing placing;
    private final Customers customers;
    private final Promotions promotions;
    private final Stock stock;
    private final OrderViews views;

    CheckoutDoor(Asking asking, Placing placing, Customers customers, Promotions promotions, Stock stock,
                 OrderViews views) {
        this.asking = asking;
        this.placing = placing;
        this.customers = customers;
        this.promotions = promotions;
        this.stock = stock;
        this.views = views;
    }

    @PostMapping("/checkout")
    Checkout checkout(Shopper shopper, @RequestBody CheckoutAsk ask, Locale locale) {
        return checkout(shopper.customerId(), ask, locale);
    }

    Checkout checkout(long customer, CheckoutAsk ask, Locale locale) {
        Activity offer = placing.offer(ask.activityId(), ask.groupId(), ask.lines());
        List<AddressView> addresses = customers.addresses(customer);
        AddressView address = ask.addressId() == null
                ? addresses.stream().filter(AddressView::isDefault).findFirst().orElse(null)
                : addresses.stream().filter(a -> a.addressId() == ask.addressId()).findFirst()
                .orElseThrow(() -> Problem.notFound("address"));
        Asked asked = asking.ask(customer, ask.lines(), offer, ask.couponIds(),
                address == null ? null : address.regionCode());
        return new Checkout(QuoteView.of(asked.quote(), asked.snapshot(), asked.validUntil(), locale), addresses,
                address == null ? null : address.addressId(), coupons(asked, locale), List.of(),
                problems(asked, locale));
    }

    private List<CouponOption> coupons(Asked asked, Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        Map<Long, Reason> reasons = new HashMap<>();
        asked.quote().reasons().stream().filter(r -> r.couponId() != null)
                .forEach(r -> reasons.put(r.couponId(), r));
        List<CouponOption> options = new ArrayList<>();
        for (CouponRight right : asked.rights()) {
            Reason reason = reasons.get(right.couponId());
            String name = reason != null ? en ? reason.nameEn() : reason.nameZh()
                    : name(promotions.snapshot().rule(right.ruleId()), en);
            boolean applied = reason != null && reason.applied();
            boolean usable = applied || reason == null || reason.whys().stream().allMatch(w ->
                    w.code() == io.tuanzi.promotion.quote.Why.Code.NOT_CHOSEN);
            options.add(new CouponOption(right.couponId(), name, usable,
                    reason == null || applied ? null : en ? reason.en() : reason.zh(),
                    reason != null && applied ? reason.amountMinor() : 0, applied, right.validUntil()));
        }
        return options;
    }

    private static String name(@Nullable Rule rule, boolean en) {
        return rule == null ? "" : en ? rule.nameEn() : rule.nameZh();
    }

    private List<LineProblem> problems(Asked asked, Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        Map<Long, Integer> wanted = new HashMap<>();
        asked.request().cart().lines().forEach((CartLine l) -> wanted.merge(l.skuId(), l.quantity(), Integer::sum));
        Map<Long, Integer> available = stock.available(wanted.keySet());
        List<LineProblem> problems = new ArrayList<>();
        wanted.forEach((sku, n) -> {
            int left = available.getOrDefault(sku, 0);
            if (left < n) {
                problems.add(new LineProblem(sku, "SOLD_OUT", en ? left + " left" : "只剩 " + left + " 件"));
            }
        });
        if (!asked.quote().deliverable()) {
            problems.add(new LineProblem(0, "NOT_DELIVERED", en ? "We do not deliver there" : "暂不配送到这个地址"));
        }
        return problems;
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    OrderViews.OrderView place(Shopper shopper, Key key, @RequestBody PlaceAsk ask, Locale locale) {
        Placement.Placed placed = placing.place(shopper.customerId(), key, ask, locale);
        return placed.order() == null ? views.of(shopper.customerId(), placed.orderId(), locale)
                : views.of(placed.order(), locale);
    }
}
