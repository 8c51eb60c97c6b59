package io.tuanzi.promotion.quote;

import org.jspecify.annotations.Nullable;

/**
 * A promotion as data: when it holds, what it does, and how it goes with others.
 *
 * <p>Refuses an effect in a phase it has no place in, a coupon outside phases COUPON and SHIPPING, and competition on
 * lines by an effect that is not the same on every line.
 *
 * @param version        counts the rule's changes; a quote records it
 * @param priority       higher goes first within its phase
 * @param budgetId       the ledger account that pays for it, or null
 * @param perPersonLimit how often one person may have it, or null
 */
public record Rule(long id, int version, Kind kind, String nameZh, String nameEn, Phase phase, int priority,
        Gate gate, Condition condition, Effect effect, Schedule schedule, Stacking stacking,
        @Nullable Long budgetId, RefundPolicy refundPolicy, @Nullable Integer perPersonLimit) {

    public Rule {
        if ((effect instanceof Effect.FreeShipping) != (phase == Phase.SHIPPING)) {
            throw new IllegalArgumentException("rule " + id + ": " + effect + " in " + phase);
        }
        boolean couponPhase = phase == Phase.COUPON || phase == Phase.SHIPPING;
        if (gate == Gate.COUPON ? !couponPhase : phase == Phase.COUPON) {
            throw new IllegalArgumentException("rule " + id + ": gate " + gate + " in " + phase);
        }
        if (stacking.perLine() && !sameOnEveryLine(phase, effect)) {
            throw new IllegalArgumentException("rule " + id + ": cannot compete on lines");
        }
    }

    /** The same rule under another id. */
    public Rule withId(long newId) {
        return new Rule(newId, version, kind, nameZh, nameEn, phase, priority, gate, condition, effect, schedule,
                stacking, budgetId, refundPolicy, perPersonLimit);
    }

    /** The same rule paid for by another budget, or by none. */
    public Rule withBudget(@Nullable Long newBudgetId) {
        return new Rule(id, version, kind, nameZh, nameEn, phase, priority, gate, condition, effect, schedule,
                stacking, newBudgetId, refundPolicy, perPersonLimit);
    }

    /** The same rule at other times, in another place among the others. */
    public Rule scheduled(Schedule newSchedule, int newPriority) {
        return new Rule(id, version, kind, nameZh, nameEn, phase, newPriority, gate, condition, effect, newSchedule,
                stacking, budgetId, refundPolicy, perPersonLimit);
    }

    /** The same rule doing something else under other conditions. */
    public Rule termed(Condition newCondition, Effect newEffect) {
        return new Rule(id, version, kind, nameZh, nameEn, phase, priority, gate, newCondition, newEffect, schedule,
                stacking, budgetId, refundPolicy, perPersonLimit);
    }

    /** The same rule of another kind. */
    public Rule ofKind(Kind newKind) {
        return new Rule(id, version, newKind, nameZh, nameEn, phase, priority, gate, condition, effect, schedule,
                stacking, budgetId, refundPolicy, perPersonLimit);
    }

    /** The same rule, so often for one person, or without limit. */
    public Rule limited(@Nullable Integer newPerPersonLimit) {
        return new Rule(id, version, kind, nameZh, nameEn, phase, priority, gate, condition, effect, schedule,
                stacking, budgetId, refundPolicy, newPerPersonLimit);
    }

    /** The same rule under other names. */
    public Rule named(String zh, String en) {
        return new Rule(id, version, kind, zh, en, phase, priority, gate, condition, effect, schedule, stacking,
                budgetId, refundPolicy, perPersonLimit);
    }

    private static boolean sameOnEveryLine(Phase phase, Effect effect) {
        return (phase == Phase.PRICE || phase == Phase.LINE)
                && switch (effect) {
                    case Effect.GroupPrice price -> true;
                    case Effect.PercentOff percent -> percent.capMinor() == null;
                    case Effect.UnitOff off -> off.mostUnits() == null;
                    case Effect.UnitPrice at -> at.mostUnits() == null;
                    default -> false;
                };
    }

    /** The group's own price as a rule: first of the base prices. */
    static Rule groupPrice(Occasion.Group group) {
        return new Rule(group.activityId(), group.activityVersion(), Kind.GROUP_PRICE, group.size() + " 人团价",
                "Group price for " + group.size(), Phase.PRICE, Integer.MAX_VALUE, Gate.OPEN, Condition.ALWAYS,
                new Effect.GroupPrice(), Schedule.ALWAYS, Stacking.BETTER_BASE_PRICE, null, RefundPolicy.PRORATE,
                null);
    }
}
