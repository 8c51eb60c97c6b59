package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what the engine answers to a golden cart, in the one form in which the files keep it. */
final class GoldenAnswer {

    private final StringBuilder text = new StringBuilder();
    private final GoldenCart cart;
    private final Quote quote;

    private GoldenAnswer(GoldenCart cart) {
        this.cart = cart;
        this.quote = Pricing.price(cart.rules, cart.request);
    }

    static String to(GoldenCart cart) {
        GoldenAnswer answer = new GoldenAnswer(cart);
        answer.lines();
        answer.totals();
        answer.reasons();
        answer.returns();
        return answer.text + (cart.workedByHand() ? "" : GoldenDetail.of(cart));
    }

    private static String yuan(long fen) {
        return fen / 100 + "." + fen / 10 % 10 + fen % 10;
    }

    private static String less(long list, long off) {
        return off == 0 ? yuan(list) : yuan(list) + " - " + yuan(off) + " = " + yuan(list - off);
    }

    private void say(String line) {
        text.append(line).append('\n');
    }

    private void lines() {
        for (QuoteLine line : quote.lines()) {
            StringBuilder shares = new StringBuilder();
            for (Share share : line.shares()) {
                shares.append(shares.isEmpty() ? "  (" : ", ").append(share.reasonId()).append(' ')
                        .append(yuan(share.amountMinor()));
            }
            say("line " + line.lineNo() + ": " + less(line.listMinor(), line.discountMinor()) + shares
                    + (shares.isEmpty() ? "" : ")"));
        }
    }

    private void totals() {
        say("goods: " + less(quote.listTotalMinor(), quote.discountMinor()));
        say("freight: " + less(quote.freightListMinor(), quote.freightDiscountMinor())
                + (quote.deliverable() ? "" : ", not delivered there")
                + (quote.freightEstimated() ? ", estimated" : ""));
        say("total: " + yuan(quote.totalMinor()));
        for (GiftLine gift : quote.gifts()) {
            say("gift: sku " + gift.skuId() + " x" + gift.quantity() + " by " + gift.kind() + "-" + gift.ruleId());
        }
        if (!quote.used().couponIds().isEmpty()) {
            say("coupons: " + quote.used().couponIds());
        }
        if (quote.used().validUntil() != null) {
            say("holds until: " + quote.used().validUntil());
        }
    }

    private void reasons() {
        for (Reason reason : quote.reasons()) {
            say(reason.id() + (reason.applied() ? " took " + yuan(reason.amountMinor()) : " did not apply"));
            say("  " + reason.zh());
            say("  " + reason.en());
        }
        NextStep next = quote.nextStep();
        if (next != null) {
            say("next: rule " + next.ruleId());
            say("  " + next.zh());
            say("  " + next.en());
        }
    }

    private void returns() {
        Map<Integer, Integer> backByLine = new HashMap<>();
        int all = quote.lines().stream().mapToInt(QuoteLine::quantity).sum();
        int unitsBack = 0;
        long given = 0;
        for (GoldenCart.Back back : cart.back) {
            QuoteLine line = quote.lines().stream().filter(each -> each.lineNo() == back.lineNo()).findFirst()
                    .orElseThrow();
            int before = backByLine.merge(back.lineNo(), back.units(), Integer::sum) - back.units();
            unitsBack += back.units();
            long goods = cart.again ? again(backByLine, given)
                    : Refunds.refund(line.listPriceMinor(), line.discountMinor(), line.quantity(), before,
                            back.units());
            long freight = Refunds.freight(quote.freightMinor(), unitsBack, all, Refunds.Freight.WITH_THE_LAST_UNIT);
            given += goods;
            say("return " + back.lineNo() + " x" + back.units() + ": " + yuan(goods)
                    + (freight == 0 ? "" : " and freight " + yuan(freight)));
        }
    }

    /** What is given back now where the units kept are priced again. */
    private long again(Map<Integer, Integer> backByLine, long given) {
        List<CartLine> kept = new ArrayList<>();
        long prorated = 0;
        for (QuoteLine line : quote.lines()) {
            prorated += Refunds.payableForUnits(line, backByLine.getOrDefault(line.lineNo(), 0));
        }
        for (CartLine line : cart.request.cart().lines()) {
            int left = line.quantity() - backByLine.getOrDefault(line.lineNo(), 0);
            if (left > 0) {
                kept.add(new CartLine(line.lineNo(), line.skuId(), line.productId(), line.categoryId(), line.zone(),
                        left, line.listPriceMinor(), line.weightGrams(), line.priceVersion(), line.floorMinor()));
            }
        }
        long rest = 0;
        if (!kept.isEmpty()) {
            Quote again = Pricing.price(cart.rules,
                    cart.request.of(new Cart(kept, cart.request.cart().occasion())));
            rest = again.listTotalMinor() - again.discountMinor();
        }
        return Refunds.again(quote.listTotalMinor() - quote.discountMinor(), prorated, rest, given);
    }
}
