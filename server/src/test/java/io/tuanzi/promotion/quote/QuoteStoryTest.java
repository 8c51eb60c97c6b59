package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.alone;
import static io.tuanzi.promotion.quote.Shop.amountCoupon;
import static io.tuanzi.promotion.quote.Shop.ask;
import static io.tuanzi.promotion.quote.Shop.coupon;
import static io.tuanzi.promotion.quote.Shop.group;
import static io.tuanzi.promotion.quote.Shop.holder;
import static io.tuanzi.promotion.quote.Shop.line;
import static io.tuanzi.promotion.quote.Shop.rules;
import static io.tuanzi.promotion.quote.Shop.seedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.Capability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuoteStoryTest {

    private static Reason reason(Quote quote, long ruleId) {
        return quote.reasons().stream().filter(r -> r.ruleId() == ruleId).findFirst().orElseThrow();
    }

    @Test
    @Capability("GRP-16")
    @DisplayName("GRP-16 the same cup costs its single price alone and its group price in a group")
    void groupPriceStandsBesideTheSinglePrice() {
        CartLine cup = line(1, 110, 2, 12_800);
        Quote single = Pricing.price(RuleSet.empty(), ask(alone(cup), Buyer.unknown()));
        Quote inGroup = Pricing.price(RuleSet.empty(), ask(group(Map.of(110L, 9_900L), cup), Buyer.unknown()));
        assertThat(single.totalMinor()).isEqualTo(25_600);
        assertThat(inGroup.totalMinor()).isEqualTo(19_800);
        assertThat(inGroup.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.kind()).isEqualTo(Kind.GROUP_PRICE);
            assertThat(reason.amountMinor()).isEqualTo(5_800);
            assertThat(reason.ruleId()).isEqualTo(9001);
        });
        assertThat(inGroup.used().rules()).containsExactly(new Used.RuleUsed(Kind.GROUP_PRICE, 9001, 3));
    }

    @Test
    @DisplayName("PRM-12 a coupon below its threshold tells what is missing, above it it applies once")
    void couponTellsWhatIsMissing() {
        RuleSet rules = rules(amountCoupon(5, 10_000, 2_000));
        Quote below = Pricing.price(rules, ask(alone(line(1, 110, 1, 8_800)), holder(coupon(31, 5))));
        assertThat(below.totalMinor()).isEqualTo(8_800);
        assertThat(reason(below, 5).applied()).isFalse();
        assertThat(reason(below, 5).zh()).isEqualTo("满 ¥100.00 可用，还差 ¥12.00");
        NextStep step = Objects.requireNonNull(below.nextStep());
        assertThat(step.zh()).isEqualTo("再买 ¥12.00 可减 ¥20.00");
        assertThat(step.en()).isEqualTo("Add ¥12.00 to save ¥20.00");
        Quote above = Pricing.price(rules,
                ask(alone(line(1, 110, 1, 10_000)), holder(coupon(31, 5), coupon(32, 5))));
        assertThat(above.totalMinor()).isEqualTo(8_000);
        assertThat(above.used().couponIds()).containsExactly(31L);
        assertThat(above.used().validUntil()).isEqualTo(Shop.LATER);
        assertThat(above.reasons()).hasSize(2);
        assertThat(above.reasons().stream().filter(Reason::applied)).hasSize(1);
    }

    @Test
    @Capability("PRM-12")
    @DisplayName("PRM-12 percent coupon with a cap, category coupon, product coupon")
    void couponsOfEveryForm() {
        Rule percent = Shop.rule(5, Phase.COUPON, Condition.ALWAYS, new Effect.PercentOff(1_000, 500L, Selector.ALL),
                Stacking.COUPON);
        Rule category = Shop.rule(6, Phase.COUPON, new Condition.SpendAtLeast(Selector.categories(1L), 1_000),
                new Effect.AmountOff(300, Selector.categories(1L)), Stacking.COUPON);
        Rule product = Shop.rule(7, Phase.COUPON, Condition.ALWAYS,
                new Effect.AmountOff(900, Selector.products(99L)), Stacking.COUPON);
        RuleSet rules = rules(percent, category, product);
        Cart cart = alone(line(1, 110, 1, 6_000), line(2, 210, 1, 4_000));
        Buyer buyer = holder(coupon(1, 5), coupon(2, 6), coupon(3, 7));
        Quote best = Pricing.price(rules, ask(cart, buyer));
        assertThat(best.discountMinor()).isEqualTo(500);
        assertThat(reason(best, 5).whys().getFirst().code()).isEqualTo(Why.Code.CAPPED);
        assertThat(reason(best, 6).whys().getFirst()).isEqualTo(Why.of(Why.Code.NOT_CHOSEN, 0, 300));
        assertThat(reason(best, 7).whys().getFirst().code()).isEqualTo(Why.Code.OUT_OF_SCOPE);
        assertThat(best.lines()).extracting(QuoteLine::discountMinor).containsExactly(300L, 200L);
        Quote chosen = Pricing.price(rules, ask(cart, buyer).choosing(new CouponChoice.Chosen(Set.of(2L))));
        assertThat(chosen.lines()).extracting(QuoteLine::discountMinor).containsExactly(300L, 0L);
        Quote none = Pricing.price(rules, ask(cart, buyer).choosing(new CouponChoice.None()));
        assertThat(none.discountMinor()).isZero();
    }

    @Test
    void foreignExpiredAndSecondCouponsAreRefusedWithTheirReason() {
        RuleSet rules = rules(amountCoupon(5, 0, 100), amountCoupon(6, 0, 300));
        CouponRight expired = new CouponRight(3, 5, Shop.NOW);
        Quote quote = Pricing.price(rules, ask(alone(line(1, 110, 1, 1_000)),
                        holder(coupon(1, 5), coupon(2, 6), expired, coupon(4, 77)))
                .choosing(new CouponChoice.Chosen(Set.of(1L, 2L, 3L, 9L))));
        assertThat(quote.totalMinor()).isEqualTo(700);
        assertThat(quote.reasons()).extracting(r -> r.couponId() + " " + r.whys().getFirst().code())
                .containsExactlyInAnyOrder("1 LOST_TO", "2 APPLIED", "3 COUPON_EXPIRED", "4 WITHDRAWN",
                        "9 COUPON_NOT_HELD");
    }

    @Test
    @Capability("PRM-27")
    @DisplayName("PRM-27 the lifetime 20 % off: the better of it and the group price by default, both if so configured")
    void lifetimeDiscountAndGroupPrice() {
        Cart inGroup = group(Map.of(110L, 9_000L, 210L, 5_000L), line(1, 110, 1, 10_000), line(2, 210, 1, 10_000));
        RuleSet better = rules(Shop.lifetime(Stacking.BETTER_BASE_PRICE, Phase.PRICE));
        Quote quote = Pricing.price(better, ask(inGroup, seedUser()));
        assertThat(quote.lines()).extracting(QuoteLine::payableMinor).containsExactly(8_000L, 5_000L);
        RuleSet both = rules(Shop.lifetime(Stacking.FREE, Phase.LINE));
        assertThat(Pricing.price(both, ask(inGroup, seedUser())).lines()).extracting(QuoteLine::payableMinor)
                .containsExactly(7_200L, 4_000L);
        Quote other = Pricing.price(better, ask(inGroup, Buyer.unknown()));
        assertThat(other.totalMinor()).isEqualTo(14_000);
        assertThat(reason(other, 80).zh()).isEqualTo("仅限指定用户");
    }

    @Test
    @DisplayName("PRM-27 a coupon comes off after the lifetime discount")
    void lifetimeDiscountThenCoupon() {
        RuleSet rules = rules(Shop.lifetime(Stacking.BETTER_BASE_PRICE, Phase.PRICE), amountCoupon(5, 8_000, 1_000));
        Cart cart = alone(line(1, 110, 1, 10_000));
        assertThat(Pricing.price(rules, ask(cart, seedUser(coupon(1, 5)))).totalMinor()).isEqualTo(7_000);
    }

    @Test
    @Capability({"FUL-18", "PRM-46"})
    @DisplayName("FUL-18 freight by region and weight, PRM-46 free over an amount")
    void freightByRegionAndWeight() {
        RuleSet rules = new RuleSet(1, List.of(Shop.freeShippingOver(46, 8_800)), List.of(Shop.freight(null)));
        Cart light = alone(line(1, 110, 2, 3_800));
        Quote quote = Pricing.price(rules, ask(light, Buyer.unknown()));
        assertThat(quote.freightMinor()).isEqualTo(1_000);
        assertThat(Objects.requireNonNull(quote.nextStep()).zh()).isEqualTo("再买 ¥12.00 包邮");
        QuoteRequest heavy = ask(alone(line(1, 110, 7, 100)), Buyer.unknown());
        assertThat(Pricing.price(rules, heavy).freightMinor()).isEqualTo(1_000 + 3 * 200);
        QuoteRequest far = new QuoteRequest(heavy.cart(), heavy.buyer(), heavy.coupons(), new Destination("650102"),
                heavy.hints(), heavy.at());
        assertThat(Pricing.price(rules, far).freightMinor()).isEqualTo(2_000 + 3 * 800);
        QuoteRequest nowhere = new QuoteRequest(heavy.cart(), heavy.buyer(), heavy.coupons(),
                new Destination("810000"), heavy.hints(), heavy.at());
        assertThat(Pricing.price(rules, nowhere).deliverable()).isFalse();
        Quote free = Pricing.price(rules, ask(alone(line(1, 110, 2, 4_400)), Buyer.unknown()));
        assertThat(free.freightListMinor()).isEqualTo(1_000);
        assertThat(free.freightMinor()).isZero();
        assertThat(free.totalMinor()).isEqualTo(8_800);
        assertThat(free.savedMinor()).isEqualTo(1_000);
    }

    @Test
    void aCouponThatCostsTheFreeShippingIsNotTheBest() {
        RuleSet rules = new RuleSet(1, List.of(Shop.freeShippingOver(46, 8_800), amountCoupon(5, 0, 500)),
                List.of(Shop.freight(null)));
        Quote quote = Pricing.price(rules, ask(alone(line(1, 110, 1, 9_000)), holder(coupon(1, 5))));
        assertThat(quote.totalMinor()).isEqualTo(9_000);
        assertThat(reason(quote, 5).whys().getFirst().code()).isEqualTo(Why.Code.NOT_CHOSEN);
    }

    @Test
    void spentBudgetsAndUsedLimitsAreTold() {
        Rule limited = new Rule(3, 1, Kind.REDUCTION, "立减", "Off", Phase.ORDER, 0, Gate.OPEN, Condition.ALWAYS,
                new Effect.AmountOff(100, Selector.ALL), Schedule.ALWAYS, Stacking.FREE, 500L, RefundPolicy.PRORATE, 2);
        QuoteRequest base = ask(alone(line(1, 110, 1, 1_000)), Buyer.unknown());
        assertThat(Pricing.price(rules(limited), base).totalMinor()).isEqualTo(900);
        QuoteRequest spent = new QuoteRequest(base.cart(), base.buyer(), base.coupons(), base.destination(),
                new Hints(Set.of(500L), Map.of()), base.at());
        assertThat(reason(Pricing.price(rules(limited), spent), 3).en()).isEqualTo("Fully taken up");
        QuoteRequest used = new QuoteRequest(base.cart(), base.buyer(), base.coupons(), base.destination(),
                new Hints(Set.of(), Map.of(3L, 2)), base.at());
        assertThat(reason(Pricing.price(rules(limited), used), 3).en()).isEqualTo("Limited to 2 per person; used 2");
    }

    @Test
    void amountsNobodyMeansAreRefused() {
        assertThatThrownBy(() -> line(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(1, 1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(1, 1, 1, Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alone()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alone(line(1, 1, 1, 1), line(1, 2, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shop.rule(1, Phase.ORDER, Condition.ALWAYS, new Effect.FreeShipping(null),
                Stacking.FREE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shop.rule(1, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(1, Selector.ALL),
                Stacking.BETTER_BASE_PRICE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules(Shop.freeShippingOver(1, 1), Shop.freeShippingOver(1, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestCartThatIsAcceptedDoesNotOverflow() {
        CartLine[] lines = new CartLine[Cart.MAX_LINES];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new CartLine(i, 100 + i, 10, 1, "HIT", 99_999, CartLine.MAX_PRICE_MINOR,
                    CartLine.MAX_WEIGHT_GRAMS, 1);
        }
        FreightTemplate dear = new FreightTemplate(1, 1, "运费", "Delivery", 0, Selector.ALL,
                FreightTemplate.Measure.WEIGHT,
                List.of(new FreightTemplate.Zone(List.of(""), 1, CartLine.MAX_PRICE_MINOR, 1, 100_000, true)), null);
        RuleSet rules = new RuleSet(1, List.of(Shop.rule(1, Phase.ORDER, Condition.ALWAYS,
                new Effect.PercentOff(3_333, null, Selector.ALL), Stacking.FREE)), List.of(dear));
        Quote quote = Pricing.price(rules, ask(alone(lines), Buyer.unknown()));
        assertThat(quote.totalMinor()).isPositive();
        assertThat(quote.lines()).allMatch(line -> line.payableMinor() > 0);
    }
}
