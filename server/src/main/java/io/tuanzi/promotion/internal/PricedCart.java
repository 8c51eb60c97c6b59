package io.tuanzi.promotion.internal;

import io.tuanzi.kernel.Money;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.PriceBoard;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.Pricing;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.Reason;
import io.tuanzi.promotion.quote.RuleSet;
import io.tuanzi.promotion.quote.Used;
import io.tuanzi.promotion.quote.Why;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prices a cart from what its SKUs are asked for where it goes and when it is asked, and says which lists that came
 * from. A pure function: the same lists, rules and question give the same quote.
 */
final class PricedCart {

    private final Map<Long, PriceBoard.Asked> asked = new LinkedHashMap<>();
    private final QuoteRequest request;
    private final ZoneId zone;

    private PricedCart(QuoteRequest request, ZoneId zone) {
        this.request = request;
        this.zone = zone;
    }

    static Quote price(RuleSet rules, PriceBoard board, QuoteRequest request, ZoneId zone) {
        return board.isEmpty() ? Pricing.price(rules, request)
                : new PricedCart(request, zone).price(rules, board);
    }

    private Quote price(RuleSet rules, PriceBoard board) {
        List<CartLine> lines = request.cart().lines().stream().map(line -> listed(line, board)).toList();
        return explained(Pricing.price(rules, request.of(new Cart(lines, request.cart().occasion()))));
    }

    private CartLine listed(CartLine line, PriceBoard board) {
        PriceBoard.Asked price = board.at(line.skuId(), line.listPriceMinor(), request.destination().regionCode(),
                request.at());
        long floor = board.floor(line.skuId());
        if (price.standing() == null && price.timed() == null) {
            return floor == 0 ? line : line.withFloor(floor);
        }
        asked.put(line.skuId(), price);
        return new CartLine(line.lineNo(), line.skuId(), line.productId(), line.categoryId(), line.zone(),
                line.quantity(), price.priceMinor(), line.weightGrams(), line.priceVersion(), floor);
    }

    private Quote explained(Quote quote) {
        if (asked.isEmpty()) {
            return quote;
        }
        List<Reason> reasons = new ArrayList<>();
        List<Used.RuleUsed> used = new ArrayList<>(quote.used().rules());
        Instant until = quote.used().validUntil();
        for (PriceBoard.Asked price : asked.values()) {
            for (ListedPrice by : new @Nullable ListedPrice[] {price.standing(), price.timed()}) {
                if (by == null || price.timed() != null && by != price.timed()) {
                    continue;
                }
                reasons.add(new Reason(Kind.LIST_PRICE, by.entryId(), 1, null, by.stage().zh(), by.stage().en(), true,
                        0, List.of(why(price, by))));
                used.add(new Used.RuleUsed(Kind.LIST_PRICE, by.entryId(), 1));
            }
            for (ListedPrice by : new @Nullable ListedPrice[] {price.standing(), price.timed()}) {
                Instant end = by == null ? null : by.until();
                until = until == null || end != null && end.isBefore(until) ? end : until;
            }
        }
        reasons.addAll(quote.reasons());
        return quote.saying(reasons, new Used(quote.used().ruleSetVersion(), quote.used().prices(), used,
                quote.used().couponIds(), until));
    }

    private Why why(PriceBoard.Asked price, ListedPrice by) {
        String now = Money.format(price.priceMinor());
        if (by.kind() == ListedPrice.Kind.TIMED && by.until() != null) {
            String back = Money.format(price.normalMinor());
            return new Why(Why.Code.LISTED, price.normalMinor(), price.priceMinor(),
                    "每件 " + now + "，" + PriceWords.endZh(by.until(), request.at(), zone) + "恢复 " + back,
                    now + " each, back to " + back + " at " + PriceWords.endEn(by.until(), request.at(), zone));
        }
        return new Why(Why.Code.LISTED, price.normalMinor(), price.priceMinor(), "每件 " + now, now + " each");
    }
}
