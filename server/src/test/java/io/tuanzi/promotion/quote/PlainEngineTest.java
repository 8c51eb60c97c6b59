package io.tuanzi.promotion.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The engine against a second one that shares no code with it; {@code -Dtuanzi.baskets=N} sets on how many carts. */
class PlainEngineTest {

    private static final int BASKETS = Integer.getInteger("tuanzi.baskets", 5_000);
    private static final long FREIGHT = 1_200;

    private static final FreightTemplate FLAT = new FreightTemplate(1, 1, "运费", "Delivery", 0, Selector.ALL,
            FreightTemplate.Measure.WEIGHT,
            List.of(new FreightTemplate.Zone(List.of(""), 1_000_000_000, FREIGHT, 1, 0, true)), null);

    /** How often each kind of effect took part; agreement on what never happens would be worth nothing. */
    private final Map<String, Integer> happened = new TreeMap<>();

    @Test
    void theyAgreeOnEveryLineAndEveryRule() {
        Seeds.run(BASKETS, random -> {
            List<Rule> rules = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int id = 1; id <= count; id++) {
                rules.add(Shop.drawRule(random, id));
            }
            QuoteRequest ask = draw(random, rules);
            Quote quote = Pricing.price(new RuleSet(1, rules, List.of(FLAT)), ask);
            PlainEngine.Price plain = PlainEngine.price(rules, ask, FREIGHT);
            Map<Integer, Long> lines = new TreeMap<>();
            quote.lines().forEach(line -> lines.put(line.lineNo(), line.payableMinor()));
            Map<String, Long> applied = new TreeMap<>();
            quote.reasons().stream().filter(Reason::applied)
                    .forEach(reason -> applied.merge(reason.kind() + " " + reason.ruleId(), reason.amountMinor(),
                            Long::sum));
            Map<String, Long> plainly = new TreeMap<>();
            plain.applied().forEach(took -> plainly.merge(took.rule().kind() + " " + took.rule().id(), took.sum(),
                    Long::sum));
            plain.applied().forEach(took ->
                    happened.merge(took.rule().effect().getClass().getSimpleName(), 1, Integer::sum));
            Map<Long, Integer> gifts = quote.gifts().stream()
                    .collect(Collectors.toMap(GiftLine::ruleId, GiftLine::quantity));
            Map<Long, Integer> given = plain.applied().stream().filter(took -> took.given() > 0)
                    .collect(Collectors.toMap(took -> took.rule().id(), PlainEngine.Took::given));
            if (!lines.equals(plain.lines()) || quote.freightMinor() != plain.freightMinor()
                    || !applied.equals(plainly) || !gifts.equals(given)) {
                throw new AssertionError(rules.stream().map(Rule::toString).collect(Collectors.joining("\n"))
                        + "\n" + ask + "\n" + lines + applied + gifts + "\n" + plain.lines() + plainly + given);
            }
        });
        if (BASKETS >= 1_000 && Long.getLong("tuanzi.seed") == null) {
            assertThat(happened).hasSize(12).allSatisfy((effect, times) ->
                    assertThat(times).as(effect).isGreaterThan(BASKETS / 200));
        }
    }

    private static QuoteRequest draw(SplittableRandom random, List<Rule> rules) {
        List<CartLine> lines = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int no = 1; no <= count; no++) {
            long sku = 100 + random.nextInt(50) + 50L * no;
            lines.add(new CartLine(no, sku, sku / 10, sku / 100, sku % 3 == 0 ? "NICHE" : "HIT",
                    1 + random.nextInt(5), random.nextInt(8) == 0 ? random.nextLong(4) : random.nextLong(15_000), 100,
                    1, random.nextInt(4) == 0 ? random.nextLong(9_000) : 0));
        }
        List<CouponRight> rights = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.gate() == Gate.COUPON && random.nextInt(4) > 0) {
                rights.add(new CouponRight(100 + rule.id(), rule.id(), Shop.NOW.plusSeconds(random.nextInt(50))));
            }
        }
        Set<Long> chosen = rights.stream().map(CouponRight::couponId).filter(id -> random.nextInt(3) > 0)
                .collect(Collectors.toSet());
        Buyer buyer = new Buyer(7, random.nextBoolean() ? Set.of("seed") : Set.of(), random.nextBoolean(), rights);
        Hints hints = random.nextInt(4) == 0 ? new Hints(Set.of(501L), Map.of(1L, 1, 2L, 0)) : Hints.NONE;
        return new QuoteRequest(new Cart(lines, Shop.drawOccasion(random, lines)), buyer,
                new CouponChoice.Chosen(chosen), new Destination(random.nextBoolean() ? "440106" : "650102"), hints,
                Shop.NOW);
    }
}
