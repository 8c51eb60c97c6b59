package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.line;
import static io.tuanzi.promotion.quote.Shop.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.promotion.quote.RuleCheck.Code;
import io.tuanzi.promotion.quote.Stacking.Level;
import io.tuanzi.promotion.quote.Stacking.Mode;
import io.tuanzi.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is found of a rule before it is saved; what is found is true of every cart drawn. */
class RuleCheckTest {

    private static final Effect OFF = new Effect.AmountOff(100, Selector.ALL);
    private static final Selector BOOKS = Selector.categories(1L);

    private static Rule when(Condition condition) {
        return rule(1, Phase.ORDER, condition, OFF, Stacking.FREE);
    }

    private static List<Code> found(Rule rule, Rule... others) {
        return RuleCheck.of(rule, List.of(others), List.of(), Shop.NOW).stream().map(RuleCheck.Finding::code).toList();
    }

    private static Condition all(Condition... parts) {
        return new Condition.All(List.of(parts));
    }

    private static Condition not(Condition part) {
        return new Condition.Not(part);
    }

    @Test
    @DisplayName("conditions that contradict each other are refused")
    void neverHolds() {
        Condition seed = new Condition.InCohort("seed");
        for (Condition never : List.of(all(seed, not(seed)), not(Condition.ALWAYS),
                all(new Condition.BoughtAlone(), new Condition.GroupOf(3)),
                all(new Condition.GroupOf(5), not(new Condition.GroupOf(3))),
                all(not(new Condition.BoughtAlone()), not(new Condition.GroupOf(2))),
                all(new Condition.SpendAtLeast(BOOKS, 200), not(new Condition.SpendAtLeast(Selector.ALL, 100))),
                all(new Condition.UnitsAtLeast(BOOKS, 3), not(new Condition.UnitsAtLeast(BOOKS, 3))),
                all(new Condition.RegionIn(Set.of("44")), new Condition.RegionIn(Set.of("65", "5401"))),
                all(new Condition.RegionIn(Set.of("4401")), not(new Condition.RegionIn(Set.of("44")))),
                new Condition.RegionIn(Set.of()), not(new Condition.UnitsAtLeast(Selector.ALL, 1)),
                all(new Condition.Any(List.of(seed, new Condition.FirstOrder())), not(seed),
                        not(new Condition.FirstOrder())))) {
            assertThat(found(when(never))).as(never.toString()).containsExactly(Code.NEVER_HOLDS);
            assertThat(RuleCheck.alone(when(never)).getFirst().refuses()).isTrue();
        }
        for (Condition may : List.of(seed, not(seed), all(seed, new Condition.GroupOf(3)),
                all(new Condition.SpendAtLeast(Selector.ALL, 200), not(new Condition.SpendAtLeast(BOOKS, 100))),
                all(new Condition.RegionIn(Set.of("44")), new Condition.RegionIn(Set.of("4401"))))) {
            assertThat(found(when(may))).as(may.toString()).isEmpty();
        }
    }

    @Test
    @DisplayName("conditions that ask for nothing are told")
    void alwaysHolds() {
        for (Condition always : List.of(new Condition.SpendAtLeast(Selector.ALL, 0),
                new Condition.UnitsAtLeast(Selector.ALL, 1), new Condition.Any(List.of(new Condition.BoughtAlone(),
                        new Condition.GroupOf(2))), not(all(new Condition.FirstOrder(),
                                not(new Condition.FirstOrder()))))) {
            assertThat(found(when(always))).as(always.toString()).containsExactly(Code.ALWAYS_HOLDS);
        }
        assertThat(found(when(Condition.ALWAYS))).isEmpty();
    }

    @Test
    @DisplayName("a rule that another always beats, one that is over, and one that goes on top of another")
    void besideOthers() {
        Stacking group = Stacking.within(new Level("g", Mode.BEST, 1));
        Rule weak = rule(5, Phase.ORDER, new Condition.InCohort("seed"), OFF, group);
        Rule strong = rule(6, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(200, Selector.ALL), group);
        assertThat(found(weak, strong)).containsExactly(Code.UNREACHABLE);
        assertThat(found(strong, weak)).isEmpty();
        assertThat(found(weak, strong.limited(1))).isEmpty();
        assertThat(found(weak, strong.scheduled(new Schedule(Shop.NOW, null), 0))).isEmpty();
        assertThat(found(weak.scheduled(new Schedule(null, Shop.NOW), 0))).containsExactly(Code.ENDED);
        Rule free = rule(7, Phase.ORDER, Condition.ALWAYS, OFF, Stacking.FREE);
        assertThat(found(free, weak)).containsExactly(Code.COLLIDES);
        assertThat(found(free.scheduled(new Schedule(null, Shop.NOW.plusSeconds(9)), 0),
                weak.scheduled(new Schedule(Shop.NOW.plusSeconds(9), null), 0))).isEmpty();
        Rule books = rule(8, Phase.LINE, Condition.ALWAYS, new Effect.UnitOff(1, null, BOOKS), Stacking.FREE);
        Rule toys = rule(9, Phase.LINE, Condition.ALWAYS, new Effect.UnitOff(1, null, Selector.categories(2L)),
                Stacking.FREE);
        assertThat(found(books, toys)).isEmpty();
        Rule otherwise = rule(10, Phase.ORDER, Condition.ALWAYS, OFF, Stacking.within(new Level("g", Mode.ALL, 1)));
        assertThat(found(otherwise, weak)).containsExactly(Code.OTHER_GROUP);
    }

    @Test
    @DisplayName("PRM-04 goods that would fall below their floor are named")
    void belowTheFloor() {
        Rule half = rule(1, Phase.ORDER, Condition.ALWAYS, new Effect.PercentOff(5_000, null, BOOKS), Stacking.FREE);
        List<CartLine> goods = List.of(line(1, 110, 1, 1_000).withFloor(501), line(2, 120, 1, 1_000).withFloor(500),
                line(3, 210, 1, 1_000).withFloor(900));
        assertThat(RuleCheck.of(half, List.of(), goods, Shop.NOW)).singleElement()
                .satisfies(finding -> assertThat(finding.otherId()).isEqualTo(110));
    }

    @Test
    @DisplayName("whatever is drawn: what is called impossible never holds, what is called certain always does")
    void whatIsFoundIsTrue() {
        Seeds.run(4_000, random -> {
            RuleSet rules = Shop.drawRules(random);
            QuoteRequest ask = Shop.drawAsk(random, rules);
            CartLine[] lines = ask.cart().lines().toArray(CartLine[]::new);
            long[] net = ask.cart().lines().stream().mapToLong(CartLine::listMinor).toArray();
            Eligibility entry = new Eligibility(ask, lines, net);
            for (Rule rule : rules.rules()) {
                boolean holds = entry.unmet(rule.condition()).isEmpty();
                assertThat(!holds || Truth.possible(rule.condition())).isTrue();
                assertThat(holds || !Truth.certain(rule.condition())).isTrue();
                for (Rule other : rules.rules()) {
                    assertThat(!holds || !Truth.implies(rule.condition(), other.condition())
                            || entry.unmet(other.condition()).isEmpty()).isTrue();
                }
            }
        });
    }

    @Test
    @DisplayName("whatever is drawn: what is called unreachable can be taken away and changes no price")
    void theUnreachableChangesNothing() {
        Seeds.run(4_000, random -> {
            List<Rule> drawn = new ArrayList<>();
            Stacking group = Stacking.within(new Level("g", random.nextBoolean() ? Mode.BEST : Mode.FIRST, 1));
            for (int id = 1; id <= 3; id++) {
                Effect effect = random.nextBoolean() ? new Effect.AmountOff(1 + random.nextInt(900), Selector.ALL)
                        : new Effect.PercentOff(1 + random.nextInt(9_000), null, Selector.ALL);
                Condition when = random.nextBoolean() ? Condition.ALWAYS
                        : new Condition.SpendAtLeast(Selector.ALL, random.nextInt(3_000));
                drawn.add(rule(id, Phase.ORDER, when, effect, group));
            }
            RuleSet all = new RuleSet(1, drawn, List.of());
            QuoteRequest ask = Shop.drawAsk(random, all);
            for (Rule rule : drawn) {
                if (found(rule, drawn.toArray(Rule[]::new)).contains(Code.UNREACHABLE)) {
                    RuleSet without = new RuleSet(1, drawn.stream().filter(other -> other != rule).toList(),
                            List.of());
                    assertThat(Pricing.price(without, ask).lines()).extracting(QuoteLine::payableMinor)
                            .isEqualTo(Pricing.price(all, ask).lines().stream().map(QuoteLine::payableMinor).toList());
                }
            }
        });
    }
}
