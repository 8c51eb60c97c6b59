package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.alone;
import static io.tuanzi.promotion.quote.Shop.ask;
import static io.tuanzi.promotion.quote.Shop.line;
import static io.tuanzi.promotion.quote.Shop.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.text.Language;
import io.tuanzi.testing.Seeds;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What staff and the shopper are told of a price. */
class ExplanationTest {

    @Test
    @DisplayName("every fen: basis, rate, what is exact, what is rounded, and who bears what is left over")
    void everyFen() {
        Rule third = rule(1, Phase.ORDER, Condition.ALWAYS, new Effect.PercentOff(3_333, null, Selector.ALL),
                Stacking.FREE);
        Explanation told = Pricing.explain(Shop.rules(third),
                ask(alone(line(1, 110, 1, 1_000), line(2, 120, 1, 1_000), line(3, 130, 1, 1)), Buyer.unknown()));
        Explanation.Working working = Objects.requireNonNull(told.items().getFirst().working());
        assertThat(working.basisMinor()).isEqualTo(2_001);
        assertThat(working.rateBp()).isEqualTo(3_333);
        assertThat(working.wholeMinor()).isEqualTo(666);
        assertThat(working.rest()).isEqualTo(9_333);
        assertThat(working.rawMinor()).isEqualTo(667);
        assertThat(working.lines()).containsExactly(
                new Explanation.LineWorking(1, 1_000, 333, 334, true, false),
                new Explanation.LineWorking(2, 1_000, 333, 333, false, false),
                new Explanation.LineWorking(3, 1, 0, 0, false, false));
    }

    @Test
    @DisplayName("every clause: what it asks, what there was, on the amounts at the entry of the phase")
    void everyClause() {
        Condition when = new Condition.Any(List.of(new Condition.FirstOrder(), new Condition.All(List.of(
                new Condition.SpendAtLeast(Selector.ALL, 900), new Condition.Not(new Condition.GroupOf(2)),
                new Condition.InCohort("koc")))));
        Rule first = rule(1, Phase.LINE, Condition.ALWAYS, new Effect.UnitOff(200, null, Selector.ALL), Stacking.FREE);
        Rule second = rule(2, Phase.ORDER, when, new Effect.AmountOff(5, Selector.ALL), Stacking.COUPON);
        Explanation told = Pricing.explain(Shop.rules(first, second),
                ask(alone(line(1, 110, 1, 1_000)), Buyer.unknown()));
        Explanation.Item item = told.items().getLast();
        assertThat(item.groups()).containsExactly("coupon: BEST 1");
        assertThat(item.working()).isNull();
        Explanation.Clause any = Objects.requireNonNull(item.clause());
        assertThat(any.holds()).isFalse();
        Explanation.Clause all = any.parts().getLast();
        assertThat(all.parts()).extracting(clause -> clause.is() + " " + clause.subject() + " " + clause.holds() + " "
                + clause.actual() + "/" + clause.required()).containsExactly("SpendAtLeast  false 800/900",
                        "Not  true 1/1", "InCohort koc false 0/1");
    }

    @Test
    @DisplayName("one sentence for a line, in both languages")
    void oneSentence() {
        Rule half = rule(1, Phase.LINE, Condition.ALWAYS, new Effect.NthUnit(2, 5_000, null, Selector.ALL),
                Stacking.FREE).named("第2件半价", "2nd half price");
        Quote quote = Pricing.price(Shop.rules(half), ask(alone(line(1, 110, 2, 5_000)), Buyer.unknown()));
        QuoteLine line = quote.lines().getFirst();
        assertThat(LineStory.of(quote, line, Language.ZH)).isEqualTo("标价 ¥100.00，「第2件半价」减 ¥25.00，实付 ¥75.00");
        assertThat(LineStory.of(quote, line, Language.EN))
                .isEqualTo("List price ¥100.00, ¥25.00 off by \"2nd half price\", to pay ¥75.00");
        Quote plain = Pricing.price(RuleSet.empty(), ask(alone(line(1, 110, 1, 5_000)), Buyer.unknown()));
        assertThat(LineStory.of(plain, plain.lines().getFirst(), Language.EN)).isEqualTo("List price ¥50.00");
    }

    @Test
    @DisplayName("whatever is drawn: the explanation is of the same quote, and accounts for every fen of it")
    void everyDrawnQuoteIsExplained() {
        Seeds.run(3_000, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest ask = Shop.drawAsk(random, rules);
            Quote quote = Pricing.price(rules, ask);
            Explanation told = Pricing.explain(rules, ask);
            assertThat(told.quote()).isEqualTo(quote);
            for (Explanation.Item item : told.items()) {
                Explanation.Working working = item.working();
                assertThat(working != null || !item.reason().applied() || item.reason().kind() == Kind.FREIGHT)
                        .isTrue();
                if (working != null) {
                    assertThat(working.takenMinor()).isEqualTo(item.reason().amountMinor());
                    assertThat(working.takenMinor()).isLessThanOrEqualTo(working.rawMinor());
                    long onLines = working.lines().stream().mapToLong(Explanation.LineWorking::takenMinor).sum();
                    assertThat(onLines == working.takenMinor() || onLines == 0).isTrue();
                    assertThat(Objects.requireNonNullElse(item.clause(),
                            new Explanation.Clause("", "", true, 0, 0, List.of())).holds()).isTrue();
                }
                if (working != null && working.rateBp() != null) {
                    assertThat(working.rawMinor()).isEqualTo(working.wholeMinor() + (working.rest() >= 5_000 ? 1 : 0));
                }
            }
            for (QuoteLine line : quote.lines()) {
                assertThat(LineStory.of(quote, line, Language.ZH)).contains("标价");
            }
        });
    }
}
