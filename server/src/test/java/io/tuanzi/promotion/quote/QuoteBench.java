package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one quote takes: usual carts among a usual shop's rules, a large one among a thousand, a huge one. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QuoteBench {

    @Param({"2x50", "5x20", "50x1000", "200x5000"})
    String size = "2x50";

    RuleSet rules = RuleSet.empty();
    QuoteRequest ask = Shop.ask(Shop.alone(Shop.line(1, 110, 1, 100)), Buyer.unknown());

    @Setup
    public void prepare() {
        String[] parts = size.split("x");
        SplittableRandom random = new SplittableRandom(42);
        List<CartLine> lines = new ArrayList<>();
        for (int no = 1; no <= Integer.parseInt(parts[0]); no++) {
            lines.add(Shop.line(no, 100 + random.nextInt(2_000), 1 + random.nextInt(3), random.nextLong(30_000)));
        }
        List<Rule> all = new ArrayList<>();
        List<CouponRight> rights = new ArrayList<>();
        for (int id = 1; id <= Integer.parseInt(parts[1]); id++) {
            Rule rule = rule(id, random);
            all.add(rule);
            if (rule.gate() == Gate.COUPON && rights.size() < 5) {
                rights.add(Shop.coupon(id, id));
            }
        }
        rules = new RuleSet(1, all, List.of(Shop.freight(9_900L)));
        ask = Shop.ask(new Cart(lines, new Occasion.Single()), new Buyer(1, Set.of("seed"), false, rights));
    }

    /** Mostly about certain categories and products, as a shop's rules are; a tenth about everything. */
    private static Rule rule(int id, SplittableRandom random) {
        Selector target = switch (random.nextInt(10)) {
            case 0 -> Selector.ALL;
            case 1, 2, 3 -> Selector.categories(1L + random.nextInt(21));
            default -> Selector.products(10L + random.nextInt(200));
        };
        Condition when = random.nextBoolean() ? new Condition.SpendAtLeast(target, random.nextLong(40_000))
                : new Condition.All(List.of(new Condition.InCohort("koc"), new Condition.BoughtAlone()));
        return switch (random.nextInt(4)) {
            case 0 -> Shop.rule(id, Phase.LINE, when, new Effect.PercentOff(500, null, target), Stacking.FREE);
            case 1 -> Shop.rule(id, Phase.ORDER, when, new Effect.AmountOff(500, target), Stacking.FREE);
            case 2 -> Shop.rule(id, Phase.COUPON, when, new Effect.AmountOff(1_000, target), Stacking.COUPON);
            default -> Shop.rule(id, Phase.SHIPPING, when, new Effect.FreeShipping(null), Stacking.FREE);
        };
    }

    /** One quote. */
    @Benchmark
    public Quote quote() {
        return Pricing.price(rules, ask);
    }
}
