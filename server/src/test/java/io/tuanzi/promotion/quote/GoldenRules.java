package io.tuanzi.promotion.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules and freight templates as the golden carts write them: clauses between semicolons, each a word and what it
 * says, such as {@code order: off 20.00; when spend 100.00; group coupon}.
 */
final class GoldenRules {

    private GoldenRules() {}

    /** Yuan with two digits as fen. */
    static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }

    private static int bp(String percent) {
        return new BigDecimal(percent.replace("%", "")).movePointRight(2).intValueExact();
    }

    static Rule rule(long id, String text) {
        String[] headed = text.split(":", 2);
        Phase phase = Phase.valueOf(headed[0].strip().toUpperCase(Locale.ROOT));
        List<String> clauses = Arrays.stream(headed[1].split(";")).map(String::strip).toList();
        Map<String, String> said = new HashMap<>();
        for (String clause : clauses.subList(1, clauses.size())) {
            String[] parts = clause.split(" ", 2);
            if (said.put(parts[0], parts.length > 1 ? parts[1].strip() : "") != null) {
                throw new IllegalArgumentException(parts[0] + " twice: " + text);
            }
        }
        Gate gate = phase == Phase.COUPON || said.containsKey("coupon") ? Gate.COUPON : Gate.OPEN;
        Kind kind = said.containsKey("kind") ? Kind.valueOf(said.get("kind"))
                : gate == Gate.COUPON ? Kind.COUPON : phase == Phase.SHIPPING ? Kind.FREE_SHIPPING : Kind.DISCOUNT;
        String[] names = said.getOrDefault("named", "优惠" + id + " / Offer " + id).split(" / ");
        Effect effect = effect(clauses.getFirst(), selector(said.getOrDefault("on", "all")), said);
        return new Rule(id, 1, kind, names[0], names[1], phase, Integer.parseInt(said.getOrDefault("priority", "0")),
                gate, condition(said.get("when")), effect, new Schedule(instant(said.get("from")),
                        instant(said.get("until"))), stacking(said, gate, phase), number(said.get("budget")),
                RefundPolicy.PRORATE, count(said.get("limit")));
    }

    private static Stacking stacking(Map<String, String> said, Gate gate, Phase phase) {
        String group = said.getOrDefault("group", gate == Gate.COUPON && phase == Phase.COUPON ? "coupon" : "");
        if (said.containsKey("within")) {
            return Stacking.within(Arrays.stream(said.get("within").split(", ")).map(level -> level.split(" "))
                    .map(level -> new Stacking.Level(level[0], Stacking.Mode.valueOf(level[1]),
                            Integer.parseInt(level[2]))).toArray(Stacking.Level[]::new));
        }
        boolean perLine = group.endsWith(" per line");
        return new Stacking(group.replace(" per line", "").replace("none", ""), perLine,
                said.containsKey("not-with") ? Set.of(said.get("not-with").split(" ")) : Set.of());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Integer count(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static Effect effect(String text, Selector on, Map<String, String> said) {
        String[] words = text.split(" ");
        Long cap = said.containsKey("cap") ? Long.valueOf(fen(said.get("cap"))) : null;
        Integer most = count(said.get("most"));
        return switch (words[0]) {
            case "percent" -> new Effect.PercentOff(bp(words[1]), cap, on);
            case "off" -> new Effect.AmountOff(fen(words[1]), on);
            case "ladder" -> new Effect.StepOff(Arrays.stream(words).skip(1).map(step -> step.split("-"))
                    .map(step -> new Effect.Step(fen(step[0]), fen(step[1]))).toList(), on);
            case "every" -> new Effect.EveryOff(fen(words[1].split("-")[0]), fen(words[1].split("-")[1]), cap, on);
            case "each-off" -> new Effect.UnitOff(fen(words[1]), most, on);
            case "each-at" -> new Effect.UnitPrice(fen(words[1]), most, on);
            case "nth" -> new Effect.NthUnit(Integer.parseInt(words[1]), bp(words[2]), most, on);
            case "buy" -> new Effect.BuyGet(Integer.parseInt(words[1]), Integer.parseInt(words[3]), bp(words[4]), most,
                    selector(said.getOrDefault("bought", said.getOrDefault("on", "all"))), on);
            case "set" -> new Effect.SetPrice(parts(said.getOrDefault("of", "")), fen(words[1]), most);
            case "gift" -> new Effect.Gift(Long.parseLong(words[1]), Integer.parseInt(words[2].substring(1)),
                    Integer.parseInt(said.getOrDefault("per", "0")), most, on);
            case "free-shipping" -> new Effect.FreeShipping(cap);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static List<Effect.Part> parts(String text) {
        return Arrays.stream(text.split(" \\+ ")).map(part -> part.split(" "))
                .map(part -> new Effect.Part(Integer.parseInt(part[0]), selector(part[1]))).toList();
    }

    /** Such as {@code all}, {@code category=1+2}, {@code sku=110/product=12}, {@code all/except=11}. */
    static Selector selector(String text) {
        Map<String, List<String>> named = new HashMap<>();
        for (String part : text.split("/")) {
            if (!part.equals("all")) {
                String[] sides = part.split("=");
                named.put(sides[0], List.of(sides[1].split("\\+")));
            }
        }
        return new Selector(ids(named, "category"), ids(named, "product"), ids(named, "sku"),
                Set.copyOf(named.getOrDefault("zone", List.of())), ids(named, "except"));
    }

    private static Set<Long> ids(Map<String, List<String>> named, String of) {
        return named.getOrDefault(of, List.of()).stream().map(Long::valueOf).collect(Collectors.toSet());
    }

    /** Such as {@code spend 100.00 category=1 and cohort seed}; {@code any(a | b)} and {@code not(a)} nest once. */
    private static Condition condition(@Nullable String text) {
        if (text == null) {
            return Condition.ALWAYS;
        }
        List<Condition> parts = Arrays.stream(text.split(" and ")).map(GoldenRules::clause).toList();
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private static Condition clause(String text) {
        if (text.startsWith("any(")) {
            List<Condition> parts = new ArrayList<>();
            for (String part : text.substring(4, text.length() - 1).split(" \\| ")) {
                parts.add(clause(part));
            }
            return new Condition.Any(parts);
        }
        if (text.startsWith("not(")) {
            return new Condition.Not(clause(text.substring(4, text.length() - 1)));
        }
        String[] words = text.split(" ");
        Selector of = selector(words.length > 2 ? words[2] : "all");
        return switch (words[0]) {
            case "spend" -> new Condition.SpendAtLeast(of, fen(words[1]));
            case "units" -> new Condition.UnitsAtLeast(of, Integer.parseInt(words[1]));
            case "cohort" -> new Condition.InCohort(words[1]);
            case "first-order" -> new Condition.FirstOrder();
            case "alone" -> new Condition.BoughtAlone();
            case "group-of" -> new Condition.GroupOf(Integer.parseInt(words[1]));
            case "region" -> new Condition.RegionIn(Set.of(words[1].split("\\+")));
            default -> throw new IllegalArgumentException(text);
        };
    }

    /**
     * Such as {@code weight; free-over 99.00; zone * 1000/10.00 + 500/2.00; zone 65+54 1000/20.00 + 500/8.00;
     * unserved 81+82}.
     */
    static FreightTemplate freight(long id, String text) {
        Selector covers = Selector.ALL;
        Long freeOver = null;
        int priority = 0;
        List<FreightTemplate.Zone> zones = new ArrayList<>();
        String[] clauses = text.split("; ");
        for (String clause : clauses) {
            String[] words = clause.strip().split("[ /]+");
            switch (words[0]) {
                case "on" -> covers = selector(clause.strip().substring(3));
                case "priority" -> priority = Integer.parseInt(words[1]);
                case "free-over" -> freeOver = fen(words[1]);
                case "unserved" -> zones.add(new FreightTemplate.Zone(regions(words[1]), 1, 0, 1, 0, false));
                case "zone" -> zones.add(new FreightTemplate.Zone(regions(words[1]), Integer.parseInt(words[2]),
                        fen(words[3]), Integer.parseInt(words[5]), fen(words[6]), true));
                default -> { }
            }
        }
        return new FreightTemplate(id, 1, "运费" + id, "Delivery " + id, priority, covers,
                FreightTemplate.Measure.valueOf(clauses[0].strip().toUpperCase(Locale.ROOT)), zones, freeOver);
    }

    private static List<String> regions(String text) {
        return Arrays.stream(text.split("\\+")).map(each -> each.replace("*", "")).toList();
    }
}
