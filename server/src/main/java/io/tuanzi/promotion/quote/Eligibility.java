package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.List;

/** Decides conditions on the amounts at the entry of a phase, and says what is missing. */
record Eligibility(QuoteRequest ask, CartLine[] lines, long[] entryNet) {

    /** What keeps the condition from holding; empty when it holds. */
    List<Why> unmet(Condition condition) {
        return switch (condition) {
            case Condition.All all -> unmetOf(all.parts());
            case Condition.Any any -> nearest(any.parts());
            case Condition.Not not -> unmet(not.part()).isEmpty() ? List.of(Why.of(Why.Code.EXCEPTED)) : List.of();
            case Condition.SpendAtLeast spend -> below(Why.Code.SPEND_MORE, spend.minor(), sum(spend.of()));
            case Condition.UnitsAtLeast units -> below(Why.Code.UNITS_MORE, units.units(), units(units.of()));
            case Condition.InCohort in -> ask.buyer().cohorts().contains(in.cohort())
                    ? List.of() : List.of(Why.of(Why.Code.NOT_IN_COHORT, in.cohort()));
            case Condition.FirstOrder first -> ask.buyer().firstOrder()
                    ? List.of() : List.of(Why.of(Why.Code.NOT_FIRST_ORDER));
            case Condition.BoughtAlone alone -> groupSize() == 0 ? List.of() : List.of(Why.of(Why.Code.ONLY_ALONE));
            case Condition.GroupOf group -> below(Why.Code.ONLY_IN_GROUP, group.atLeast(), groupSize());
            case Condition.RegionIn in -> in.prefixes().stream().anyMatch(ask.destination()::within)
                    ? List.of() : List.of(Why.of(Why.Code.REGION_NOT_COVERED));
        };
    }

    private List<Why> unmetOf(List<Condition> parts) {
        List<Why> found = new ArrayList<>();
        for (Condition part : parts) {
            found.addAll(unmet(part));
        }
        return found;
    }

    private List<Why> nearest(List<Condition> parts) {
        List<Why> best = unmet(parts.getFirst());
        for (Condition part : parts.subList(1, parts.size())) {
            List<Why> other = best.isEmpty() ? best : unmet(part);
            if (other.size() < best.size()) {
                best = other;
            }
        }
        return best;
    }

    private static List<Why> below(Why.Code code, long required, long actual) {
        return actual >= required ? List.of() : List.of(Why.of(code, required, actual));
    }

    private int groupSize() {
        return ask.cart().occasion() instanceof Occasion.Group group ? group.size() : 0;
    }

    long sum(Selector of) {
        long sum = 0;
        for (int i = 0; i < lines.length; i++) {
            if (of.covers(lines[i])) {
                sum += entryNet[i];
            }
        }
        return sum;
    }

    private long units(Selector of) {
        long units = 0;
        for (CartLine line : lines) {
            units += of.covers(line) ? line.quantity() : 0;
        }
        return units;
    }
}
