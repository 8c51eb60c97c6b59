package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.alone;
import static io.tuanzi.promotion.quote.Shop.ask;
import static io.tuanzi.promotion.quote.Shop.line;
import static io.tuanzi.promotion.quote.Shop.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.Capability;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every effect on a cart one can reckon by hand. */
class EffectStoryTest {

    private static final Selector BOOKS = Selector.categories(1L);
    private static final Selector TOYS = Selector.categories(2L);

    private static Quote priced(Effect effect, CartLine... lines) {
        return priced(Condition.ALWAYS, effect, lines);
    }

    private static Quote priced(Condition when, Effect effect, CartLine... lines) {
        Phase phase = effect instanceof Effect.StepOff || effect instanceof Effect.EveryOff ? Phase.ORDER : Phase.LINE;
        return Pricing.price(rules(Shop.rule(5, phase, when, effect, Stacking.FREE)), ask(alone(lines),
                Buyer.unknown()));
    }

    private static String why(Quote quote) {
        return quote.reasons().getFirst().zh();
    }

    private static void takes(Quote quote, String zh, Long... byLine) {
        assertThat(quote.lines()).extracting(QuoteLine::discountMinor).containsExactly(byLine);
        assertThat(why(quote)).isEqualTo(zh);
    }

    @Test
    @Capability("PRM-10")
    @DisplayName("PRM-10 full reduction by steps: the highest step reached, and what the next one takes")
    void ladder() {
        Effect ladder = new Effect.StepOff(List.of(new Effect.Step(10_000, 1_000), new Effect.Step(20_000, 3_000)),
                Selector.ALL);
        Quote below = priced(ladder, line(1, 110, 1, 8_800));
        takes(below, "满 ¥100.00 可用，还差 ¥12.00", 0L);
        assertThat(Objects.requireNonNull(below.nextStep()).zh()).isEqualTo("再买 ¥12.00 可减 ¥10.00");
        Quote first = priced(ladder, line(1, 110, 1, 12_000), line(2, 210, 1, 3_000));
        takes(first, "满 ¥100.00 立减 ¥10.00", 800L, 200L);
        assertThat(Objects.requireNonNull(first.nextStep()).zh()).isEqualTo("再买 ¥50.00 可减 ¥20.00");
        Quote second = priced(ladder, line(1, 110, 1, 50_000));
        takes(second, "满 ¥200.00 立减 ¥30.00", 3_000L);
        assertThat(second.nextStep()).isNull();
    }

    @Test
    @DisplayName("PRM-10 full reduction every so much, up to its cap")
    void everySoMuch() {
        Effect every = new Effect.EveryOff(10_000, 1_000, 2_000L, Selector.ALL);
        takes(priced(every, line(1, 110, 1, 19_999)), "满 ¥100.00 立减 ¥10.00", 1_000L);
        assertThat(Objects.requireNonNull(priced(every, line(1, 110, 1, 19_999)).nextStep()).en())
                .isEqualTo("Add ¥0.01 to save ¥10.00");
        Quote capped = priced(every, line(1, 110, 1, 45_000));
        takes(capped, "已达上限，立减 ¥20.00", 2_000L);
        assertThat(capped.nextStep()).isNull();
    }

    @Test
    @DisplayName("the second at half price: pairs go together dearest first")
    void secondAtHalfPrice() {
        Effect second = new Effect.NthUnit(2, 5_000, null, BOOKS);
        takes(priced(second, line(1, 110, 1, 10_000)), "满 2 件可用，还差 1 件", 0L);
        takes(priced(second, line(1, 110, 2, 10_001), line(2, 210, 1, 1)), "1 件享优惠，立减 ¥50.01", 5_001L, 0L);
        takes(priced(second, line(1, 110, 2, 10_000), line(2, 120, 2, 1_000)), "2 件享优惠，立减 ¥55.00", 5_000L, 500L);
        takes(priced(second, line(1, 110, 3, 10_000), line(2, 120, 3, 1_000)), "3 件享优惠，立减 ¥60.00", 5_000L, 1_000L);
        takes(priced(new Effect.NthUnit(2, 5_000, 1, BOOKS), line(1, 110, 99_999, 100)), "1 件享优惠，立减 ¥0.50", 50L);
    }

    @Test
    @DisplayName("any three for a price: the dearest together, and no set that would cost more")
    void anyThreeForAPrice() {
        Effect three = new Effect.SetPrice(List.of(new Effect.Part(3, BOOKS)), 9_900, null);
        takes(priced(three, line(1, 110, 2, 5_000)), "满 3 件可用，还差 1 件", 0L);
        takes(priced(three, line(1, 110, 2, 5_000), line(2, 120, 2, 3_000)), "凑成 1 套，立减 ¥31.00", 2_385L, 715L);
        takes(priced(three, line(1, 110, 3, 5_000), line(2, 120, 3, 3_000)), "凑成 1 套，立减 ¥51.00", 5_100L, 0L);
        takes(priced(three, line(1, 110, 9, 5_000)), "凑成 3 套，立减 ¥153.00", 15_300L);
        takes(priced(three, line(1, 110, 3, 3_300)), "没有可优惠的金额", 0L);
    }

    @Test
    @DisplayName("buy two get one: of every three the cheapest is free, as often as it fits")
    void buyTwoGetOne() {
        Effect get = new Effect.BuyGet(2, 1, 10_000, null, BOOKS, BOOKS);
        takes(priced(get, line(1, 110, 2, 900)), "满 3 件可用，还差 1 件", 0L);
        takes(priced(get, line(1, 110, 3, 900), line(2, 120, 3, 500)), "2 件享优惠，立减 ¥14.00", 900L, 500L);
        takes(priced(get, line(1, 110, 99_999, 300)), "33333 件享优惠，立减 ¥99,999.00", 9_999_900L);
    }

    @Test
    @DisplayName("buy of one kind, get of another: the cheapest is given, and nothing is both bought and given")
    void buyOneGetAnother() {
        Effect get = new Effect.BuyGet(2, 1, 10_000, null, BOOKS, TOYS);
        takes(priced(get, line(1, 110, 4, 900), line(2, 210, 1, 800), line(3, 220, 3, 500)),
                "2 件享优惠，立减 ¥10.00", 0L, 0L, 1_000L);
        takes(priced(get, line(1, 110, 4, 900)), "优惠商品还差 1 件", 0L);
        takes(priced(get, line(1, 110, 1, 900), line(2, 210, 1, 800)), "满 2 件可用，还差 1 件", 0L, 0L);
        Effect any = new Effect.BuyGet(1, 1, 10_000, null, Selector.ALL, TOYS);
        takes(priced(any, line(1, 110, 1, 900), line(2, 210, 1, 800)), "1 件享优惠，立减 ¥8.00", 0L, 800L);
        takes(priced(any, line(1, 210, 3, 800)), "1 件享优惠，立减 ¥8.00", 800L);
        takes(priced(any, line(1, 210, 1, 800)), "满 2 件可用，还差 1 件", 0L);
    }

    @Test
    @DisplayName("a set of different goods for a price, as often as it is whole and saves")
    void setForAPrice() {
        Effect set = new Effect.SetPrice(List.of(new Effect.Part(1, Selector.ALL), new Effect.Part(2, TOYS)), 1_000,
                null);
        takes(priced(set, line(1, 110, 1, 900), line(2, 210, 2, 500)), "凑成 1 套，立减 ¥9.00", 426L, 474L);
        takes(priced(set, line(1, 110, 1, 900), line(2, 210, 1, 500)), "套装内商品还差 1 件", 0L, 0L);
        takes(priced(set, line(1, 210, 6, 500)), "凑成 2 套，立减 ¥10.00", 1_000L);
        takes(priced(new Effect.SetPrice(List.of(new Effect.Part(1, Selector.ALL), new Effect.Part(2, TOYS)), 1_000,
                1), line(1, 210, 6, 500)), "凑成 1 套，立减 ¥5.00", 500L);
    }

    @Test
    @Capability("PRM-09")
    @DisplayName("PRM-09 PRM-51 so much off each, a price for a time that ends by itself, and an add-on at its price")
    void pricesOfUnits() {
        takes(priced(new Effect.UnitOff(300, null, BOOKS), line(1, 110, 3, 1_000), line(2, 120, 2, 200)),
                "5 件享优惠，立减 ¥13.00", 900L, 400L);
        takes(priced(new Effect.UnitOff(300, 2, BOOKS), line(1, 110, 1, 1_000), line(2, 120, 2, 900)),
                "2 件享优惠，立减 ¥6.00", 300L, 300L);
        takes(priced(new Effect.UnitPrice(700, null, BOOKS), line(1, 110, 3, 1_000), line(2, 120, 2, 600)),
                "3 件享优惠，立减 ¥9.00", 900L, 0L);
        Condition spend = new Condition.SpendAtLeast(BOOKS, 5_000);
        Effect addOn = new Effect.UnitPrice(990, 1, TOYS);
        takes(priced(spend, addOn, line(1, 110, 1, 5_000), line(2, 210, 2, 3_990)), "1 件享优惠，立减 ¥30.00", 0L, 3_000L);
        takes(priced(spend, addOn, line(1, 110, 1, 4_000), line(2, 210, 2, 3_990)), "满 ¥50.00 可用，还差 ¥10.00", 0L, 0L);
        Rule timed = Shop.rule(5, Phase.PRICE, Condition.ALWAYS, new Effect.UnitPrice(700, null, BOOKS), Stacking.FREE)
                .scheduled(new Schedule(null, Shop.NOW.plusSeconds(1)), 0);
        QuoteRequest now = ask(alone(line(1, 110, 1, 1_000)), Buyer.unknown());
        QuoteRequest then = new QuoteRequest(now.cart(), now.buyer(), now.coupons(), now.destination(), now.hints(),
                Shop.NOW.plusSeconds(1));
        assertThat(Pricing.price(rules(timed), now).totalMinor()).isEqualTo(700);
        assertThat(Pricing.price(rules(timed), now).used().validUntil()).isEqualTo(then.at());
        assertThat(Pricing.price(rules(timed), then).totalMinor()).isEqualTo(1_000);
    }

    @Test
    @DisplayName("PRM-26 a price for members competes line by line with their percentage and with the group's price")
    void priceForMembers() {
        Rule price = Shop.rule(6, Phase.PRICE, new Condition.InCohort("seed"), new Effect.UnitPrice(900, null, BOOKS),
                Stacking.BETTER_BASE_PRICE);
        RuleSet both = rules(price, Shop.lifetime(Stacking.BETTER_BASE_PRICE, Phase.PRICE));
        Quote quote = Pricing.price(both, ask(alone(line(1, 110, 2, 1_000), line(2, 120, 1, 1_200)), Shop.seedUser()));
        assertThat(quote.lines()).extracting(QuoteLine::payableMinor).containsExactly(1_600L, 900L);
    }

    @Test
    @DisplayName("a gift comes with the order and costs nothing")
    void giftLine() {
        Effect gift = new Effect.Gift(901, 1, 2, 2, BOOKS);
        Quote quote = priced(gift, line(1, 110, 5, 1_000));
        assertThat(quote.gifts()).containsExactly(new GiftLine(Kind.DISCOUNT, 5, 901, 2));
        assertThat(quote.totalMinor()).isEqualTo(5_000);
        takes(quote, "赠 2 件", 0L);
        assertThat(priced(gift, line(1, 110, 1, 1_000)).gifts()).isEmpty();
        Quote once = priced(new Effect.Gift(901, 3, 0, null, BOOKS), line(1, 110, 1, 1_000));
        assertThat(once.gifts()).containsExactly(new GiftLine(Kind.DISCOUNT, 5, 901, 3));
        assertThat(once.fingerprint()).isNotEqualTo(quote.fingerprint());
    }

    @Test
    @DisplayName("PRM-04 no promotion pushes a line below its floor, and the reason says so")
    void floors() {
        CartLine kept = line(1, 110, 1, 1_000).withFloor(900);
        CartLine free = line(2, 120, 1, 1_000);
        takes(priced(new Effect.PercentOff(2_000, null, Selector.ALL), kept, free), "已到最低售价，立减 ¥3.00", 100L, 200L);
        takes(priced(new Effect.AmountOff(500, Selector.ALL), kept, free), "¥20.00 立减 ¥5.00", 100L, 400L);
        takes(priced(new Effect.AmountOff(1_500, Selector.ALL), kept, free), "已到最低售价，立减 ¥11.00", 100L, 1_000L);
        takes(priced(new Effect.UnitPrice(500, null, Selector.ALL), kept), "已到最低售价，立减 ¥1.00", 100L);
        takes(priced(new Effect.AmountOff(500, Selector.ALL), kept.withFloor(2_000)), "没有可优惠的金额", 0L);
    }

    @Test
    void effectsNobodyMeansAreRefused() {
        refused(() -> new Effect.StepOff(List.of(), Selector.ALL));
        refused(() -> new Effect.StepOff(List.of(new Effect.Step(5, 5), new Effect.Step(5, 6)), Selector.ALL));
        refused(() -> new Effect.StepOff(List.of(new Effect.Step(5, 5), new Effect.Step(6, 5)), Selector.ALL));
        refused(() -> new Effect.EveryOff(5, 6, null, Selector.ALL));
        refused(() -> new Effect.EveryOff(5, 0, null, Selector.ALL));
        refused(() -> new Effect.EveryOff(5, 2, 1L, Selector.ALL));
        refused(() -> new Effect.UnitOff(0, null, Selector.ALL));
        refused(() -> new Effect.UnitOff(1, 0, Selector.ALL));
        refused(() -> new Effect.UnitPrice(-1, null, Selector.ALL));
        refused(() -> new Effect.NthUnit(1, 5_000, null, Selector.ALL));
        refused(() -> new Effect.NthUnit(2, 10_001, null, Selector.ALL));
        refused(() -> new Effect.BuyGet(0, 1, 5_000, null, Selector.ALL, Selector.ALL));
        refused(() -> new Effect.SetPrice(List.of(), 5, null));
        refused(() -> new Effect.SetPrice(List.of(new Effect.Part(0, Selector.ALL)), 5, null));
        refused(() -> new Effect.Gift(1, 0, 0, null, Selector.ALL));
        refused(() -> line(1, 1, 1, 1).withFloor(-1));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a return that is priced again gives back what was paid less what the rest costs, and all in the end")
    void returnsPricedAgain() {
        long paid = 27_000; // 6 at ¥50.00, 10 % off from ¥300.00 on
        assertThat(Refunds.again(paid, 4_500, 25_000, 0)).isEqualTo(2_000);
        assertThat(Refunds.again(paid, 22_500, 5_000, 2_000)).isEqualTo(20_000);
        assertThat(Refunds.again(paid, paid, 0, 22_000)).isEqualTo(5_000);
        assertThat(Refunds.policy(RefundPolicy.CLAW_BACK, true)).isEqualTo(RefundPolicy.PRORATE);
        assertThat(Refunds.policy(RefundPolicy.CLAW_BACK, false)).isEqualTo(RefundPolicy.CLAW_BACK);
        assertThat(Refunds.restOfSets(10_000, 501, 2, 1)).isEqualTo(9_750);
    }

    @Test
    @DisplayName("the wording of every effect is made from its data")
    void wording() {
        said(new Effect.StepOff(List.of(new Effect.Step(100, 10), new Effect.Step(200, 30)), Selector.ALL), null,
                "满 ¥1.00 减 ¥0.10，满 ¥2.00 减 ¥0.30", "¥0.10 off from ¥1.00, ¥0.30 off from ¥2.00");
        said(new Effect.EveryOff(100, 10, 20L, Selector.ALL), null, "每满 ¥1.00 减 ¥0.10，最多减 ¥0.20",
                "¥0.10 off every ¥1.00, at most ¥0.20");
        said(new Effect.NthUnit(2, 5_000, null, Selector.ALL), null, "第 2 件半价", "every 2nd item 50% off");
        said(new Effect.BuyGet(2, 1, 10_000, 3, BOOKS, BOOKS), null, "买 2 件送 1 件，最多 3 次，限指定商品",
                "buy 2, get 1 free, at most 3 times; certain products only");
        said(new Effect.SetPrice(List.of(new Effect.Part(3, Selector.ALL)), 9_900, null), null, "任选 3 件 ¥99.00",
                "any 3 for ¥99.00");
        said(new Effect.UnitPrice(990, 1, Selector.ALL), 9_900L, "满 ¥99.00，每件 ¥9.90，最多 1 件",
                "From ¥99.00: ¥9.90 each, at most 1 items");
        said(new Effect.UnitOff(300, null, Selector.ALL), null, "每件直降 ¥3.00", "¥3.00 off each");
        said(new Effect.Gift(1, 1, 0, null, Selector.ALL), 9_900L, "满 ¥99.00，赠 1 件赠品", "From ¥99.00: 1 gift");
    }

    private static void said(Effect effect, @Nullable Long from, String zh, String en) {
        Condition when = from == null ? Condition.ALWAYS : new Condition.SpendAtLeast(Selector.ALL, from);
        Rule rule = Shop.rule(5, Phase.ORDER, when, effect, Stacking.FREE);
        assertThat(Wording.in(io.tuanzi.platform.text.Language.ZH).sentence(rule)).isEqualTo(zh);
        assertThat(Wording.in(io.tuanzi.platform.text.Language.EN).sentence(rule)).isEqualTo(en);
    }

    @Test
    @DisplayName("a sum divided over lines gives every fen to somebody, whatever is taken after it")
    void effectsOneAfterTheOther() {
        Rule first = Shop.rule(1, Phase.LINE, Condition.ALWAYS, new Effect.NthUnit(2, 5_000, null, Selector.ALL),
                Stacking.FREE);
        Rule second = Shop.rule(2, Phase.LINE, Condition.ALWAYS, new Effect.UnitPrice(333, null, Selector.ALL),
                new Stacking("", false, Set.of()));
        Quote quote = Pricing.price(rules(first, second), ask(alone(line(1, 110, 3, 401)), Buyer.unknown()));
        assertThat(quote.lines().getFirst().shares()).extracting(Share::amountMinor).containsExactly(201L, 3L);
        assertThat(quote.totalMinor()).isEqualTo(999);
    }
}
