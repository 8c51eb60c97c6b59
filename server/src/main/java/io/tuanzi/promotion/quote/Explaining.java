package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Allocation;
import io.tuanzi.kernel.BasisPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a finished run for staff. Costs what a quote need not pay, and is asked for apart. */
final class Explaining {

    private Explaining() {}

    static Explanation of(Run run) {
        return new Explanation(run.quote(), run.reasons.stream().map(reason -> item(run, reason)).toList());
    }

    private static Explanation.Item item(Run run, Reason reason) {
        Rule rule = run.rules.rule(reason.kind(), reason.ruleId());
        Explanation.Working working = null;
        for (Taken taken : run.taken) {
            Candidate by = taken.by();
            if (by.rule().id() == reason.ruleId() && by.rule().kind() == reason.kind()
                    && java.util.Objects.equals(by.couponId(), reason.couponId())) {
                working = working(run, taken);
            }
        }
        Eligibility entry = rule == null ? null : run.entries[rule.phase().ordinal()];
        return new Explanation.Item(reason, rule == null ? List.of() : groups(rule),
                rule == null || entry == null ? null : clause(entry, rule.condition()), working);
    }

    private static List<String> groups(Rule rule) {
        return rule.stacking().path().stream().map(level -> level.group() + ": " + level.mode() + " " + level.most())
                .toList();
    }

    static Explanation.Clause clause(Eligibility entry, Condition condition) {
        boolean holds = entry.unmet(condition).isEmpty();
        return switch (condition) {
            case Condition.All all -> parts("All", holds, entry, all.parts());
            case Condition.Any any -> parts("Any", holds, entry, any.parts());
            case Condition.Not not -> parts("Not", holds, entry, List.of(not.part()));
            case Condition.SpendAtLeast spend -> leaf("SpendAtLeast", "", holds, spend.minor(), entry.sum(spend.of()));
            case Condition.UnitsAtLeast units ->
                leaf("UnitsAtLeast", "", holds, units.units(), entry.units(units.of()));
            case Condition.GroupOf group -> leaf("GroupOf", "", holds, group.atLeast(), entry.groupSize());
            case Condition.InCohort in -> leaf("InCohort", in.cohort(), holds, 1, holds ? 1 : 0);
            case Condition.FirstOrder first -> leaf("FirstOrder", "", holds, 1, holds ? 1 : 0);
            case Condition.BoughtAlone alone -> leaf("BoughtAlone", "", holds, 1, holds ? 1 : 0);
            case Condition.RegionIn in -> leaf("RegionIn", in.prefixes().stream().sorted()
                    .collect(Collectors.joining(" ")), holds, 1, holds ? 1 : 0);
        };
    }

    private static Explanation.Clause parts(String is, boolean holds, Eligibility entry, List<Condition> parts) {
        return new Explanation.Clause(is, "", holds, 1, holds ? 1 : 0,
                parts.stream().map(part -> clause(entry, part)).toList());
    }

    private static Explanation.Clause leaf(String is, String subject, boolean holds, long required, long actual) {
        return new Explanation.Clause(is, subject, holds, required, actual, List.of());
    }

    private static Explanation.Working working(Run run, Taken taken) {
        Effect effect = taken.by().rule().effect();
        Integer rate = rate(effect);
        long basis = effect instanceof Effect.FreeShipping ? taken.reckonedMinor()
                : Arrays.stream(taken.basis()).sum();
        long whole = rate == null ? taken.rawMinor() : BasisPoints.floor(basis, rate);
        int rest = rate == null ? 0 : (int) (basis % BasisPoints.WHOLE * rate % BasisPoints.WHOLE);
        long divided = Math.min(taken.rawMinor(), cap(effect));
        List<Explanation.LineWorking> lines = new ArrayList<>();
        for (int i = 0; i < run.lines.length; i++) {
            long part = taken.basis()[i];
            long amount = taken.amounts()[i];
            if (part > 0 || amount > 0) {
                long due = each(effect) ? amount : Allocation.cumulative(Math.min(divided, basis), part, basis);
                lines.add(new Explanation.LineWorking(run.lines[i].lineNo(), part, due, amount, amount > due,
                        amount < due));
            }
        }
        return new Explanation.Working(taken.reckonedMinor(), basis, rate, whole, rest, taken.rawMinor(), taken.sum(),
                lines);
    }

    private static @Nullable Integer rate(Effect effect) {
        return switch (effect) {
            case Effect.PercentOff percent -> percent.offBp();
            case Effect.NthUnit nth -> nth.offBp();
            case Effect.BuyGet get -> get.offBp();
            default -> null;
        };
    }

    private static long cap(Effect effect) {
        Long cap = switch (effect) {
            case Effect.PercentOff percent -> percent.capMinor();
            case Effect.EveryOff every -> every.capMinor();
            default -> null;
        };
        return cap == null ? Long.MAX_VALUE : cap;
    }

    /** Whether units give what they give by themselves, so that nothing is divided. */
    private static boolean each(Effect effect) {
        return effect instanceof Effect.UnitOff || effect instanceof Effect.UnitPrice
                || effect instanceof Effect.GroupPrice;
    }
}
