package io.tuanzi.promotion.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.text.Language;
import io.tuanzi.testing.Seeds;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static final Wording ZH = Wording.in(Language.ZH);
    private static final Wording EN = Wording.in(Language.EN);

    private static Rule coupon(Condition when, Effect effect) {
        return Shop.rule(1, Phase.COUPON, when, effect, Stacking.COUPON);
    }

    @Test
    void saysWhatTheDataSays() {
        Rule plain = coupon(Condition.ALWAYS, new Effect.AmountOff(5_000, Selector.ALL));
        assertThat(ZH.sentence(plain)).isEqualTo("无门槛减 ¥50.00");
        assertThat(EN.sentence(plain)).isEqualTo("¥50.00 off");
        assertThat(ZH.value(plain)).isEqualTo("¥50.00");
        Rule first = coupon(new Condition.All(List.of(new Condition.FirstOrder(),
                new Condition.SpendAtLeast(Selector.ALL, 5_900))), new Effect.AmountOff(1_000, Selector.ALL));
        assertThat(ZH.sentence(first)).isEqualTo("满 ¥59.00 减 ¥10.00，仅限首单");
        assertThat(EN.sentence(first)).isEqualTo("¥10.00 off from ¥59.00; first order only");
        Rule percent = coupon(new Condition.SpendAtLeast(Selector.ALL, 100),
                new Effect.PercentOff(1_500, 2_000L, Selector.categories(3L)));
        assertThat(ZH.sentence(percent)).isEqualTo("满 ¥1.00 8.5折，最多减 ¥20.00，限指定商品");
        assertThat(EN.sentence(percent)).isEqualTo("15% off from ¥1.00, at most ¥20.00; certain products only");
        Rule either = coupon(new Condition.Any(List.of(new Condition.GroupOf(3),
                new Condition.Not(new Condition.RegionIn(Set.of("65"))))),
                new Effect.PercentOff(50, null, Selector.ALL));
        assertThat(ZH.sentence(either)).isEqualTo("9.95折，仅限 3 人及以上拼团或除外：限指定地区");
        assertThat(EN.value(either)).isEqualTo("0.5% off");
        assertThat(ZH.sentence(Shop.freeShippingOver(2, 8_800))).isEqualTo("满 ¥88.00 包邮");
        assertThat(ZH.sentence(Shop.freight(9_900L)))
                .isEqualTo("首 1 kg ¥10.00，每加 0.5 kg ¥2.00；另有 1 组地区单独计价；部分地区不配送；满 ¥99.00 包邮");
    }

    @Test
    void everyRuleCanBeSaidInBothLanguages() {
        Seeds.run(2_000, random -> {
            for (Rule rule : Shop.drawRules(random).rules()) {
                assertThat(ZH.sentence(rule)).isNotBlank().doesNotContain("null");
                assertThat(EN.sentence(rule)).isNotBlank().doesNotContain("null");
                assertThat(ZH.value(rule) + EN.value(rule)).doesNotContain("null");
            }
        });
    }
}
