package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.List;

/** Decides conditions on the amounts at the entry of a phase, and says what is missing. */
record Eligibility(QuoteRequest ask, CartLine[] lines, long[] entryNet) {

    /** What keeps the rule from applying: its condition, then what its effect needs; empty when it may. */
    List<Why> unmet(Rule rule) {
        List<Why> unmet = unmet(rule.condition());
        return unmet.isEmpty() ? needed(rule.effect()) : unmet;
    }

    private List<Why> needed(Effect effect) {
        return switch (effect) {
            case Effect.StepOff ladder ->
                below(Why.Code.SPEND_MORE, ladder.steps().getFirst().fromMinor(), sum(ladder.target()));
            case Effect.EveryOff every -> below(Why.Code.SPEND_MORE, every.everyMinor(), sum(every.target()));
            case Effect.NthUnit nth -> below(Why.Code.UNITS_MORE, nth.nth(), units(nth.target()));
            case Effect.BuyGet get when get.bought().equals(get.target()) ->
                below(Why.Code.UNITS_MORE, get.buy() + get.get(), units(get.target()));
            case Effect.BuyGet get -> {
                List<Why> whys = new ArrayList<>(below(Why.Code.UNITS_MORE, get.buy(), units(get.bought())));
                whys.addAll(below(Why.Code.GIVEN_MORE, get.get(), units(get.target())));
                yield whys.isEmpty() ? below(Why.Code.UNITS_MORE, get.buy() + get.get(), unitsOfEither(get)) : whys;
            }
            case Effect.SetPrice sets -> {
                List<Why> whys = new ArrayList<>();
                for (Effect.Part part : sets.parts()) {
                    whys.addAll(below(sets.parts().size() == 1 ? Why.Code.UNITS_MORE : Why.Code.PART_MORE,
                            part.units(), units(part.of())));
                }
                yield whys;
            }
            case Effect.Gift gift -> below(Why.Code.UNITS_MORE, gift.forUnits(), units(gift.target()));
            case Effect.GroupPrice price -> List.of();
            case Effect.PercentOff percent -> List.of();
            case Effect.AmountOff amount -> List.of();
            case Effect.UnitOff off -> List.of();
            case Effect.UnitPrice at -> List.of();
            case Effect.FreeShipping free -> List.of();
        };
    }

    private long unitsOfEither(Effect.BuyGet get) {
        long units = 0;
        for (CartLine line : lines) {
            units += get.bought().covers(line) || get.target().covers(line) ? line.quantity() : 0;
        }
        return units;
    }

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

    int groupSize() {
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

    long units(Selector of) {
        long units = 0;
        for (CartLine line : lines) {
            units += of.covers(line) ? line.quantity() : 0;
        }
        return units;
    }
}
