package io.tuanzi.promotion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.quote.Stacking;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules are read as they were written, those of earlier versions too. */
class RuleJsonTest {

    @Test
    void everyEffectIsReadAsItWasWritten() {
        Selector books = Selector.categories(1L);
        for (Effect effect : List.of(new Effect.PercentOff(100, 5L, books), new Effect.AmountOff(5, Selector.ALL),
                new Effect.StepOff(List.of(new Effect.Step(100, 10), new Effect.Step(200, 30)), books),
                new Effect.EveryOff(100, 10, null, books), new Effect.UnitOff(5, 2, books),
                new Effect.UnitPrice(0, null, books), new Effect.NthUnit(2, 5_000, 1, books),
                new Effect.BuyGet(2, 1, 10_000, null, books, Selector.ALL),
                new Effect.SetPrice(List.of(new Effect.Part(1, books), new Effect.Part(2, Selector.ALL)), 990, 3),
                new Effect.Gift(901, 1, 0, null, books), new Effect.FreeShipping(null))) {
            assertThat(RuleJson.effect(RuleJson.write(effect))).isEqualTo(effect);
        }
    }

    @Test
    void rulesOfEarlierVersionsMeanWhatTheyMeant() {
        assertThat(RuleJson.stacking("{\"group\": \"base-price\", \"perLine\": true, \"notWith\": []}"))
                .isEqualTo(Stacking.BETTER_BASE_PRICE);
        Stacking best = Stacking.within(new Stacking.Level("o", Stacking.Mode.BEST, 1),
                new Stacking.Level("i", Stacking.Mode.ALL, 1));
        assertThat(RuleJson.stacking(RuleJson.write(best))).isEqualTo(best);
        assertThat(RuleJson.stacking("{\"group\": \"\", \"perLine\": false}")).isEqualTo(Stacking.FREE);
        assertThat(RuleJson.effect("{\"is\": \"PercentOff\", \"offBp\": 2000, \"target\": {}}"))
                .isEqualTo(new Effect.PercentOff(2_000, null, Selector.ALL));
    }
}
