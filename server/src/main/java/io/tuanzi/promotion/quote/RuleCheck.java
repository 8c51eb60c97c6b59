package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at a rule before it is saved: what in it can never be meant, and how it goes with the rules there are. */
public final class RuleCheck {

    /** What can be found. */
    public enum Code {
        /** No cart and nobody could meet the condition. */
        NEVER_HOLDS,
        /** The condition asks for something everybody meets. */
        ALWAYS_HOLDS,
        /** Its time is over. */
        ENDED,
        /** The other rule always takes its place, and nothing would change without it. */
        UNREACHABLE,
        /** Goods would fall below their floor; it would be capped there. */
        BELOW_FLOOR,
        /** It applies to the same goods at the same time as the other rule, and both take. */
        COLLIDES,
        /** The other rule says otherwise of how a group goes together. */
        OTHER_GROUP
    }

    /**
     * One thing found.
     *
     * @param otherId the rule it has to do with, or the SKU for a floor; 0 for none
     * @param refuses whether the rule cannot be saved so
     */
    public record Finding(Code code, boolean refuses, long otherId, String zh, String en) {}

    private RuleCheck() {}

    /**
     * What is found of a rule.
     *
     * @param others the other rules in use
     * @param goods  one line for each SKU, with its price and its floor; only those with a floor count
     * @param at     now, in shop time
     */
    public static List<Finding> of(Rule rule, List<Rule> others, List<CartLine> goods, Instant at) {
        List<Finding> found = new ArrayList<>(alone(rule));
        Instant until = rule.schedule().until();
        if (until != null && !at.isBefore(until)) {
            found.add(new Finding(Code.ENDED, false, 0, "活动时间已过", "its time is over"));
        }
        goods.stream().filter(line -> line.floorMinor() > 0 && fallsBelow(rule.effect(), line)).forEach(line ->
                found.add(new Finding(Code.BELOW_FLOOR, false, line.skuId(),
                        "商品 " + line.skuId() + " 会低于最低售价，只减到最低售价",
                        "SKU " + line.skuId() + " would fall below its floor and stops there")));
        for (Rule other : others) {
            if (other.id() != rule.id()) {
                Finding finding = between(rule, other);
                if (finding != null) {
                    found.add(finding);
                }
            }
        }
        return found;
    }

    /** What is found of a rule by itself. */
    public static List<Finding> alone(Rule rule) {
        if (!Truth.possible(rule.condition())) {
            return List.of(new Finding(Code.NEVER_HOLDS, true, 0, "条件互相矛盾，永远不会满足", "the condition can never hold"));
        }
        boolean trivial = !rule.condition().equals(Condition.ALWAYS) && Truth.certain(rule.condition());
        return trivial ? List.of(new Finding(Code.ALWAYS_HOLDS, false, 0, "条件总是满足，等于没有条件",
                "the condition always holds, as if there were none")) : List.of();
    }

    private static boolean fallsBelow(Effect effect, CartLine line) {
        long price = line.listPriceMinor();
        if (!effect.target().covers(line)) {
            return false;
        }
        long then = switch (effect) {
            case Effect.PercentOff percent -> price - BasisPoints.halfUp(price, percent.offBp());
            case Effect.UnitOff off -> price - off.minor();
            case Effect.UnitPrice at -> Math.min(price, at.minor());
            default -> price;
        };
        return then < line.floorMinor();
    }

    private static @Nullable Finding between(Rule rule, Rule other) {
        if (otherwise(rule.stacking(), other.stacking())) {
            return new Finding(Code.OTHER_GROUP, true, other.id(), "同组的「" + other.nameZh() + "」对这个组的取法不同",
                    "\"" + other.nameEn() + "\" says otherwise of how its group goes together");
        }
        if (!meet(rule.schedule(), other.schedule())) {
            return null;
        }
        if (alwaysBefore(rule, other)) {
            return new Finding(Code.UNREACHABLE, false, other.id(), "总会被「" + other.nameZh() + "」取代，永远用不上",
                    "\"" + other.nameEn() + "\" always takes its place");
        }
        boolean apart = excluded(rule.stacking(), other.stacking()) || rule.gate() == Gate.COUPON
                || other.gate() == Gate.COUPON || rule.phase() == Phase.SHIPPING || other.phase() == Phase.SHIPPING;
        if (!apart && overlap(rule.effect().target(), other.effect().target())
                && Truth.possible(new Condition.All(List.of(rule.condition(), other.condition())))) {
            return new Finding(Code.COLLIDES, false, other.id(), "与「" + other.nameZh() + "」同时生效、会叠加",
                    "applies together with \"" + other.nameEn() + "\", and both take");
        }
        return null;
    }

    private static boolean otherwise(Stacking mine, Stacking theirs) {
        return mine.path().stream().anyMatch(level -> theirs.path().stream()
                .anyMatch(other -> other.group().equals(level.group()) && !other.equals(level)));
    }

    private static boolean meet(Schedule a, Schedule b) {
        return (a.until() == null || b.from() == null || b.from().isBefore(a.until()))
                && (b.until() == null || a.from() == null || a.from().isBefore(b.until()));
    }

    private static boolean spans(Schedule outer, Schedule inner) {
        boolean from = outer.from() == null || (inner.from() != null && !inner.from().isBefore(outer.from()));
        return from && (outer.until() == null
                || (inner.until() != null && !inner.until().isAfter(outer.until())));
    }

    private static boolean excluded(Stacking a, Stacking b) {
        return a.path().stream().anyMatch(level -> level.mode() != Stacking.Mode.ALL && b.path().contains(level))
                || (!b.group().isEmpty() && a.notWith().contains(b.group()))
                || (!a.group().isEmpty() && b.notWith().contains(a.group()));
    }

    /** Whether goods may be named by both; a category and a product may go together, for all that is known here. */
    private static boolean overlap(Selector a, Selector b) {
        if (!a.names() || !b.names()) {
            return true;
        }
        boolean onlyCategories = onlyCategories(a) && onlyCategories(b);
        boolean onlyProducts = onlyProducts(a) && onlyProducts(b);
        return !(onlyCategories && Collections.disjoint(a.categoryIds(), b.categoryIds())
                || onlyProducts && Collections.disjoint(a.productIds(), b.productIds()));
    }

    private static boolean onlyCategories(Selector of) {
        return of.equals(new Selector(of.categoryIds(), Set.of(), Set.of(), Set.of(), of.exceptProductIds()));
    }

    private static boolean onlyProducts(Selector of) {
        return of.equals(new Selector(Set.of(), of.productIds(), Set.of(), Set.of(), of.exceptProductIds()));
    }

    /** Whether, whenever the rule would apply, the other one does, takes as much or more, and leaves it no place. */
    private static boolean alwaysBefore(Rule rule, Rule other) {
        boolean sure = other.gate() == Gate.OPEN && other.budgetId() == null && other.perPersonLimit() == null
                && spans(other.schedule(), rule.schedule()) && Truth.implies(rule.condition(), other.condition());
        List<Stacking.Level> path = rule.stacking().path();
        if (!sure || other.phase() != rule.phase() || path.size() != 1 || path.getFirst().most() > 1
                || !path.equals(other.stacking().path()) || rule.stacking().perLine() != other.stacking().perLine()) {
            return false;
        }
        int more = takesMore(other.effect(), rule.effect());
        boolean earlier = RuleSet.ORDER.compare(other, rule) < 0;
        return switch (path.getFirst().mode()) {
            case BEST -> more > 0 || more == 0 && earlier;
            case FIRST -> more >= 0 && earlier;
            default -> false;
        };
    }

    /** 1 when the first takes more of the same goods than the second, 0 as much, −1 when that is not known. */
    private static int takesMore(Effect first, Effect second) {
        if (!first.target().equals(second.target())) {
            return -1;
        }
        if (first.equals(second)) {
            return 0;
        }
        boolean more = switch (first) {
            case Effect.AmountOff a when second instanceof Effect.AmountOff b -> a.minor() > b.minor();
            case Effect.PercentOff a when second instanceof Effect.PercentOff b ->
                a.offBp() >= b.offBp() && (a.capMinor() == null
                        || b.capMinor() != null && a.capMinor() >= b.capMinor());
            case Effect.UnitOff a when second instanceof Effect.UnitOff b ->
                a.minor() >= b.minor() && (a.mostUnits() == null
                        || b.mostUnits() != null && a.mostUnits() >= b.mostUnits());
            case Effect.UnitPrice a when second instanceof Effect.UnitPrice b ->
                a.minor() <= b.minor() && (a.mostUnits() == null
                        || b.mostUnits() != null && a.mostUnits() >= b.mostUnits());
            default -> false;
        };
        return more ? 1 : -1;
    }
}
