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
