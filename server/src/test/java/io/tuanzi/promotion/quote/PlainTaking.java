package io.tuanzi.promotion.quote;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an effect takes, for the plain engine: every unit is an object.
 *
 * @param entry what lines cost at the entry of the phase
 * @param only  the lines it may take from, or null for all
 */
record PlainTaking(QuoteRequest ask, List<CartLine> cart, Map<Integer, Long> entry, PlainEngine.Now now,
        @Nullable Set<Integer> only) {

    /** One unit of a line and what it costs now; no two are equal. */
    private static final class Unit {
        private final CartLine line;
        private final long value;

        private Unit(CartLine line, long value) {
            this.line = line;
            this.value = value;
        }
    }

    PlainEngine.Took of(Rule rule) {
        Effect effect = rule.effect();
        if (effect instanceof Effect.FreeShipping free) {
            long off = Math.min(now.freight(), Objects.requireNonNullElse(free.capMinor(), Long.MAX_VALUE));
            return new PlainEngine.Took(rule, Map.of(0, off), 0);
        }
        if (effect instanceof Effect.Gift gift) {
            long units = lines(gift.target()).stream().mapToLong(CartLine::quantity).sum();
            long times = gift.forUnits() == 0 ? 1 : units / gift.forUnits();
            times = Math.min(times, Objects.requireNonNullElse(gift.mostTimes(), Integer.MAX_VALUE));
            return new PlainEngine.Took(rule, Map.of(), (int) (times * gift.quantity()));
        }
        return new PlainEngine.Took(rule, amounts(effect), 0);
    }

    private Map<Integer, Long> amounts(Effect effect) {
        return switch (effect) {
            case Effect.GroupPrice price -> cart.stream().filter(this::mayTake)
                    .filter(line -> PlainEngine.groupPrice(ask, line) != null)
                    .collect(Collectors.toMap(CartLine::lineNo, line -> Math.max(0, net(line) - line.quantity()
                            * Objects.requireNonNull(PlainEngine.groupPrice(ask, line)))));
            case Effect.PercentOff percent -> {
                long off = PlainEngine.share(sum(net(percent.target())), percent.offBp());
                yield clipped(divided(Math.min(off, Objects.requireNonNullElse(percent.capMinor(), off)),
                        net(percent.target())));
            }
            case Effect.AmountOff amount -> poured(amount.minor(), amount.target());
            case Effect.StepOff ladder -> poured(ladder.steps().stream()
                    .filter(step -> step.fromMinor() <= atEntry(ladder.target()))
                    .mapToLong(Effect.Step::offMinor).max().orElse(0), ladder.target());
            case Effect.EveryOff every -> poured(Math.min(atEntry(every.target()) / every.everyMinor()
                    * every.offMinor(), Objects.requireNonNullElse(every.capMinor(), Long.MAX_VALUE)), every.target());
            case Effect.UnitOff off -> eachUnit(off.target(), off.mostUnits(), unit -> Math.min(unit, off.minor()));
            case Effect.UnitPrice at -> eachUnit(at.target(), at.mostUnits(), unit -> Math.max(0, unit - at.minor()));
            case Effect.NthUnit nth -> cheapestOf(nth.target(), nth.nth(), 1, nth.offBp(), nth.mostTimes());
            case Effect.BuyGet get when get.bought().equals(get.target()) ->
                cheapestOf(get.target(), get.buy() + get.get(), get.get(), get.offBp(), get.mostTimes());
            case Effect.BuyGet get -> given(get);
            case Effect.SetPrice sets -> sets(sets);
            default -> throw new IllegalStateException(effect.toString());
        };
    }

    private boolean mayTake(CartLine line) {
        return only == null || only.contains(line.lineNo());
    }

    private List<CartLine> lines(Selector of) {
        return cart.stream().filter(this::mayTake).filter(of::covers).toList();
    }

    private long net(CartLine line) {
        return now.net().getOrDefault(line.lineNo(), 0L);
    }

    private Map<Integer, Long> net(Selector of) {
        return lines(of).stream().collect(Collectors.toMap(CartLine::lineNo, this::net));
    }

    private static long sum(Map<Integer, Long> of) {
        return of.values().stream().mapToLong(Long::longValue).sum();
    }

    private long atEntry(Selector of) {
        return cart.stream().filter(of::covers).mapToLong(line -> entry.getOrDefault(line.lineNo(), 0L)).sum();
    }

    private Map<Integer, Long> divided(long total, Map<Integer, Long> weights) {
        return total == 0 ? Map.of() : PlainEngine.divide(total, weights, cart);
    }

    long room(int lineNo) {
        CartLine line = cart.stream().filter(each -> each.lineNo() == lineNo).findFirst().orElseThrow();
        return Math.max(0, net(line) - line.floorMinor() * line.quantity());
    }

    private Map<Integer, Long> clipped(Map<Integer, Long> amounts) {
        Map<Integer, Long> clipped = new HashMap<>();
        amounts.forEach((line, amount) -> clipped.put(line, Math.min(amount, room(line))));
        return clipped;
    }

    private Map<Integer, Long> poured(long minor, Selector of) {
        Map<Integer, Long> weights = new HashMap<>(net(of));
        Map<Integer, Long> given = new HashMap<>();
        long left = Math.min(minor, sum(weights));
        while (left > 0) {
            weights.keySet().removeIf(line -> given.getOrDefault(line, 0L) == room(line));
            if (sum(weights) == 0) {
                break;
            }
            for (Map.Entry<Integer, Long> part : divided(left, weights).entrySet()) {
                long before = given.getOrDefault(part.getKey(), 0L);
                long then = Math.min(before + part.getValue(), room(part.getKey()));
                given.put(part.getKey(), then);
                left -= then - before;
            }
        }
        return given;
    }

    // ── units ──

    /** Dearest first, then by line; a line's sum is divided so that j units cost ⌊sum · j / quantity⌋. */
    private List<Unit> units(Selector of) {
        List<Unit> units = new ArrayList<>();
        for (CartLine line : lines(of)) {
            BigInteger sum = BigInteger.valueOf(net(line));
            BigInteger quantity = BigInteger.valueOf(line.quantity());
            for (int j = 1; j <= line.quantity(); j++) {
                units.add(new Unit(line, sum.multiply(BigInteger.valueOf(j)).divide(quantity)
                        .subtract(sum.multiply(BigInteger.valueOf(j - 1)).divide(quantity)).longValueExact()));
            }
        }
        units.sort(Comparator.<Unit>comparingLong(unit -> -unit.value).thenComparingLong(unit -> unit.line.skuId()));
        return units;
    }

    private static Map<Integer, Long> worth(List<Unit> units) {
        Map<Integer, Long> worth = new HashMap<>();
        units.forEach(unit -> worth.merge(unit.line.lineNo(), unit.value, Long::sum));
        return worth;
    }

    private Map<Integer, Long> shareOf(List<Unit> units, int bp) {
        Map<Integer, Long> worth = worth(units);
        return clipped(divided(PlainEngine.share(sum(worth), bp), worth));
    }

    private Map<Integer, Long> eachUnit(Selector of, @Nullable Integer most, Function<Long, Long> off) {
        Map<Integer, Long> taken = new HashMap<>();
        units(of).stream().limit(Objects.requireNonNullElse(most, Integer.MAX_VALUE))
                .forEach(unit -> taken.merge(unit.line.lineNo(), off.apply(unit.value), Long::sum));
        return clipped(taken);
    }

    private Map<Integer, Long> cheapestOf(Selector of, int size, int cheapest, int bp, @Nullable Integer most) {
        List<Unit> units = units(of);
        List<Unit> less = new ArrayList<>();
        int times = Math.min(units.size() / size, Objects.requireNonNullElse(most, Integer.MAX_VALUE));
        for (int set = 0; set < times; set++) {
            less.addAll(units.subList((set + 1) * size - cheapest, (set + 1) * size));
        }
        return shareOf(less, bp);
    }

    /** The most often that so many can be bought and others be given, tried from above. */
    static int times(Effect.BuyGet get, List<CartLine> cart) {
        int both = count(cart, line -> get.bought().covers(line) && get.target().covers(line));
        int bought = count(cart, line -> get.bought().covers(line)) - both;
        int given = count(cart, line -> get.target().covers(line)) - both;
        int times = bought + given + both;
        while (Math.max(0, times * get.buy() - bought) + Math.max(0, times * get.get() - given) > both) {
            times--;
        }
        return times;
    }

    private static int count(List<CartLine> cart, java.util.function.Predicate<CartLine> of) {
        return cart.stream().filter(of).mapToInt(CartLine::quantity).sum();
    }

    private Map<Integer, Long> given(Effect.BuyGet get) {
        int times = Math.min(times(get, cart), Objects.requireNonNullElse(get.mostTimes(), Integer.MAX_VALUE));
        List<Unit> chosen = new ArrayList<>();
        List<Unit> may = units(get.target()).reversed();
        int buyable = count(cart, get.bought()::covers);
        for (Unit unit : may) {
            boolean alsoBought = get.bought().covers(unit.line);
            boolean enoughLeft = !alsoBought || buyable - 1 >= times * get.buy();
            if (chosen.size() < times * get.get() && enoughLeft) {
                chosen.add(unit);
                buyable -= alsoBought ? 1 : 0;
            }
        }
        return shareOf(chosen, get.offBp());
    }

    private Map<Integer, Long> sets(Effect.SetPrice sets) {
        List<Unit> left = new ArrayList<>(units(Selector.ALL));
        List<Effect.Part> parts = sets.parts().stream()
                .sorted(Comparator.comparing(part -> count(cart, part.of()::covers))).toList();
        List<Unit> inSets = new ArrayList<>();
        long saved = 0;
        int times = 0;
        while (times < Objects.requireNonNullElse(sets.mostTimes(), Integer.MAX_VALUE)) {
            List<Unit> set = new ArrayList<>();
            for (Effect.Part part : parts) {
                left.stream().filter(unit -> part.of().covers(unit.line) && !set.contains(unit)).limit(part.units())
                        .toList().forEach(set::add);
            }
            long worth = set.stream().mapToLong(unit -> unit.value).sum();
            if (set.size() < parts.stream().mapToInt(Effect.Part::units).sum() || worth <= sets.minor()) {
                break;
            }
            left.removeAll(set);
            inSets.addAll(set);
            saved += worth - sets.minor();
            times++;
        }
        return clipped(divided(saved, worth(inSets)));
    }
}
