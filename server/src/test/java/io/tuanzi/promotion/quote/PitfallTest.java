package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.alone;
import static io.tuanzi.promotion.quote.Shop.ask;
import static io.tuanzi.promotion.quote.Shop.line;
import static io.tuanzi.promotion.quote.Shop.rule;
import static io.tuanzi.promotion.quote.Shop.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.promotion.quote.Stacking.Level;
import io.tuanzi.promotion.quote.Stacking.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The fifteen mistakes seen in other price engines, each shown not to be made here. */
class PitfallTest {

    private static Quote priced(RuleSet rules, CartLine... lines) {
        return Pricing.price(rules, ask(alone(lines), Buyer.unknown()));
    }

    private static List<Long> discounts(Quote quote) {
        return quote.lines().stream().map(QuoteLine::discountMinor).toList();
    }

    private static Rule amount(long id, long minor) {
        return rule(id, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(minor, Selector.ALL), Stacking.FREE);
    }

    @Test
    @DisplayName("1 a threshold is not asked again while the cart gets cheaper")
    void eligibilityOnAMovingCart() {
        Condition fifty = new Condition.SpendAtLeast(Selector.ALL, 5_000);
        Rule first = rule(1, Phase.LINE, fifty, new Effect.PercentOff(2_000, null, Selector.ALL), Stacking.FREE);
        Rule second = rule(2, Phase.LINE, fifty, new Effect.UnitOff(100, null, Selector.ALL), Stacking.FREE);
        assertThat(discounts(priced(rules(first, second), line(1, 110, 1, 2_500), line(2, 120, 1, 2_500))))
                .containsExactly(600L, 600L);
        assertThat(discounts(priced(rules(first, second), line(2, 120, 1, 2_500), line(1, 110, 1, 2_500))))
                .containsExactly(600L, 600L);
    }

    @Test
    @DisplayName("2 buy two get one gives as many as there are thirds, and no unit is bought and given")
    void multiplicity() {
        Rule get = rule(1, Phase.LINE, Condition.ALWAYS, new Effect.BuyGet(2, 1, 10_000, null, Selector.ALL,
                Selector.ALL), Stacking.FREE);
        for (int quantity = 1; quantity <= 12; quantity++) {
            assertThat(priced(rules(get), line(1, 110, quantity, 100)).discountMinor())
                    .isEqualTo(quantity / 3 * 100L);
        }
    }

    @Test
    @DisplayName("3 there is one total order: however rules are listed, the price is the same")
    void totalOrder() {
        List<Rule> listed = new ArrayList<>();
        for (int id = 1; id <= 6; id++) {
            listed.add(rule(id, Phase.ORDER, Condition.ALWAYS, id % 2 == 0 ? new Effect.AmountOff(333, Selector.ALL)
                    : new Effect.PercentOff(777 * id, null, Selector.ALL), Stacking.FREE));
        }
        QuoteRequest ask = ask(alone(line(1, 110, 3, 3_333), line(2, 120, 1, 101)), Buyer.unknown());
        Quote quote = Pricing.price(new RuleSet(1, listed, List.of()), ask);
        assertThat(Pricing.price(new RuleSet(1, listed.reversed(), List.of()), ask)).isEqualTo(quote);
    }

    @Test
    @DisplayName("4 every part is a whole number of fen, and they add up")
    void wholeFen() {
        Quote quote = priced(rules(amount(1, 1_000)), line(1, 110, 1, 5_000), line(2, 120, 1, 5_000),
                line(3, 130, 1, 5_000));
        assertThat(discounts(quote)).containsExactly(334L, 333L, 333L);
    }

    @Test
    @DisplayName("5 a line is not a rounded unit price times the quantity: units add up to it")
    void unitsAddUp() {
        QuoteLine line = priced(rules(amount(1, 100)), line(1, 110, 3, 333)).lines().getFirst();
        assertThat(line.payableMinor()).isEqualTo(899);
        assertThat(List.of(1, 2, 3).stream().mapToLong(unit -> Refunds.payableForUnits(line, unit)
                - Refunds.payableForUnits(line, unit - 1)).boxed().toList()).containsExactly(300L, 300L, 299L);
    }

    @Test
    @DisplayName("6 one fen over three lines is not lost, and a free line gets none of it")
    void remainders() {
        assertThat(discounts(priced(rules(amount(1, 1)), line(1, 110, 1, 100), line(2, 120, 1, 100),
                line(3, 130, 1, 100)))).containsExactly(1L, 0L, 0L);
        assertThat(discounts(priced(rules(amount(1, 3)), line(1, 110, 1, 0), line(2, 120, 1, 50),
                line(3, 130, 1, 50)))).containsExactly(0L, 2L, 1L);
    }

    @Test
    @DisplayName("7 no line and no order falls below nothing, whatever comes together")
    void neverBelowNothing() {
        Quote quote = priced(rules(amount(1, 700), amount(2, 700), rule(3, Phase.LINE, Condition.ALWAYS,
                new Effect.UnitOff(900, null, Selector.products(11L)), Stacking.FREE)), line(1, 110, 1, 500),
                line(2, 120, 1, 600));
        assertThat(quote.totalMinor()).isZero();
        assertThat(quote.lines()).allMatch(line -> line.payableMinor() == 0);
        assertThat(quote.reasons().stream().mapToLong(Reason::amountMinor).sum()).isEqualTo(1_100);
    }

    @Test
    @DisplayName("8 what is returned is divided as it was sold; nothing is divided anew over what is left")
    void editsDoNotDrift() {
        Quote quote = priced(rules(amount(1, 1_000)), line(1, 110, 3, 1_001), line(2, 120, 2, 999));
        for (QuoteLine line : quote.lines()) {
            long before = Refunds.payableForUnits(line, 1);
            long later = Refunds.refund(line.listPriceMinor(), line.discountMinor(), line.quantity(), 1, 1);
            assertThat(Refunds.payableForUnits(line, 2)).isEqualTo(before + later);
        }
    }

    @Test
    @DisplayName("9 every partition of a return gives back exactly what was paid")
    void everyPartitionOfAReturn() {
        QuoteLine line = priced(rules(amount(1, 1_003)), line(1, 110, 7, 997)).lines().getFirst();
        for (int cuts = 0; cuts < 1 << 6; cuts++) {
            long back = 0;
            int from = 0;
            for (int unit = 1; unit <= 7; unit++) {
                if (unit == 7 || (cuts >> (unit - 1) & 1) == 1) {
                    back += Refunds.refund(997, line.discountMinor(), 7, from, unit - from);
                    from = unit;
                }
            }
            assertThat(back).isEqualTo(line.payableMinor());
        }
    }

    @Test
    @DisplayName("10 who buys six for the threshold and returns five keeps one at its own price, if the shop says so")
    void thresholdGaming() {
        Rule tenth = rule(1, Phase.ORDER, new Condition.SpendAtLeast(Selector.ALL, 30_000),
                new Effect.PercentOff(1_000, null, Selector.ALL), Stacking.FREE);
        QuoteLine bought = priced(rules(tenth), line(1, 110, 6, 5_000)).lines().getFirst();
        long rest = priced(rules(tenth), line(1, 110, 1, 5_000)).totalMinor();
        long paid = bought.payableMinor();
        long prorated = Refunds.refund(5_000, bought.discountMinor(), 6, 0, 5);
        assertThat(paid - Refunds.again(paid, prorated, rest, 0)).as("clawed back").isEqualTo(5_000);
        assertThat(paid - prorated).as("without cause, by law").isEqualTo(4_500);
        assertThat(Refunds.policy(RefundPolicy.CLAW_BACK, true)).isEqualTo(RefundPolicy.PRORATE);
    }

    @Test
    @DisplayName("11 limits are not for coupons only, and are given to the quote, not counted by it")
    void limitsOfAutomaticRules() {
        Rule once = amount(1, 100).limited(1);
        QuoteRequest first = ask(alone(line(1, 110, 1, 500)), Buyer.unknown());
        QuoteRequest second = new QuoteRequest(first.cart(), first.buyer(), first.coupons(), first.destination(),
                new Hints(Set.of(), Map.of(1L, 1)), first.at());
        assertThat(Pricing.price(rules(once), first).totalMinor()).isEqualTo(400);
        assertThat(Pricing.price(rules(once), second).totalMinor()).isEqualTo(500);
    }

    @Test
    @DisplayName("12 amounts are what the buyer pays, tax within: 20 off 100 is 80, whatever the lines")
    void amountsAreGross() {
        assertThat(priced(rules(amount(1, 2_000)), line(1, 110, 3, 1_111), line(2, 120, 7, 952),
                line(3, 130, 1, 3)).totalMinor()).isEqualTo(10_000 - 2_000);
    }

    @Test
    @DisplayName("13 a gift goes when what it was given for goes")
    void giftsGo() {
        RuleSet gift = rules(rule(1, Phase.ORDER, new Condition.SpendAtLeast(Selector.ALL, 1_000),
                new Effect.Gift(901, 1, 0, null, Selector.ALL), Stacking.FREE));
        assertThat(priced(gift, line(1, 110, 2, 500)).gifts()).hasSize(1);
        assertThat(priced(gift, line(1, 110, 1, 500)).gifts()).isEmpty();
    }

    @Test
    @DisplayName("14 no rule reads a clock: the instant is part of the question")
    void noClock() {
        Rule today = amount(1, 100).scheduled(new Schedule(null, Shop.NOW.plusMillis(1)), 0);
        QuoteRequest ask = ask(alone(line(1, 110, 1, 500)), Buyer.unknown());
        QuoteRequest next = new QuoteRequest(ask.cart(), ask.buyer(), ask.coupons(), ask.destination(), ask.hints(),
                Shop.NOW.plusMillis(1));
        assertThat(Pricing.price(rules(today), ask)).isEqualTo(Pricing.price(rules(today), ask));
        assertThat(Pricing.price(rules(today), ask).totalMinor()).isEqualTo(400);
        assertThat(Pricing.price(rules(today), next).totalMinor()).isEqualTo(500);
    }

    @Test
    @DisplayName("15 the best of many does not try every order: exact up to 16, then greedy, and it says so")
    void theBestOfMany() {
        Stacking five = Stacking.within(new Level("g", Mode.BEST, 5));
        List<Rule> many = new ArrayList<>();
        for (int id = 1; id <= 200; id++) {
            many.add(rule(id, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(id, Selector.ALL), five));
        }
        Quote quote = priced(new RuleSet(1, many, List.of()), line(1, 110, 1, 100_000));
        assertThat(quote.discountMinor()).isEqualTo(200 + 199 + 198 + 197 + 196);
        assertThat(quote.reasons().stream().filter(Reason::applied)).hasSize(5)
                .allMatch(reason -> reason.whys().getLast().code() == Why.Code.GREEDY);
    }
}
