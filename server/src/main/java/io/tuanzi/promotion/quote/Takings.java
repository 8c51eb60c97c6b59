package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Allocation;
import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.kernel.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What effects take from what is left of the lines now: on the lines of a mask, or on all they are about. */
record Takings(Run run, Candidate candidate, boolean @Nullable [] mask) {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    Taken now() {
        return switch (candidate.rule().effect()) {
            case Effect.GroupPrice price -> groupPrice();
            case Effect.PercentOff percent -> percent(percent);
            case Effect.AmountOff amount -> {
                long[] base = covered(amount.target());
                long sum = Arrays.stream(base).sum();
                yield amount(base, sum, amount.minor(), null, Why.Code.APPLIED, sum);
            }
            case Effect.StepOff ladder -> {
                long reckoned = run.entry.sum(ladder.target());
                int reached = ladder.reached(reckoned);
                Effect.Step step = reached == 0 ? new Effect.Step(0, 0) : ladder.steps().get(reached - 1);
                yield amount(covered(ladder.target()), reckoned, step.offMinor(), null, Why.Code.REACHED,
                        step.fromMinor());
            }
            case Effect.EveryOff every -> {
                long reckoned = run.entry.sum(every.target());
                yield amount(covered(every.target()), reckoned, every.uncapped(reckoned), every.capMinor(),
                        Why.Code.REACHED, reckoned - reckoned % every.everyMinor());
            }
            case Effect.UnitOff off -> eachUnit(off.target(), off.mostUnits(), value -> Math.min(value, off.minor()));
            case Effect.UnitPrice at -> eachUnit(at.target(), at.mostUnits(),
                    value -> Math.max(0, value - at.minor()));
            case Effect.NthUnit nth -> cheapestOf(nth.target(), nth.nth(), 1, nth.offBp(), nth.mostTimes());
            case Effect.BuyGet get -> get.bought().equals(get.target())
                    ? cheapestOf(get.target(), get.buy() + get.get(), get.get(), get.offBp(), get.mostTimes())
                    : buyGet(get);
            case Effect.SetPrice sets -> sets(sets);
            case Effect.Gift gift -> gift(gift);
            case Effect.FreeShipping free -> {
                long off = free.capMinor() == null ? run.freightMinor : Math.min(free.capMinor(), run.freightMinor);
                yield new Taken(candidate, new long[run.lines.length], off, null, new long[run.lines.length],
                        run.freightMinor, run.freightMinor,
                        Why.of(off < run.freightMinor ? Why.Code.CAPPED : Why.Code.APPLIED, run.freightMinor, off));
            }
        };
    }

    /**
     * What an effect that is the same on every line takes of one line alone, in ten thousandths of a fen: a rate is
     * rounded once, on the sum of the lines it wins, not when lines are compared.
     */
    static long onLine(Run run, Effect effect, int line) {
        if (!effect.target().covers(run.lines[line])) {
            return 0;
        }
        long net = run.net[line];
        long off = switch (effect) {
            case Effect.GroupPrice price -> run.groupPriceOff(line) * BasisPoints.WHOLE;
            case Effect.PercentOff percent -> Math.multiplyExact(net, percent.offBp());
            case Effect.UnitOff unit -> Math.min(net, unit.minor() * run.lines[line].quantity()) * BasisPoints.WHOLE;
            case Effect.UnitPrice at -> Math.max(0, net - at.minor() * run.lines[line].quantity()) * BasisPoints.WHOLE;
            default -> throw new IllegalStateException(effect + " cannot compete on lines");
        };
        return effect instanceof Effect.GroupPrice ? off : Math.min(off, run.room(line) * BasisPoints.WHOLE);
    }

    private boolean chosen(Selector target, int line) {
        return (mask == null || mask[line]) && target.covers(run.lines[line]);
    }

    private long[] covered(Selector target) {
        long[] base = new long[run.lines.length];
        for (int i = 0; i < base.length; i++) {
            base[i] = chosen(target, i) ? run.net[i] : 0;
        }
        return base;
    }

    private Taken groupPrice() {
        long[] base = covered(Selector.ALL);
        long[] off = new long[base.length];
        Arrays.setAll(off, line -> base[line] == 0 ? 0 : run.groupPriceOff(line));
        long sum = Arrays.stream(base).sum();
        long taken = Arrays.stream(off).sum();
        return new Taken(candidate, off, 0, null, base, sum, taken, Why.of(Why.Code.APPLIED, sum, taken));
    }

    private Taken percent(Effect.PercentOff percent) {
        long[] base = covered(percent.target());
        long sum = Arrays.stream(base).sum();
        long raw = BasisPoints.halfUp(sum, percent.offBp());
        long off = percent.capMinor() == null ? raw : Math.min(raw, percent.capMinor());
        Why why = off < raw ? Why.of(Why.Code.CAPPED, raw, off) : Why.of(Why.Code.APPLIED, sum, off);
        return kept(Allocation.split(off, base), base, sum, raw, why);
    }

    /** A sum of fen; what floors keep one line from giving, the others give as far as they can. */
    private Taken amount(long[] base, long reckoned, long raw, @Nullable Long cap, Why.Code code, long from) {
        long sum = Arrays.stream(base).sum();
        long wanted = Math.min(cap == null ? raw : Math.min(raw, cap), sum);
        long[] amounts = run.floors ? Floors.pour(wanted, base, run) : Allocation.split(wanted, base);
        long taken = Arrays.stream(amounts).sum();
        Why why = taken < wanted ? Why.of(Why.Code.FLOORED, wanted, taken)
                : cap != null && cap < raw ? Why.of(Why.Code.CAPPED, raw, taken) : Why.of(code, from, taken);
        return new Taken(candidate, amounts, 0, null, base, reckoned, raw, why);
    }

    /** Keeps every line at its floor; what a line cannot give is not taken from another. */
    private Taken kept(long[] amounts, long[] basis, long reckoned, long raw, Why why) {
        long wanted = Arrays.stream(amounts).sum();
        if (run.floors) {
            Arrays.setAll(amounts, i -> Math.min(amounts[i], run.room(i)));
        }
        long taken = Arrays.stream(amounts).sum();
        return new Taken(candidate, amounts, 0, null, basis, reckoned, raw,
                taken < wanted ? Why.of(Why.Code.FLOORED, wanted, taken) : why);
    }

    /** What comes off one unit of such a value. */
    private interface OfUnit {
        long off(long value);
    }

    private Taken eachUnit(Selector target, @Nullable Integer mostUnits, OfUnit effect) {
        long[] basis = new long[run.lines.length];
        long[] amounts = new long[run.lines.length];
        long left = mostUnits == null ? NO_LIMIT : mostUnits;
        long units = 0;
        for (Units.Stretch stretch : new Units(run.lines, run.net, line -> chosen(target, line)).stretches()) {
            long off = effect.off(stretch.value);
            long now = off == 0 ? 0 : Math.min(left, stretch.left());
            basis[stretch.line] += stretch.value * now;
            amounts[stretch.line] += off * now;
            units += now;
            left -= now;
        }
        return priced(amounts, basis, units);
    }

    private Taken priced(long[] amounts, long[] basis, long units) {
        long sum = Arrays.stream(amounts).sum();
        return kept(amounts, basis, Arrays.stream(basis).sum(), sum, Why.of(Why.Code.UNITS_LESS, units, sum));
    }

    private Taken share(long[] weights, int offBp, long units) {
        return priced(Allocation.split(BasisPoints.halfUp(Arrays.stream(weights).sum(), offBp), weights), weights,
                units);
    }

    private Taken cheapestOf(Selector target, int size, int given, int offBp, @Nullable Integer mostTimes) {
        Units units = new Units(run.lines, run.net, line -> chosen(target, line));
        long[] weights = new long[run.lines.length];
        int left = mostTimes == null ? NO_LIMIT : mostTimes;
        long times = 0;
        Units.Sets sets = units.next(new int[] {size}, List.of(line -> true), left);
        while (sets != null) {
            sets.addCheapest(given, weights);
            times += sets.times();
            left -= sets.times();
            sets = left == 0 ? null : units.next(new int[] {size}, List.of(line -> true), left);
        }
        return share(weights, offBp, times * given);
    }

    private Taken buyGet(Effect.BuyGet effect) {
        IntPredicate bought = line -> chosen(effect.bought(), line);
        IntPredicate target = line -> chosen(effect.target(), line);
        Units units = new Units(run.lines, run.net, bought.or(target));
        long buyable = units.count(bought);
        long givable = units.count(target);
        long all = units.count(line -> true);
        long times = Math.min(Math.min(buyable / effect.buy(), givable / effect.get()),
                all / (effect.buy() + effect.get()));
        times = effect.mostTimes() == null ? times : Math.min(times, effect.mostTimes());
        long need = times * effect.get();
        long ofBoth = buyable - times * effect.buy();
        long[] weights = new long[run.lines.length];
        for (Units.Stretch stretch : units.stretches().reversed()) {
            boolean both = bought.test(stretch.line);
            long now = target.test(stretch.line) ? Math.min(need, stretch.left()) : 0;
            now = both ? Math.min(now, ofBoth) : now;
            weights[stretch.line] += stretch.value * now;
            need -= now;
            ofBoth -= both ? now : 0;
        }
        return share(weights, effect.offBp(), times * effect.get());
    }

    private Taken sets(Effect.SetPrice effect) {
        List<Effect.Part> parts = new ArrayList<>(effect.parts());
        Units units = new Units(run.lines, run.net,
                line -> parts.stream().anyMatch(part -> chosen(part.of(), line)));
        parts.sort(Comparator.comparingInt(part -> units.count(line -> part.of().covers(run.lines[line]))));
        int[] needs = parts.stream().mapToInt(Effect.Part::units).toArray();
        List<IntPredicate> covers = parts.stream()
                .map(part -> (IntPredicate) line -> part.of().covers(run.lines[line])).toList();
        long[] weights = new long[run.lines.length];
        long off = 0;
        int times = 0;
        int most = effect.mostTimes() == null ? NO_LIMIT : effect.mostTimes();
        while (times < most) {
            Units.Sets sets = units.next(needs, covers, most - times);
            if (sets == null || sets.value() <= effect.minor()) {
                break;
            }
            sets.addCheapest(NO_LIMIT, weights);
            off += (sets.value() - effect.minor()) * sets.times();
            times += sets.times();
        }
        return kept(Allocation.split(off, weights), weights, Arrays.stream(weights).sum(), off,
                Why.of(Why.Code.SETS_MADE, times, off));
    }

    private Taken gift(Effect.Gift gift) {
        long covered = IntStream.range(0, run.lines.length).filter(line -> chosen(gift.target(), line))
                .mapToLong(line -> run.lines[line].quantity()).sum();
        long times = gift.forUnits() == 0 ? 1 : covered / gift.forUnits();
        times = gift.mostTimes() == null ? times : Math.min(times, gift.mostTimes());
        int quantity = Math.toIntExact(Math.min(times * gift.quantity(), Quantity.MAX));
        long[] nothing = new long[run.lines.length];
        GiftLine line = quantity == 0 ? null
                : new GiftLine(candidate.rule().kind(), candidate.rule().id(), gift.skuId(), quantity);
        return new Taken(candidate, nothing, 0, line, nothing, covered, 0, Why.of(Why.Code.GIVEN, quantity, 0));
    }
}
