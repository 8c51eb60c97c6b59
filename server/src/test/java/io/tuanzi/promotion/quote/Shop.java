package io.tuanzi.promotion.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes carts, rules and buyers for the tests of the quote: by hand in a few words, or drawn from a seed. */
final class Shop {

    static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    static final Instant LATER = NOW.plus(Duration.ofDays(30));

    private Shop() {}

    static CartLine line(int lineNo, long skuId, int quantity, long priceMinor) {
        return new CartLine(lineNo, skuId, skuId / 10, skuId / 100, "HIT", quantity, priceMinor, 300, 1);
    }

    static Cart alone(CartLine... lines) {
        return new Cart(List.of(lines), new Occasion.Single());
    }

    static Cart group(Map<Long, Long> prices, CartLine... lines) {
        return new Cart(List.of(lines), new Occasion.Group(9001, 3, 3, prices));
    }

    static Buyer holder(CouponRight... rights) {
        return new Buyer(1, Set.of(), false, List.of(rights));
    }

    static Buyer seedUser(CouponRight... rights) {
        return new Buyer(2, Set.of("seed"), false, List.of(rights));
    }

    static CouponRight coupon(long couponId, long ruleId) {
        return new CouponRight(couponId, ruleId, LATER);
    }

    static QuoteRequest ask(Cart cart, Buyer buyer) {
        return new QuoteRequest(cart, buyer, new CouponChoice.Best(), new Destination("440106"), Hints.NONE, NOW);
    }

    static Rule rule(long id, Phase phase, Condition when, Effect effect, Stacking stacking) {
        Gate gate = phase == Phase.COUPON ? Gate.COUPON : Gate.OPEN;
        Kind kind = gate == Gate.COUPON ? Kind.COUPON : phase == Phase.SHIPPING ? Kind.FREE_SHIPPING : Kind.DISCOUNT;
        return new Rule(id, 1, kind, "优惠" + id, "Offer " + id, phase, 0, gate, when, effect, Schedule.ALWAYS,
                stacking, null, RefundPolicy.PRORATE, null);
    }

    static Rule lifetime(Stacking stacking, Phase phase) {
        return new Rule(80, 1, Kind.MEMBER_PRICE, "种子用户终身8折", "Seed member 20% off for life", phase, 0,
                Gate.OPEN, new Condition.InCohort("seed"), new Effect.PercentOff(2_000, null, Selector.ALL),
                Schedule.ALWAYS, stacking, null, RefundPolicy.PRORATE, null);
    }

    static Rule amountCoupon(long id, long thresholdMinor, long offMinor) {
        return rule(id, Phase.COUPON, new Condition.SpendAtLeast(Selector.ALL, thresholdMinor),
                new Effect.AmountOff(offMinor, Selector.ALL), Stacking.COUPON);
    }

    static Rule freeShippingOver(long id, long thresholdMinor) {
        return rule(id, Phase.SHIPPING, new Condition.SpendAtLeast(Selector.ALL, thresholdMinor),
                new Effect.FreeShipping(null), Stacking.FREE);
    }

    static FreightTemplate freight(@Nullable Long freeOver) {
        return new FreightTemplate(1, 1, "标准运费", "Standard delivery", 0, Selector.ALL,
                FreightTemplate.Measure.WEIGHT,
                List.of(new FreightTemplate.Zone(List.of(""), 1_000, 1_000, 500, 200, true),
                        new FreightTemplate.Zone(List.of("65", "54"), 1_000, 2_000, 500, 800, true),
                        new FreightTemplate.Zone(List.of("81", "82"), 1_000, 0, 500, 0, false)),
                freeOver);
    }

    static RuleSet rules(Rule... rules) {
        return new RuleSet(7, List.of(rules), List.of());
    }

    // ── drawn from a seed ──

    static RuleSet drawRules(SplittableRandom random) {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(12);
        for (int id = 1; id <= count; id++) {
            rules.add(drawRule(random, id));
        }
        return new RuleSet(random.nextLong(100), rules, drawFreight(random));
    }

    static Rule drawRule(SplittableRandom random, long id) {
        Phase phase = Phase.values()[random.nextInt(Phase.values().length)];
        Gate gate = phase == Phase.COUPON || (phase == Phase.SHIPPING && random.nextInt(3) == 0)
                ? Gate.COUPON : Gate.OPEN;
        Selector target = drawSelector(random);
        boolean capped = random.nextInt(4) == 0;
        Effect effect = phase == Phase.SHIPPING
                ? new Effect.FreeShipping(random.nextBoolean() ? null : 1 + random.nextLong(1_500))
                : random.nextInt(5) < 2
                        ? new Effect.PercentOff(1 + random.nextInt(10_000), capped ? 1 + random.nextLong(9_000) : null,
                                target)
                        : drawEffect(random, target);
        boolean lines = (phase == Phase.PRICE || phase == Phase.LINE) && sameOnEveryLine(effect)
                && random.nextBoolean();
        Stacking stacking = lines ? Stacking.BETTER_BASE_PRICE : gate == Gate.COUPON && random.nextInt(4) > 0
                ? Stacking.COUPON : random.nextInt(3) > 0 ? drawStacking(random) : Stacking.FREE;
        Instant start = NOW.plusSeconds(random.nextInt(160) - 100);
        Schedule schedule = random.nextInt(8) == 0
                ? new Schedule(start, start.plusSeconds(1 + random.nextInt(150))) : Schedule.ALWAYS;
        return new Rule(id, random.nextInt(5), gate == Gate.COUPON ? Kind.COUPON : Kind.DISCOUNT, "优惠" + id,
                "Offer " + id, phase, random.nextInt(3), gate, drawCondition(random, 2), effect, schedule, stacking,
                random.nextInt(6) == 0 ? 500L + random.nextInt(3) : null, RefundPolicy.PRORATE,
                random.nextInt(6) == 0 ? 1 : null);
    }

    private static Stacking.Level level(String group, Stacking.Mode mode, int most) {
        return new Stacking.Level(group, mode, most);
    }

    /** Groups of every kind; what a group is depends on its name alone. */
    private static Stacking drawStacking(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Stacking.within(level("o", Stacking.Mode.BEST, 1), level("oa", Stacking.Mode.ALL, 1));
            case 1 -> Stacking.within(level("o", Stacking.Mode.BEST, 1), level("of", Stacking.Mode.FIRST, 1));
            case 2 -> Stacking.within(level("first", Stacking.Mode.FIRST, 1));
            case 3 -> Stacking.within(level("least", Stacking.Mode.LEAST, 1));
            case 4 -> Stacking.within(level("two", Stacking.Mode.BEST, 2));
            case 5 -> Stacking.within(level("firsts", Stacking.Mode.FIRST, 2));
            default -> new Stacking("g" + random.nextInt(3), false, Set.of("g" + random.nextInt(3)));
        };
    }

    private static boolean sameOnEveryLine(Effect effect) {
        return effect instanceof Effect.PercentOff percent && percent.capMinor() == null
                || effect instanceof Effect.UnitOff off && off.mostUnits() == null
                || effect instanceof Effect.UnitPrice at && at.mostUnits() == null;
    }

    static Effect drawEffect(SplittableRandom random, Selector target) {
        Integer most = random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(4));
        long from = 1 + random.nextLong(9_000);
        return switch (random.nextInt(10)) {
            case 0 -> new Effect.StepOff(List.of(new Effect.Step(from, 1 + from / 9),
                    new Effect.Step(from * 3, 2 + from / 2)), target);
            case 1 -> new Effect.EveryOff(from, 1 + random.nextLong(from), random.nextBoolean() ? null : from * 2,
                    target);
            case 2 -> new Effect.UnitOff(1 + random.nextLong(6_000), most, target);
            case 3 -> new Effect.UnitPrice(random.nextLong(20_000), most, target);
            case 4 -> new Effect.NthUnit(2 + random.nextInt(3), 1 + random.nextInt(10_000), most, target);
            case 5 -> new Effect.BuyGet(1 + random.nextInt(3), 1 + random.nextInt(2), 1 + random.nextInt(10_000), most,
                    random.nextBoolean() ? target : drawSelector(random), target);
            case 6 -> new Effect.SetPrice(List.of(new Effect.Part(1 + random.nextInt(3), target)),
                    random.nextLong(30_000), most);
            case 7 -> new Effect.SetPrice(List.of(new Effect.Part(1 + random.nextInt(2), target),
                    new Effect.Part(1 + random.nextInt(2), drawSelector(random))), random.nextLong(40_000), most);
            case 8 -> new Effect.Gift(900 + random.nextInt(5), 1 + random.nextInt(2), random.nextInt(3), most, target);
            default -> new Effect.AmountOff(1 + random.nextLong(8_000), target);
        };
    }

    private static Condition drawCondition(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 8)) {
            case 0, 1 -> Condition.ALWAYS;
            case 2, 3 -> new Condition.SpendAtLeast(drawSelector(random), random.nextLong(30_000));
            case 4 -> new Condition.UnitsAtLeast(drawSelector(random), random.nextInt(8));
            case 5 -> new Condition.InCohort(random.nextBoolean() ? "seed" : "koc");
            case 6 -> random.nextBoolean() ? new Condition.BoughtAlone() : new Condition.GroupOf(2 + random.nextInt(4));
            case 7 -> new Condition.RegionIn(Set.of(random.nextBoolean() ? "44" : "65"));
            case 8 -> new Condition.All(List.of(drawCondition(random, depth - 1), drawCondition(random, depth - 1)));
            case 9 -> new Condition.Any(List.of(drawCondition(random, depth - 1), drawCondition(random, depth - 1)));
            default -> new Condition.Not(drawCondition(random, depth - 1));
        };
    }

    private static Selector drawSelector(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Selector.categories(1L + random.nextInt(3));
            case 1 -> Selector.products(10L + random.nextInt(20), 10L + random.nextInt(20));
            case 2 -> new Selector(Set.of(), Set.of(), Set.of(100L + random.nextInt(200)), Set.of("NICHE"), Set.of());
            default -> new Selector(Set.of(), Set.of(), Set.of(), Set.of(),
                    random.nextBoolean() ? Set.of() : Set.of(10L + random.nextInt(20)));
        };
    }

    private static List<FreightTemplate> drawFreight(SplittableRandom random) {
        List<FreightTemplate> templates = new ArrayList<>();
        for (int id = 1; id <= random.nextInt(3); id++) {
            templates.add(new FreightTemplate(id, 1, "运费" + id, "Delivery " + id, random.nextInt(2),
                    drawSelector(random), FreightTemplate.Measure.values()[random.nextInt(2)],
                    List.of(new FreightTemplate.Zone(List.of("44", "65"), 1 + random.nextInt(1_000),
                            random.nextLong(2_000), 1 + random.nextInt(500), random.nextLong(500),
                            random.nextInt(9) > 0)),
                    random.nextBoolean() ? null : random.nextLong(20_000)));
        }
        return templates;
    }

    static QuoteRequest drawAsk(SplittableRandom random, RuleSet rules) {
        int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 50 : 6);
        List<CartLine> lines = new ArrayList<>();
        for (int no = 1; no <= count; no++) {
            long sku = 100 + random.nextInt(200);
            lines.add(new CartLine(no, sku, sku / 10, sku / 100, sku % 3 == 0 ? "NICHE" : "HIT",
                    1 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 5),
                    random.nextInt(15) == 0 ? random.nextLong(4) : random.nextLong(30_000), random.nextInt(2_000), 1,
                    random.nextInt(5) == 0 ? random.nextLong(20_000) : 0));
        }
        Collections.shuffle(lines, new java.util.Random(random.nextLong()));
        List<CouponRight> rights = new ArrayList<>();
        for (int id = 1; id <= random.nextInt(5); id++) {
            rights.add(new CouponRight(id, 1 + random.nextInt(Math.max(1, rules.size())),
                    NOW.plusSeconds(random.nextInt(100) - 5)));
        }
        CouponChoice choice = switch (random.nextInt(3)) {
            case 0 -> new CouponChoice.None();
            case 1 -> new CouponChoice.Chosen(
                    LongStream.range(0, random.nextInt(3)).map(i -> 1 + random.nextInt(6)).boxed()
                            .collect(java.util.stream.Collectors.toSet()));
            default -> new CouponChoice.Best();
        };
        Buyer buyer = new Buyer(7, random.nextBoolean() ? Set.of("seed") : Set.of(), random.nextBoolean(), rights);
        Hints hints = random.nextInt(4) == 0 ? new Hints(Set.of(501L), Map.of(1L, 1, 2L, 0)) : Hints.NONE;
        String[] regions = {"", "440106", "650102", "810000"};
        return new QuoteRequest(new Cart(lines, drawOccasion(random, lines)), buyer, choice,
                new Destination(regions[random.nextInt(regions.length)]), hints, NOW);
    }

    static Occasion drawOccasion(SplittableRandom random, List<CartLine> lines) {
        if (random.nextBoolean()) {
            return new Occasion.Single();
        }
        Map<Long, Long> prices = new HashMap<>();
        for (CartLine line : lines) {
            if (random.nextInt(4) > 0) {
                prices.put(line.skuId(), random.nextLong(line.listPriceMinor() + 2));
            }
        }
        return new Occasion.Group(9001, 1, 2 + random.nextInt(4), prices);
    }

    static List<CartLine> shuffled(List<CartLine> lines, SplittableRandom random) {
        CartLine[] copy = lines.toArray(CartLine[]::new);
        for (int i = copy.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            CartLine kept = copy[i];
            copy[i] = copy[j];
            copy[j] = kept;
        }
        return Arrays.asList(copy);
    }
}
