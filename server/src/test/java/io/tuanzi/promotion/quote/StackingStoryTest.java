package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.alone;
import static io.tuanzi.promotion.quote.Shop.ask;
import static io.tuanzi.promotion.quote.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.promotion.quote.Stacking.Level;
import io.tuanzi.promotion.quote.Stacking.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How rules go together: all, the first, the best or the least, on the cart and on lines, groups within groups. */
class StackingStoryTest {

    private static Rule off(long id, long minor, Stacking stacking) {
        return Shop.rule(id, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(minor, Selector.ALL), stacking);
    }

    private static Quote priced(long priceMinor, Rule... rules) {
        return Pricing.price(Shop.rules(rules), ask(alone(line(1, 110, 1, priceMinor)), Buyer.unknown()));
    }

    private static String told(Quote quote) {
        return quote.reasons().stream().map(r -> r.ruleId() + " " + r.whys().getLast().code())
                .collect(Collectors.joining(", "));
    }

    @Test
    @DisplayName("PRM-14 a group lets all, the first, the best or the least of its rules take")
    void modes() {
        for (Mode mode : Mode.values()) {
            Stacking group = Stacking.within(new Level("g", mode, 1));
            Quote quote = priced(10_000, off(1, 200, group), off(2, 300, group), off(3, 100, group));
            assertThat(quote.discountMinor()).as(mode.name()).isEqualTo(switch (mode) {
                case ALL -> 600;
                case FIRST -> 200;
                case BEST -> 300;
                case LEAST -> 100;
            });
        }
    }

    @Test
    @DisplayName("the best two of three, whatever their order")
    void bestTwo() {
        Stacking group = Stacking.within(new Level("g", Mode.BEST, 2));
        Quote quote = priced(10_000, off(1, 100, group), off(2, 300, group), off(3, 200, group));
        assertThat(quote.discountMinor()).isEqualTo(500);
        assertThat(told(quote)).isEqualTo("2 APPLIED, 3 APPLIED, 1 LOST_TO");
    }

    @Test
    @DisplayName("a group within a group competes as one")
    void groupsWithinGroups() {
        Level outer = new Level("o", Mode.BEST, 1);
        Stacking both = Stacking.within(outer, new Level("both", Mode.ALL, 1));
        Stacking single = Stacking.within(outer);
        Quote together = priced(10_000, off(1, 200, both), off(2, 300, single), off(3, 150, both));
        assertThat(told(together)).isEqualTo("1 APPLIED, 3 APPLIED, 2 LOST_TO");
        assertThat(together.reasons().getLast().whys().getFirst().required()).isEqualTo(350);
        Quote alone = priced(10_000, off(1, 200, both), off(2, 360, single), off(3, 150, both));
        assertThat(told(alone)).isEqualTo("2 APPLIED, 1 LOST_TO, 3 LOST_TO");
    }

    @Test
    @DisplayName("what has applied in an earlier phase takes the place in its group")
    void laterPhases() {
        Stacking two = Stacking.within(new Level("g", Mode.FIRST, 2));
        Rule early = Shop.rule(9, Phase.LINE, Condition.ALWAYS, new Effect.UnitOff(50, null, Selector.ALL), two);
        Quote quote = priced(10_000, early, off(1, 200, two), off(2, 300, two));
        assertThat(told(quote)).isEqualTo("9 UNITS_LESS, 1 APPLIED, 2 EXCLUDED_BY");
        Stacking inner = Stacking.within(new Level("g", Mode.FIRST, 1), new Level("in", Mode.ALL, 1));
        Rule first = Shop.rule(9, Phase.LINE, Condition.ALWAYS, new Effect.UnitOff(50, null, Selector.ALL), inner);
        assertThat(told(priced(10_000, first, off(1, 200, inner), off(2, 300, inner))))
                .as("members of the group inside go on").isEqualTo("9 UNITS_LESS, 1 APPLIED, 2 APPLIED");
    }

    @Test
    @DisplayName("on lines the least, or the first, takes each line")
    void onLines() {
        for (Mode mode : List.of(Mode.LEAST, Mode.FIRST)) {
            Stacking lines = new Stacking("g", true, Set.of(), List.of(new Level("g", mode, 1)));
            Effect hundred = new Effect.UnitOff(100, null, Selector.ALL);
            Rule amount = Shop.rule(1, Phase.LINE, Condition.ALWAYS, hundred, lines);
            Rule share = Shop.rule(2, Phase.LINE, Condition.ALWAYS, new Effect.PercentOff(1_000, null, Selector.ALL),
                    lines);
            Quote quote = Pricing.price(Shop.rules(amount, share),
                    ask(alone(line(1, 110, 1, 500), line(2, 120, 1, 5_000)), Buyer.unknown()));
            assertThat(quote.lines()).extracting(QuoteLine::discountMinor)
                    .containsExactly(mode == Mode.LEAST ? 50L : 100L, 100L);
        }
    }

    @Test
    @DisplayName("the best several are exact up to 16, and beyond that the reason says greedy")
    void greedyBeyondSixteen() {
        Stacking group = Stacking.within(new Level("g", Mode.BEST, 2));
        List<Rule> rules = new ArrayList<>();
        for (int id = 1; id <= 16; id++) {
            rules.add(off(id, 100 + id, group));
        }
        Quote exact = priced(10_000, rules.toArray(Rule[]::new));
        assertThat(exact.discountMinor()).isEqualTo(116 + 115);
        rules.add(off(17, 90, group));
        Quote greedy = priced(10_000, rules.toArray(Rule[]::new));
        assertThat(greedy.discountMinor()).isEqualTo(116 + 115);
        assertThat(greedy.reasons().stream().filter(Reason::applied)).allMatch(r -> r.en().contains("greedy"));
        assertThat(exact.reasons()).noneMatch(r -> r.en().contains("greedy"));
    }

    @Test
    void groupsNobodyMeansAreRefused() {
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable made : List.<
                org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> new Level("", Mode.ALL, 1), () -> new Level("g", Mode.BEST, 0),
                () -> new Level("g", Mode.LEAST, 2), () -> new Stacking("", true, Set.of()),
                () -> new Stacking("a", false, Set.of(), List.of(new Level("b", Mode.ALL, 1))),
                () -> Stacking.within(new Level("a", Mode.ALL, 1), new Level("a", Mode.ALL, 1)))) {
            assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
