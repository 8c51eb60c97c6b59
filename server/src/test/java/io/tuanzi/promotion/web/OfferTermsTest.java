package io.tuanzi.promotion.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.quote.Condition;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.web.OfferTerms.Buying;
import io.tuanzi.promotion.web.OfferTerms.Gives;
import io.tuanzi.promotion.web.OfferTerms.Goods;
import io.tuanzi.testing.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a form says becomes a rule and comes back as the same form; what a form cannot say is not shown as one. */
class OfferTermsTest {

    private static final Goods ALL = new Goods(List.of(), List.of(), List.of(), List.of());

    private static OfferTerms drawn(RandomGenerator random) {
        Gives gives = Gives.values()[random.nextInt(3)];
        boolean goods = random.nextBoolean();
        long threshold = random.nextBoolean() ? 0 : 1 + random.nextLong(100_000);
        Integer units = random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(9));
        boolean scoped = goods && (gives != Gives.FREE_SHIPPING || threshold > 0 || units != null);
        return new OfferTerms(gives, gives == Gives.AMOUNT ? 1 + random.nextLong(10_000) : null,
                gives == Gives.PERCENT ? 1 + random.nextInt(10_000) : null,
                gives == Gives.AMOUNT || random.nextBoolean() ? null : Long.valueOf(1 + random.nextInt(9_000)),
                threshold, units, scoped ? new Goods(List.of(3L, 9L), List.of(7L), List.of("HOME"), List.of(8L)) : ALL,
                random.nextBoolean(), random.nextBoolean() ? null : "SEED",
                random.nextBoolean() ? null : Buying.values()[random.nextInt(2)],
                random.nextBoolean() ? List.of() : List.of("11", "3301"));
    }

    @Test
    void aFormComesBackAsItWasFilledIn() {
        Seeds.run(2_000, random -> {
            OfferTerms terms = drawn(random);
            assertThat(OfferTerms.of(terms.effect(), terms.condition())).isEqualTo(terms);
        });
    }

    private static OfferTerms play(Gives gives, @Nullable Long amount, @Nullable Integer offBp, Goods goods,
            OfferTerms.Play play) {
        return new OfferTerms(gives, amount, offBp, null, gives == Gives.ADD_ON ? 9_900 : 0, null, goods, false, null,
                null, List.of(), play);
    }

    @Test
    void everyPlayComesBackAsItWasFilledIn() {
        Goods two = new Goods(List.of(), List.of(7L, 9L), List.of(), List.of());
        List<OfferTerms.Step> steps = List.of(new OfferTerms.Step(100, 10), new OfferTerms.Step(200, 30));
        for (OfferTerms terms : List.of(
                play(Gives.STEPS, null, null, ALL, new OfferTerms.Play(steps, null, null, null, null)),
                play(Gives.EVERY, 10L, null, ALL, new OfferTerms.Play(null, 100L, null, null, null)),
                play(Gives.UNIT_OFF, 10L, null, two, new OfferTerms.Play(null, null, null, null, 3)),
                play(Gives.UNIT_PRICE, 0L, null, two, new OfferTerms.Play(null, null, null, null, null)),
                play(Gives.NTH, null, 5_000, two, new OfferTerms.Play(null, null, 2, null, 1)),
                play(Gives.BUY_GET, null, 10_000, ALL, new OfferTerms.Play(null, null, 2, 1, null)),
                play(Gives.ANY_FOR, 9_900L, null, ALL, new OfferTerms.Play(null, null, 3, null, null)),
                play(Gives.SET, 9_900L, null, two, new OfferTerms.Play(null, null, null, null, null)),
                play(Gives.ADD_ON, 990L, null, two, new OfferTerms.Play(null, null, null, null, 1)))) {
            assertThat(OfferTerms.of(terms.effect(), terms.condition())).isEqualTo(terms);
        }
        refuses("steps", play(Gives.STEPS, null, null, ALL, new OfferTerms.Play(steps.reversed(), null, null, null,
                null)));
        refuses("everyMinor", play(Gives.EVERY, 10L, null, ALL, new OfferTerms.Play(null, null, null, null, null)));
        refuses("amountMinor", play(Gives.EVERY, 10L, null, ALL, new OfferTerms.Play(null, 9L, null, null, null)));
        refuses("units", play(Gives.NTH, null, 5_000, ALL, new OfferTerms.Play(null, null, 1, null, null)));
        refuses("given", play(Gives.BUY_GET, null, null, ALL, new OfferTerms.Play(null, null, 2, null, null)));
        refuses("productIds", play(Gives.SET, 10L, null, ALL, new OfferTerms.Play(null, null, null, null, null)));
        refuses("productIds", play(Gives.ADD_ON, 10L, null, ALL, new OfferTerms.Play(null, null, null, null, null)));
        refuses("most", play(Gives.UNIT_OFF, 10L, null, ALL, new OfferTerms.Play(null, null, null, null, 0)));
    }

    @Test
    void whatAFormCannotSayIsNotShownAsOne() {
        Effect off = new Effect.AmountOff(100, Selector.ALL);
        Condition first = new Condition.FirstOrder();
        assertThat(OfferTerms.of(off, new Condition.Any(List.of(first, new Condition.InCohort("SEED"))))).isNull();
        assertThat(OfferTerms.of(off, new Condition.Not(first))).isNull();
        assertThat(OfferTerms.of(off, new Condition.SpendAtLeast(Selector.products(3L), 100))).isNull();
        assertThat(OfferTerms.of(off, new Condition.GroupOf(5))).isNull();
        assertThat(OfferTerms.of(off, new Condition.All(List.of(new Condition.InCohort("A"),
                new Condition.InCohort("B"))))).isNull();
    }

    private static void refuses(String field, OfferTerms terms) {
        assertThatThrownBy(() -> {
            var unused = terms.effect();
            var unusedToo = terms.condition();
        }).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.field()).isEqualTo(field));
    }

    private static OfferTerms of(Gives gives, @Nullable Long amount, @Nullable Integer offBp, @Nullable Long most,
            long threshold) {
        return new OfferTerms(gives, amount, offBp, most, threshold, null, ALL, false, null, null, List.of());
    }

    @Test
    void whatIsWrongIsNamed() {
        refuses("amountMinor", of(Gives.AMOUNT, null, null, null, 0));
        refuses("amountMinor", of(Gives.AMOUNT, 0L, null, null, 0));
        refuses("offBp", of(Gives.PERCENT, null, null, null, 0));
        refuses("offBp", of(Gives.PERCENT, null, 10_001, null, 0));
        refuses("mostMinor", of(Gives.PERCENT, null, 100, -1L, 0));
        refuses("thresholdMinor", of(Gives.AMOUNT, 1L, null, null, -1));
        refuses("leastUnits", new OfferTerms(Gives.AMOUNT, 1L, null, null, 0, 0, ALL, false, null, null, List.of()));
        refuses("regions", new OfferTerms(Gives.AMOUNT, 1L, null, null, 0, null, ALL, false, null, null,
                List.of("北京")));
        refuses("goods.productIds", new OfferTerms(Gives.AMOUNT, 1L, null, null, 0, null,
                new Goods(List.of(), List.of(-1L), List.of(), List.of()), false, null, null, List.of()));
    }
}
