package io.tuanzi.promotion.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Properties of every quote, over drawn rule sets and baskets; {@code -Dtuanzi.baskets=N} sets how many. */
class QuotePropertyTest {

    private static final int BASKETS = Integer.getInteger("tuanzi.baskets", 100_000);

    @Test
    void everyBasketAddsUpToTheFen() { // M3
        Seeds.run(BASKETS, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest ask = Shop.drawAsk(random, rules);
            Quote quote = Pricing.price(rules, ask);
            Map<Integer, CartLine> cart = ask.cart().lines().stream()
                    .collect(Collectors.toMap(CartLine::lineNo, Function.identity()));
            long lines = 0;
            long discounts = 0;
            for (QuoteLine line : quote.lines()) {
                CartLine asked = Objects.requireNonNull(cart.remove(line.lineNo()));
                require(line.listMinor() == asked.listPriceMinor() * asked.quantity(), quote);
                require(line.payableMinor() >= 0, quote);
                long floor = Math.min(asked.listMinor(), asked.floorMinor() * asked.quantity());
                require(line.payableMinor() >= floor || line.shares().stream()
                        .anyMatch(share -> share.kind() == Kind.GROUP_PRICE), quote);
                lines += line.listMinor();
                discounts += line.shares().stream().mapToLong(Share::amountMinor).sum();
            }
            require(cart.isEmpty(), quote);
            require(lines - discounts + quote.freightMinor() == quote.totalMinor(), quote);
            for (Reason reason : quote.reasons()) {
                long shared = quote.lines().stream().flatMap(line -> line.shares().stream())
                        .filter(share -> share.reasonId().equals(reason.id())).mapToLong(Share::amountMinor).sum();
                require(!reason.applied() || shared == reason.amountMinor() || shared == 0, quote);
                require(!reason.zh().isBlank() && !reason.en().isBlank(), quote);
            }
            long onGoods = quote.reasons().stream()
                    .filter(r -> quote.lines().stream().anyMatch(
                            l -> l.shares().stream().anyMatch(s -> s.reasonId().equals(r.id()))))
                    .mapToLong(Reason::amountMinor).sum();
            require(onGoods == discounts, quote);
        });
    }

    @Test
    void theOrderOfLinesChangesNothing() {
        Seeds.run(BASKETS / 5, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest ask = Shop.drawAsk(random, rules);
            Quote quote = Pricing.price(rules, ask);
            List<CartLine> shuffled = Shop.shuffled(ask.cart().lines(), random);
            Quote again = Pricing.price(rules, ask.of(new Cart(shuffled, ask.cart().occasion())));
            assertThat(again).isEqualTo(quote);
            List<CartLine> renumbered = new ArrayList<>();
            for (CartLine line : shuffled) {
                renumbered.add(new CartLine(renumbered.size() + 500, line.skuId(), line.productId(),
                        line.categoryId(), line.zone(), line.quantity(), line.listPriceMinor(), line.weightGrams(),
                        line.priceVersion(), line.floorMinor()));
            }
            Quote other = Pricing.price(rules, ask.of(new Cart(renumbered, ask.cart().occasion())));
            assertThat(other.totalMinor()).isEqualTo(quote.totalMinor());
            assertThat(other.reasons()).isEqualTo(quote.reasons());
        });
    }

    @Test
    void theBestCouponIsNotBeatenByAnySingleChoice() {
        Seeds.run(BASKETS / 10, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest ask = Shop.drawAsk(random, rules).choosing(new CouponChoice.Best());
            Quote best = Pricing.price(rules, ask);
            assertThat(best.totalMinor())
                    .isLessThanOrEqualTo(Pricing.price(rules, ask.choosing(new CouponChoice.None())).totalMinor());
            for (CouponRight right : ask.buyer().rights()) {
                Quote chosen = Pricing.price(rules,
                        ask.choosing(new CouponChoice.Chosen(Set.of(right.couponId()))));
                assertThat(best.totalMinor()).isLessThanOrEqualTo(chosen.totalMinor());
            }
            Quote byHand = Pricing.price(rules,
                    ask.choosing(new CouponChoice.Chosen(Set.copyOf(best.used().couponIds()))));
            assertThat(byHand.totalMinor()).isEqualTo(best.totalMinor());
            assertThat(byHand.fingerprint()).isEqualTo(best.fingerprint());
        });
    }

    @Test
    void rulesThatDoNotHoldOrLoseCanBeTakenAwayWithoutChangingThePrice() {
        Seeds.run(BASKETS / 10, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest drawn = Shop.drawAsk(random, rules);
            Quote first = Pricing.price(rules, drawn);
            QuoteRequest ask = drawn.choosing(new CouponChoice.Chosen(Set.copyOf(first.used().couponIds())));
            Quote quote = Pricing.price(rules, ask);
            Set<Long> held = quote.reasons().stream().filter(Reason::applied).map(Reason::ruleId)
                    .collect(Collectors.toSet());
            List<Rule> kept = new ArrayList<>();
            for (long id = 1; id <= rules.size(); id++) {
                Rule rule = rules.rule(id);
                if (rule != null && held.contains(id)) {
                    kept.add(rule);
                }
            }
            Quote again = Pricing.price(new RuleSet(rules.version(), kept, rules.freight()), ask);
            assertThat(shares(again)).isEqualTo(shares(quote));
            assertThat(again.totalMinor()).isEqualTo(quote.totalMinor());
        });
    }

    /**
     * What each rule takes of each line, whatever the order: a group stands at the place of its first member, so one
     * that loses may still say when the others take.
     */
    private static List<Map<String, Long>> shares(Quote quote) {
        return quote.lines().stream().map(line -> line.shares().stream()
                .collect(Collectors.toMap(Share::reasonId, Share::amountMinor))).toList();
    }

    @Test
    void partialRefundsInAnyOrderReturnExactlyWhatWasPaid() { // M4
        Seeds.run(BASKETS / 5, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest ask = Shop.drawAsk(random, rules);
            Quote quote = Pricing.price(rules, ask);
            int all = quote.lines().stream().mapToInt(QuoteLine::quantity).sum();
            int[] back = new int[quote.lines().size()];
            long returned = 0;
            int units = 0;
            while (units < all) {
                int at = random.nextInt(back.length);
                QuoteLine line = quote.lines().get(at);
                int left = line.quantity() - back[at];
                if (left == 0) {
                    continue;
                }
                int now = random.nextBoolean() ? left : 1 + random.nextInt(left);
                long refund = Refunds.refund(line.listPriceMinor(), line.discountMinor(), line.quantity(), back[at],
                        now);
                require(refund >= 0 && refund <= line.payableMinor(), quote);
                back[at] += now;
                units += now;
                returned += refund + Refunds.freight(quote.freightMinor(), units, all,
                        Refunds.Freight.WITH_THE_LAST_UNIT);
            }
            assertThat(returned).isEqualTo(quote.totalMinor());
        });
    }

    @Test
    void unitByUnitNoRefundIsNegativeAndSharesComeBackWhole() { // M4
        Seeds.run(BASKETS / 5, random -> {
            int quantity = 1 + random.nextInt(40);
            long price = random.nextLong(random.nextBoolean() ? 4 : 50_000);
            long discount = random.nextLong(price * quantity + 1);
            long paid = 0;
            long shared = 0;
            for (int unit = 1; unit <= quantity; unit++) {
                long refund = Refunds.refund(price, discount, quantity, unit - 1, 1);
                assertThat(refund).isBetween(0L, price);
                paid += refund;
                shared += Refunds.shareForUnits(discount, quantity, unit)
                        - Refunds.shareForUnits(discount, quantity, unit - 1);
            }
            assertThat(paid).isEqualTo(price * quantity - discount);
            assertThat(shared).isEqualTo(discount);
        });
    }

    @Test
    void thePromisedNextStepIsKept() {
        Seeds.run(BASKETS / 10, random -> {
            long threshold = 1 + random.nextLong(20_000);
            long off = 1 + random.nextLong(3_000);
            RuleSet rules = new RuleSet(1, List.of(Shop.amountCoupon(5, threshold, off)), List.of());
            Buyer buyer = Shop.holder(Shop.coupon(1, 5));
            CartLine line = Shop.line(1, 110, 1, random.nextLong(20_000));
            Quote quote = Pricing.price(rules, Shop.ask(Shop.alone(line), buyer));
            NextStep step = quote.nextStep();
            assertThat(step == null).isEqualTo(line.listMinor() >= threshold);
            if (step != null) {
                CartLine more = Shop.line(2, 120, 1, step.gapMinor());
                Quote after = Pricing.price(rules, Shop.ask(Shop.alone(line, more), buyer));
                assertThat(after.totalMinor())
                        .isEqualTo(quote.totalMinor() + step.gapMinor() - step.gainMinor());
            }
        });
    }

    private static void require(boolean holds, Quote quote) {
        if (!holds) {
            throw new AssertionError(quote.toString());
        }
    }

}
