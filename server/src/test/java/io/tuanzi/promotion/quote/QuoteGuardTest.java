package io.tuanzi.promotion.quote;

import static io.tuanzi.promotion.quote.Shop.alone;
import static io.tuanzi.promotion.quote.Shop.ask;
import static io.tuanzi.promotion.quote.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What cannot be written down as a cart, a rule or a quote, each at the figure just inside and just outside. */
class QuoteGuardTest {

    private static final Used NOTHING = new Used(1, List.of(), List.of(), List.of(), null);

    private static void refused(ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }

    private static void broken(ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalStateException.class);
    }

    private static Quote quote(long list, long discount, long freightList, long freightOff, long freight, long total,
            long explained) {
        QuoteLine line = new QuoteLine(1, 110, 2, 500, 1_000, List.of(new Share(Kind.DISCOUNT, 5, null, 100)), 100,
                900);
        Reason reason = new Reason(Kind.DISCOUNT, 5, 1, null, "一", "One", true, explained,
                List.of(Why.of(Why.Code.APPLIED)));
        return new Quote(List.of(line), list, discount, freightList, freightOff, freight, total, true, false,
                List.of(reason), null, NOTHING, List.of());
    }

    @Test
    @DisplayName("M3 a quote that does not add up cannot exist, whichever of its sums is a fen off")
    void quotesAddUp() {
        Quote right = quote(1_000, 100, 50, 20, 30, 930, 120);
        assertThat(right.savedMinor()).isEqualTo(120);
        broken(() -> quote(1_001, 100, 50, 20, 30, 931, 120));
        broken(() -> quote(1_000, 101, 50, 20, 30, 929, 121));
        broken(() -> quote(1_000, 100, 51, 20, 30, 930, 120));
        broken(() -> quote(1_000, 100, 50, 20, 31, 930, 120));
        broken(() -> quote(1_000, 100, 50, 20, 30, 931, 120));
        broken(() -> quote(1_000, 100, 50, 20, 30, 930, 119));
        broken(() -> quote(1_000, 100, 10, 20, -10, 890, 120));
        assertThat(quote(1_000, 100, 20, 20, 0, 900, 120).freightMinor()).isZero();
    }

    private static QuoteLine quoteLine(long list, long share, long discount, long payable) {
        return new QuoteLine(1, 110, 2, 500, list, List.of(new Share(Kind.DISCOUNT, 5, null, share)), discount,
                payable);
    }

    @Test
    @DisplayName("M3 a line of a quote that does not add up cannot exist")
    void linesAddUp() {
        assertThat(quoteLine(1_000, 1_000, 1_000, 0).payableMinor()).isZero();
        broken(() -> quoteLine(999, 100, 100, 899));
        broken(() -> quoteLine(1_000, 99, 100, 900));
        broken(() -> quoteLine(1_000, 100, 100, 901));
        broken(() -> quoteLine(1_000, 1_001, 1_001, -1));
        broken(() -> quoteLine(1_000, 0, 0, 1_000));
        assertThat(new QuoteLine(1, 110, 2, 500, 1_000, List.of(), 0, 1_000).shares()).isEmpty();
    }

    @Test
    @DisplayName("a reason says why, and what did not apply took nothing")
    void reasonsHaveReasons() {
        broken(() -> new Reason(Kind.DISCOUNT, 5, 1, null, "一", "One", true, 1, List.of()));
        broken(() -> new Reason(Kind.DISCOUNT, 5, 1, null, "一", "One", true, -1,
                List.of(Why.of(Why.Code.APPLIED))));
        broken(() -> new Reason(Kind.DISCOUNT, 5, 1, null, "一", "One", false, 1,
                List.of(Why.of(Why.Code.APPLIED))));
        assertThat(new Reason(Kind.COUPON, 5, 1, 7L, "一", "One", false, 0, List.of(Why.of(Why.Code.ENDED),
                Why.of(Why.Code.EXCEPTED))).zh()).isEqualTo("活动已结束；不适用于此订单");
    }

    @Test
    @DisplayName("what a cart may hold, at its edges")
    void cartsAtTheirEdges() {
        CartLine dearest = new CartLine(1, 1, 1, 1, "", 99_999, CartLine.MAX_PRICE_MINOR, CartLine.MAX_WEIGHT_GRAMS, 1,
                CartLine.MAX_PRICE_MINOR);
        assertThat(dearest.listMinor()).isEqualTo(99_999L * CartLine.MAX_PRICE_MINOR);
        assertThat(new CartLine(1, 1, 1, 1, "", 1, 0, 0, 1, 0).listMinor()).isZero();
        refused(() -> new CartLine(1, 1, 1, 1, "", 100_000, 1, 1, 1, 0));
        refused(() -> new CartLine(1, 1, 1, 1, "", 1, CartLine.MAX_PRICE_MINOR + 1, 1, 1, 0));
        refused(() -> new CartLine(1, 1, 1, 1, "", 1, 1, -1, 1, 0));
        refused(() -> new CartLine(1, 1, 1, 1, "", 1, 1, CartLine.MAX_WEIGHT_GRAMS + 1, 1, 0));
        refused(() -> new CartLine(1, 1, 1, 1, "", 1, 1, 1, 1, CartLine.MAX_PRICE_MINOR + 1));
        List<CartLine> lines = new ArrayList<>();
        for (int no = 1; no <= Cart.MAX_LINES; no++) {
            lines.add(line(no, no, 1, 1));
        }
        assertThat(new Cart(lines, new Occasion.Single()).lines()).hasSize(200);
        lines.add(line(201, 201, 1, 1));
        refused(() -> new Cart(lines, new Occasion.Single()));
        assertThat(new Occasion.Group(1, 1, 2, Map.of(1L, CartLine.MAX_PRICE_MINOR, 2L, 0L)).size()).isEqualTo(2);
        refused(() -> new Occasion.Group(1, 1, 1, Map.of()));
        refused(() -> new Occasion.Group(1, 1, 2, Map.of(1L, -1L)));
        refused(() -> new Occasion.Group(1, 1, 2, Map.of(1L, CartLine.MAX_PRICE_MINOR + 1)));
    }

    private static FreightTemplate.Zone zone(int first, long firstMinor, int step, long stepMinor) {
        return new FreightTemplate.Zone(List.of(""), first, firstMinor, step, stepMinor, true);
    }

    @Test
    @DisplayName("what a freight template may say, at its edges")
    void freightAtItsEdges() {
        assertThat(zone(1, CartLine.MAX_PRICE_MINOR, 1, 100_000).cost(2))
                .isEqualTo(CartLine.MAX_PRICE_MINOR + 100_000);
        assertThat(zone(1, 0, 1, 0).cost(9)).isZero();
        assertThat(zone(1_000, 5, 500, 3).cost(1_000)).isEqualTo(5);
        assertThat(zone(1_000, 5, 500, 3).cost(1_001)).isEqualTo(8);
        assertThat(zone(1_000, 5, 500, 3).cost(1_500)).isEqualTo(8);
        assertThat(zone(1_000, 5, 500, 3).cost(1_501)).isEqualTo(11);
        refused(() -> zone(0, 1, 1, 1));
        refused(() -> zone(1, -1, 1, 1));
        refused(() -> zone(1, CartLine.MAX_PRICE_MINOR + 1, 1, 1));
        refused(() -> zone(1, 1, 0, 1));
        refused(() -> zone(1, 1, 1, -1));
        refused(() -> zone(1, 1, 1, 100_001));
        FreightTemplate free = Shop.freight(0L);
        assertThat(free.withId(9)).isEqualTo(new FreightTemplate(9, free.version(), free.nameZh(), free.nameEn(),
                free.priority(), free.covers(), free.measure(), free.zones(), 0L));
        refused(() -> Shop.freight(-1L));
        FreightTemplate high = new FreightTemplate(7, 1, "高", "High", 5, Selector.ALL, FreightTemplate.Measure.PIECE,
                List.of(zone(1, 1, 1, 1)), null);
        assertThat(new RuleSet(3, List.of(), List.of(free.withId(2), free, high)).freight())
                .containsExactly(high, free, free.withId(2));
    }

    @Test
    @DisplayName("what an effect may say, at its edges")
    void effectsAtTheirEdges() {
        assertThat(new Effect.PercentOff(10_000, 1L, Selector.ALL).offBp()).isEqualTo(10_000);
        assertThat(new Effect.PercentOff(1, null, Selector.ALL).offBp()).isEqualTo(1);
        refused(() -> new Effect.PercentOff(0, null, Selector.ALL));
        refused(() -> new Effect.PercentOff(10_001, null, Selector.ALL));
        refused(() -> new Effect.PercentOff(1, 0L, Selector.ALL));
        assertThat(new Effect.AmountOff(1, Selector.ALL).minor()).isEqualTo(1);
        refused(() -> new Effect.AmountOff(0, Selector.ALL));
        assertThat(new Effect.EveryOff(5, 5, 5L, Selector.ALL).uncapped(14)).isEqualTo(10);
        assertThat(new Effect.UnitOff(CartLine.MAX_PRICE_MINOR, 1, Selector.ALL).mostUnits()).isEqualTo(1);
        refused(() -> new Effect.UnitOff(CartLine.MAX_PRICE_MINOR + 1, 1, Selector.ALL));
        assertThat(new Effect.UnitPrice(0, 1, Selector.ALL).minor()).isZero();
        assertThat(new Effect.UnitPrice(CartLine.MAX_PRICE_MINOR, null, Selector.ALL).mostUnits()).isNull();
        refused(() -> new Effect.UnitPrice(CartLine.MAX_PRICE_MINOR + 1, null, Selector.ALL));
        refused(() -> new Effect.UnitPrice(1, 0, Selector.ALL));
        assertThat(new Effect.NthUnit(2, 1, 1, Selector.ALL).nth()).isEqualTo(2);
        assertThat(new Effect.NthUnit(99_999, 10_000, null, Selector.ALL).offBp()).isEqualTo(10_000);
        refused(() -> new Effect.NthUnit(100_000, 1, null, Selector.ALL));
        refused(() -> new Effect.NthUnit(2, 0, null, Selector.ALL));
        refused(() -> new Effect.NthUnit(2, 1, 0, Selector.ALL));
        assertThat(new Effect.BuyGet(1, 1, 10_000, 1, Selector.ALL, Selector.ALL).offBp()).isEqualTo(10_000);
        assertThat(new Effect.BuyGet(1, 1, 1, 1, Selector.ALL, Selector.ALL).offBp()).isEqualTo(1);
        refused(() -> new Effect.BuyGet(1, 0, 1, null, Selector.ALL, Selector.ALL));
        refused(() -> new Effect.BuyGet(1, 1, 0, null, Selector.ALL, Selector.ALL));
        refused(() -> new Effect.BuyGet(1, 1, 10_001, null, Selector.ALL, Selector.ALL));
        refused(() -> new Effect.BuyGet(1, 1, 1, 0, Selector.ALL, Selector.ALL));
        List<Effect.Part> parts = new ArrayList<>(List.of(new Effect.Part(1, Selector.ALL)));
        assertThat(new Effect.SetPrice(parts, 0, 1).minor()).isZero();
        refused(() -> new Effect.SetPrice(parts, -1, null));
        refused(() -> new Effect.SetPrice(parts, 1, 0));
        while (parts.size() < Effect.SetPrice.MOST_PARTS) {
            parts.add(parts.getFirst());
        }
        assertThat(new Effect.SetPrice(parts, 1, null).parts()).hasSize(8);
        parts.add(parts.getFirst());
        refused(() -> new Effect.SetPrice(parts, 1, null));
        refused(() -> new Effect.Gift(1, 1, -1, null, Selector.ALL));
        refused(() -> new Effect.Gift(1, 1, 0, 0, Selector.ALL));
        assertThat(new Effect.Gift(1, 99_999, 0, 1, Selector.ALL).quantity()).isEqualTo(99_999);
        assertThat(new Effect.FreeShipping(1L).capMinor()).isEqualTo(1);
        refused(() -> new Effect.FreeShipping(0L));
        assertThat(new Condition.SpendAtLeast(Selector.ALL, 0).minor()).isZero();
        refused(() -> new Condition.SpendAtLeast(Selector.ALL, -1));
        refused(() -> new Condition.Any(List.of()));
        refused(() -> new Schedule(Shop.NOW, Shop.NOW));
        assertThat(new Schedule(Shop.NOW, Shop.NOW.plusNanos(1)).until()).isAfter(Shop.NOW);
    }

    @Test
    @DisplayName("a set is about all that its parts name, and about everything when one of them is")
    void whatSetsAreAbout() {
        Effect.Part books = new Effect.Part(1, Selector.categories(1L));
        Effect.Part cup = new Effect.Part(1, new Selector(Set.of(), Set.of(12L), Set.of(130L), Set.of("NICHE"),
                Set.of()));
        assertThat(new Effect.SetPrice(List.of(books, cup), 1, null).target()).isEqualTo(new Selector(Set.of(1L),
                Set.of(12L), Set.of(130L), Set.of("NICHE"), Set.of()));
        assertThat(new Effect.SetPrice(List.of(books, new Effect.Part(1, Selector.ALL)), 1, null).target())
                .isEqualTo(Selector.ALL);
        assertThat(new Effect.SetPrice(List.of(cup), 1, null).target()).isEqualTo(cup.of());
    }

    @Test
    @DisplayName("a changed rule is the same rule but for what was changed")
    void changedRules() {
        Rule rule = new Rule(5, 2, Kind.REDUCTION, "一", "One", Phase.ORDER, 3, Gate.OPEN, new Condition.FirstOrder(),
                new Effect.AmountOff(9, Selector.ALL), new Schedule(null, Shop.LATER), Stacking.FREE, 500L,
                RefundPolicy.CLAW_BACK, 4);
        Instant later = Shop.LATER.plusSeconds(1);
        assertThat(rule.withId(6).withId(5)).isEqualTo(rule);
        assertThat(rule.withId(6).id()).isEqualTo(6);
        assertThat(rule.withBudget(null).budgetId()).isNull();
        assertThat(rule.withBudget(null).withBudget(500L)).isEqualTo(rule);
        Rule other = rule.scheduled(new Schedule(null, later), 8);
        assertThat(other.priority()).isEqualTo(8);
        assertThat(other.schedule().until()).isEqualTo(later);
        assertThat(other.scheduled(rule.schedule(), 3)).isEqualTo(rule);
        Rule termed = rule.termed(Condition.ALWAYS, new Effect.AmountOff(7, Selector.ALL));
        assertThat(termed.effect()).isEqualTo(new Effect.AmountOff(7, Selector.ALL));
        assertThat(termed.termed(rule.condition(), rule.effect())).isEqualTo(rule);
        assertThat(rule.ofKind(Kind.DISCOUNT).kind()).isEqualTo(Kind.DISCOUNT);
        assertThat(rule.ofKind(Kind.DISCOUNT).ofKind(Kind.REDUCTION)).isEqualTo(rule);
        assertThat(rule.limited(null).perPersonLimit()).isNull();
        assertThat(rule.limited(null).limited(4)).isEqualTo(rule);
        assertThat(rule.named("二", "Two").nameEn()).isEqualTo("Two");
        assertThat(rule.named("二", "Two").named("一", "One")).isEqualTo(rule);
    }

    @Test
    @DisplayName("rules are found by id and kind, and a rule has its place in a phase")
    void rulesInTheirPlace() {
        Rule rule = Shop.rule(5, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(9, Selector.ALL), Stacking.FREE);
        RuleSet rules = new RuleSet(7, List.of(rule, rule.withId(4)), List.of());
        assertThat(rules.version()).isEqualTo(7);
        assertThat(rules.size()).isEqualTo(2);
        assertThat(rules.rules()).extracting(Rule::id).containsExactly(4L, 5L);
        assertThat(rules.rule(Kind.DISCOUNT, 5)).isEqualTo(rule);
        assertThat(rules.rule(Kind.GROUP_PRICE, 5)).isNull();
        assertThat(rules.rule(Kind.FREIGHT, 5)).isNull();
        assertThat(rules.rule(6)).isNull();
        refused(() -> Shop.rules(Shop.rule(1, Phase.PRICE, Condition.ALWAYS, new Effect.GroupPrice(),
                Stacking.FREE)));
        refused(() -> Shop.rule(1, Phase.SHIPPING, Condition.ALWAYS, new Effect.AmountOff(1, Selector.ALL),
                Stacking.FREE));
        refused(() -> new Rule(1, 1, Kind.COUPON, "一", "One", Phase.ORDER, 0, Gate.COUPON, Condition.ALWAYS,
                new Effect.AmountOff(1, Selector.ALL), Schedule.ALWAYS, Stacking.FREE, null, RefundPolicy.PRORATE,
                null));
        refused(() -> new Rule(1, 1, Kind.COUPON, "一", "One", Phase.COUPON, 0, Gate.OPEN, Condition.ALWAYS,
                new Effect.AmountOff(1, Selector.ALL), Schedule.ALWAYS, Stacking.FREE, null, RefundPolicy.PRORATE,
                null));
        refused(() -> Shop.rule(1, Phase.LINE, Condition.ALWAYS, new Effect.PercentOff(1, 5L, Selector.ALL),
                Stacking.BETTER_BASE_PRICE));
        refused(() -> Shop.rule(1, Phase.LINE, Condition.ALWAYS, new Effect.UnitOff(1, 5, Selector.ALL),
                Stacking.BETTER_BASE_PRICE));
        refused(() -> Shop.rule(1, Phase.LINE, Condition.ALWAYS, new Effect.UnitPrice(1, 5, Selector.ALL),
                Stacking.BETTER_BASE_PRICE));
        refused(() -> Shop.rule(1, Phase.ORDER, Condition.ALWAYS, new Effect.PercentOff(1, null, Selector.ALL),
                Stacking.BETTER_BASE_PRICE));
        refused(() -> new Stacking("", true, Set.of()));
    }

    private static CartLine like(int lineNo, long categoryId, int quantity, long price, int grams, long version) {
        return new CartLine(lineNo, 110, 11, categoryId, "HIT", quantity, price, grams, version);
    }

    @Test
    @DisplayName("a fen left over goes by the goods, not by how the cart is listed")
    void theRestGoesByTheGoods() {
        RuleSet one = Shop.rules(Shop.rule(5, Phase.ORDER, Condition.ALWAYS, new Effect.AmountOff(1, Selector.ALL),
                Stacking.FREE));
        CartLine[][] pairs = {
                {line(2, 110, 1, 500), line(1, 120, 1, 500)},
                {like(2, 1, 1, 500, 300, 1), like(1, 1, 1, 500, 300, 2)},
                {like(2, 1, 2, 250, 300, 1), like(1, 1, 1, 500, 300, 1)},
                {like(2, 1, 1, 500, 300, 1), like(1, 2, 1, 500, 300, 1)},
                {like(2, 1, 1, 500, 200, 1), like(1, 1, 1, 500, 300, 1)},
                {line(2, 110, 1, 500), line(1, 110, 1, 500).withFloor(1)}};
        for (CartLine[] pair : pairs) {
            Quote quote = Pricing.price(one, ask(alone(pair), Buyer.unknown()));
            assertThat(quote.lines()).extracting(QuoteLine::discountMinor).containsExactly(0L, 1L);
        }
        assertThat(Pricing.price(one, ask(alone(line(2, 110, 1, 500), line(1, 110, 1, 500)), Buyer.unknown())).lines())
                .extracting(QuoteLine::discountMinor).containsExactly(1L, 0L);
    }

    @Test
    @DisplayName("what a shopper agreed to has its own print: goods, amounts, coupons, gifts, freight")
    void prints() {
        Quote quote = quote(1_000, 100, 50, 20, 30, 930, 120);
        assertThat(quote.fingerprint()).isNotEqualTo(quote(1_000, 100, 51, 20, 31, 931, 120).fingerprint());
        Quote coupon = new Quote(quote.lines(), 1_000, 100, 50, 20, 30, 930, true, false, quote.reasons(), null,
                new Used(1, List.of(), List.of(), List.of(7L), null), List.of());
        Quote gift = new Quote(quote.lines(), 1_000, 100, 50, 20, 30, 930, true, false, quote.reasons(), null, NOTHING,
                List.of(new GiftLine(Kind.DISCOUNT, 5, 901, 1)));
        Quote gifts = new Quote(quote.lines(), 1_000, 100, 50, 20, 30, 930, true, false, quote.reasons(), null,
                NOTHING, List.of(new GiftLine(Kind.DISCOUNT, 5, 901, 2)));
        assertThat(Set.of(quote.fingerprint(), coupon.fingerprint(), gift.fingerprint(), gifts.fingerprint()))
                .hasSize(4);
    }
}
