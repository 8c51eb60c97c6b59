package io.tuanzi.promotion.quote;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A second engine, written from the sentences of the first and sharing none of its code: every unit by itself, every
 * choice of several rules tried, arithmetic in whole numbers of any size. Slow, and only for small carts.
 */
final class PlainEngine {

    /** What a rule took or gave, by line number; the freight has number 0. */
    record Took(Rule rule, Map<Integer, Long> byLine, int given) {
        long sum() {
            return byLine.values().stream().mapToLong(Long::longValue).sum();
        }

        boolean any() {
            return sum() > 0 || given > 0;
        }
    }

    /** The price: what every line costs, the freight, and what was applied. */
    record Price(Map<Integer, Long> lines, long freightMinor, List<Took> applied) {
        long totalMinor() {
            return lines.values().stream().mapToLong(Long::longValue).sum() + freightMinor;
        }
    }

    /** What things cost at some moment; a new one is made for whatever happens. */
    record Now(Map<Integer, Long> net, long freight, List<Took> took) {
        Now after(Took what) {
            Map<Integer, Long> less = new TreeMap<>(net);
            what.byLine().forEach((line, off) -> less.computeIfPresent(line, (no, was) -> was - off));
            List<Took> all = new ArrayList<>(took);
            if (what.any()) {
                all.add(what);
            }
            return new Now(less, freight - what.byLine().getOrDefault(0, 0L), all);
        }

        long taken() {
            return took.stream().mapToLong(Took::sum).sum();
        }
    }

    private final List<Rule> rules;
    private final QuoteRequest ask;
    private final List<CartLine> cart;
    private final long freight;

    private PlainEngine(List<Rule> rules, QuoteRequest ask, long freight) {
        this.rules = rules.stream().sorted(Comparator.comparing((Rule rule) -> -rule.priority())
                .thenComparing(Rule::id)).toList();
        this.ask = ask;
        this.cart = ask.cart().lines().stream().sorted(Comparator.comparing(CartLine::skuId)).toList();
        this.freight = freight;
    }

    /** The price of a cart of different SKUs with a fixed freight and coupons chosen by hand, one per rule. */
    static Price price(List<Rule> rules, QuoteRequest ask, long freight) {
        return new PlainEngine(rules, ask, freight).price();
    }

    private Price price() {
        Map<Integer, Long> net = new TreeMap<>();
        cart.forEach(line -> net.put(line.lineNo(), line.listPriceMinor() * line.quantity()));
        Now now = new Now(net, freight, List.of());
        for (Phase phase : List.of(Phase.PRICE, Phase.LINE, Phase.ORDER, Phase.COUPON, Phase.SHIPPING)) {
            now = phase(phase, now);
        }
        return new Price(now.net(), now.freight(), now.took());
    }

    private Now phase(Phase phase, Now entry) {
        List<Rule> hold = new ArrayList<>();
        if (phase == Phase.PRICE && ask.cart().occasion() instanceof Occasion.Group group) {
            hold.add(Rule.groupPrice(group));
        }
        for (Rule rule : rules) {
            if (rule.phase() == phase && admitted(rule) && new PlainTerms(ask, cart, entry.net()).hold(rule)
                    && !blocked(rule, entry.took())) {
                hold.add(rule);
            }
        }
        return settle(hold, 0, Stacking.Mode.ALL, 1, false, entry, entry, entry.net());
    }

    private boolean admitted(Rule rule) {
        Schedule when = rule.schedule();
        boolean open = (when.from() == null || !ask.at().isBefore(when.from()))
                && (when.until() == null || ask.at().isBefore(when.until()));
        boolean allowed = !ask.hints().spentBudgetIds().contains(Objects.requireNonNullElse(rule.budgetId(), -1L))
                && (rule.perPersonLimit() == null
                        || ask.hints().timesUsed().getOrDefault(rule.id(), 0) < rule.perPersonLimit());
        boolean held = rule.gate() == Gate.OPEN || ask.buyer().rights().stream().anyMatch(right ->
                right.ruleId() == rule.id() && right.validUntil().isAfter(ask.at())
                        && ask.coupons() instanceof CouponChoice.Chosen chosen
                        && chosen.couponIds().contains(right.couponId()));
        return open && allowed && held;
    }

    // ── groups ──

    private static List<Stacking.Level> path(Rule rule) {
        Stacking stacking = rule.stacking();
        return !stacking.levels().isEmpty() ? stacking.levels() : stacking.group().isEmpty() ? List.of()
                : List.of(new Stacking.Level(stacking.group(), Stacking.Mode.BEST, 1));
    }

    private static String member(Rule rule, int depth) {
        List<Stacking.Level> path = path(rule);
        return depth + 1 < path.size() ? path.get(depth + 1).group() : "#" + rule.id();
    }

    private static Set<String> inside(String group, int depth, List<Took> earlier) {
        Set<String> inside = new HashSet<>();
        for (Took took : earlier) {
            List<Stacking.Level> path = path(took.rule());
            if (depth < path.size() && path.get(depth).group().equals(group)) {
                inside.add(member(took.rule(), depth));
            }
        }
        return inside;
    }

    private static boolean blocked(Rule rule, List<Took> earlier) {
        for (Took took : earlier) {
            Set<String> theirs = new HashSet<>(List.of(took.rule().stacking().group()));
            path(took.rule()).forEach(level -> theirs.add(level.group()));
            if (theirs.stream().anyMatch(rule.stacking().notWith()::contains)) {
                return true;
            }
        }
        List<Stacking.Level> path = path(rule);
        for (int depth = 0; depth < path.size(); depth++) {
            Set<String> inside = inside(path.get(depth).group(), depth, earlier);
            if (path.get(depth).mode() != Stacking.Mode.ALL && inside.size() >= path.get(depth).most()
                    && !inside.contains(member(rule, depth))) {
                return true;
            }
        }
        return false;
    }

    private Now settle(List<Rule> hold, int depth, Stacking.Mode mode, int most, boolean onLines, Now entry, Now from,
            Map<Integer, Long> at) {
        if (onLines && mode != Stacking.Mode.ALL) {
            return onLines(hold, mode, from, at);
        }
        Map<String, List<Rule>> members = new LinkedHashMap<>();
        for (Rule rule : hold) {
            List<Stacking.Level> path = path(rule);
            boolean lines = depth + 1 == path.size() && rule.stacking().perLine();
            members.computeIfAbsent(depth < path.size() ? lines + path.get(depth).group() : "#" + rule.id(),
                    none -> new ArrayList<>()).add(rule);
        }
        List<List<Rule>> all = List.copyOf(members.values());
        return switch (mode) {
            case ALL -> {
                Now now = from;
                for (List<Rule> member : all) {
                    now = one(member, depth, entry, now, at);
                }
                yield now;
            }
            case FIRST -> {
                Now now = from;
                int applied = 0;
                for (List<Rule> member : all) {
                    Now then = applied < most ? one(member, depth, entry, now, at) : now;
                    applied += then.took().size() > now.took().size() ? 1 : 0;
                    now = then;
                }
                yield now;
            }
            case LEAST, BEST -> choose(all, depth, mode, most, entry, from, at);
        };
    }

    private Now one(List<Rule> member, int depth, Now entry, Now from, Map<Integer, Long> at) {
        List<Stacking.Level> path = path(member.getFirst());
        if (depth >= path.size()) {
            return from.after(new PlainTaking(ask, cart, at, from, null).of(member.getFirst()));
        }
        Stacking.Level level = path.get(depth);
        int most = Math.max(1, level.most() - inside(level.group(), depth, entry.took()).size());
        boolean lines = depth + 1 == path.size() && member.getFirst().stacking().perLine();
        return settle(member, depth + 1, level.mode(), level.most() == 1 ? 1 : most, lines, entry, from, at);
    }

    /** Tries every choice of up to so many members that all take something; of equal ones the earlier is kept. */
    private Now choose(List<List<Rule>> all, int depth, Stacking.Mode mode, int most, Now entry, Now from,
            Map<Integer, Long> at) {
        Now best = null;
        for (int choice = (1 << all.size()) - 1; choice > 0; choice--) {
            if (Integer.bitCount(choice) > most) {
                continue;
            }
            Now now = from;
            boolean idle = false;
            for (int i = 0; i < all.size(); i++) {
                Now then = (choice >> (all.size() - 1 - i) & 1) == 1 ? one(all.get(i), depth, entry, now, at) : now;
                idle |= then != now && then.taken() == now.taken();
                now = then;
            }
            long mine = idle ? 0 : now.taken() - from.taken();
            long other = best == null ? 0 : best.taken() - from.taken();
            boolean better = mode == Stacking.Mode.BEST ? mine > other : mine > 0 && (other == 0 || mine < other);
            best = better ? now : best;
        }
        return best == null ? one(all.getFirst(), depth, entry, from, at) : best;
    }

    private Now onLines(List<Rule> rivals, Stacking.Mode mode, Now from, Map<Integer, Long> at) {
        Map<Rule, Set<Integer>> won = new LinkedHashMap<>();
        rivals.forEach(rule -> won.put(rule, new HashSet<>()));
        for (CartLine line : cart) {
            Rule winner = null;
            BigDecimal with = BigDecimal.ZERO;
            for (Rule rule : rivals) {
                BigDecimal off = exactly(rule, line, from, at);
                int more = off.compareTo(with);
                boolean better = off.signum() > 0 && (with.signum() == 0 || mode == Stacking.Mode.BEST && more > 0
                        || mode == Stacking.Mode.LEAST && more < 0);
                winner = better ? rule : winner;
                with = better ? off : with;
            }
            if (winner != null) {
                Objects.requireNonNull(won.get(winner)).add(line.lineNo());
            }
        }
        Now now = from;
        for (Map.Entry<Rule, Set<Integer>> each : won.entrySet()) {
            now = now.after(new PlainTaking(ask, cart, at, now, each.getValue()).of(each.getKey()));
        }
        return now;
    }

    /** What a rule is due of one line before anything is rounded: a rate on it, but for what a floor keeps. */
    private BigDecimal exactly(Rule rule, CartLine line, Now from, Map<Integer, Long> at) {
        PlainTaking alone = new PlainTaking(ask, cart, at, from, Set.of(line.lineNo()));
        if (rule.effect() instanceof Effect.PercentOff percent && percent.target().covers(line)) {
            return BigDecimal.valueOf(Objects.requireNonNull(from.net().get(line.lineNo())))
                    .multiply(BigDecimal.valueOf(percent.offBp(), 4))
                    .min(BigDecimal.valueOf(alone.room(line.lineNo())));
        }
        return BigDecimal.valueOf(alone.of(rule).sum());
    }

    // ── arithmetic ──

    /** A share of a sum, half a fen upwards. */
    static long share(long sum, int bp) {
        return BigInteger.valueOf(sum).multiply(BigInteger.valueOf(2L * bp)).add(BigInteger.valueOf(10_000))
                .divide(BigInteger.valueOf(20_000)).longValueExact();
    }

    /** Largest remainder: fen after fen to whoever is furthest below what is exactly due, the earlier among equals. */
    static Map<Integer, Long> divide(long total, Map<Integer, Long> weights, List<CartLine> order) {
        BigInteger sum = BigInteger.valueOf(weights.values().stream().mapToLong(Long::longValue).sum());
        Map<Integer, Long> parts = new LinkedHashMap<>();
        Map<Integer, BigInteger> rest = new LinkedHashMap<>();
        long left = total;
        for (CartLine line : order) {
            long weight = weights.getOrDefault(line.lineNo(), 0L);
            if (weight > 0) {
                BigInteger[] due = BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight))
                        .divideAndRemainder(sum);
                parts.put(line.lineNo(), due[0].longValueExact());
                rest.put(line.lineNo(), due[1]);
                left -= due[0].longValueExact();
            }
        }
        while (left-- > 0) {
            int next = rest.entrySet().stream().reduce((a, b) -> b.getValue().compareTo(a.getValue()) > 0 ? b : a)
                    .orElseThrow().getKey();
            parts.merge(next, 1L, Long::sum);
            rest.put(next, BigInteger.ONE.negate());
        }
        return parts;
    }

    static @Nullable Long groupPrice(QuoteRequest ask, CartLine line) {
        return ask.cart().occasion() instanceof Occasion.Group group ? group.priceMinorBySku().get(line.skuId()) : null;
    }
}
