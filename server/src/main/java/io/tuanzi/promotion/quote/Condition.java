package io.tuanzi.promotion.quote;

import java.util.List;
import java.util.Set;

/**
 * When a rule holds: a typed tree without loops, decided on the amounts at the entry of the rule's phase.
 *
 * <p>Time is not a condition but the rule's {@link Schedule}.
 */
public sealed interface Condition {

    /** Holds always. */
    Condition ALWAYS = new All(List.of());

    /** Holds when every part holds. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds when at least one part holds; refuses to be empty. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("any of nothing never holds");
            }
        }
    }

    /** Holds when the part does not. */
    record Not(Condition part) implements Condition {}

    /** Holds when the lines covered come to at least so many fen after the earlier phases. */
    record SpendAtLeast(Selector of, long minor) implements Condition {
        public SpendAtLeast {
            if (minor < 0) {
                throw new IllegalArgumentException("a threshold of " + minor);
            }
        }
    }

    /** Holds when at least so many units are covered. */
    record UnitsAtLeast(Selector of, int units) implements Condition {}

    /** Holds for the members of a cohort. */
    record InCohort(String cohort) implements Condition {}

    /** Holds for somebody's first order. */
    record FirstOrder() implements Condition {}

    /** Holds when the cart is bought alone. */
    record BoughtAlone() implements Condition {}

    /** Holds when the cart is bought in a group of at least so many. */
    record GroupOf(int atLeast) implements Condition {}

    /** Holds for destinations in one of the regions, each given by the beginning of its code. */
    record RegionIn(Set<String> prefixes) implements Condition {
        public RegionIn {
            prefixes = Set.copyOf(prefixes);
        }
    }
}
