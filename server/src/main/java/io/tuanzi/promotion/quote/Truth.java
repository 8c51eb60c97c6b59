package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides whether conditions can hold at all, by writing them as choices of parts that must all hold together.
 *
 * <p>Errs to one side: what it calls impossible is impossible; what it calls possible may still not be, where sets of
 * goods overlap or there are too many choices to look at.
 */
final class Truth {

    private static final int MOST_CHOICES = 512;

    /** A part of a condition that must hold, or must not. */
    private record Literal(Condition atom, boolean holds) {}

    private Truth() {}

    /** Whether some cart and somebody can meet it. */
    static boolean possible(Condition condition) {
        return choices(condition, true).stream().anyMatch(Truth::consistent);
    }

    /** Whether every cart and everybody meets it. */
    static boolean certain(Condition condition) {
        return !possible(new Condition.Not(condition));
    }

    /** Whether whoever meets the first meets the second. */
    static boolean implies(Condition first, Condition second) {
        return !possible(new Condition.All(List.of(first, new Condition.Not(second))));
    }

    /** The ways in which it holds (or does not); with too many of them one that says nothing. */
    private static List<List<Literal>> choices(Condition condition, boolean holds) {
        return switch (condition) {
            case Condition.Not not -> choices(not.part(), !holds);
            case Condition.All all -> holds ? together(all.parts(), true) : either(all.parts(), false);
            case Condition.Any any -> holds ? either(any.parts(), true) : together(any.parts(), false);
            default -> List.of(List.of(new Literal(condition, holds)));
        };
    }

    private static List<List<Literal>> either(List<Condition> parts, boolean hold) {
        List<List<Literal>> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(choices(part, hold)));
        return found.size() > MOST_CHOICES ? List.of(List.of()) : found;
    }

    private static List<List<Literal>> together(List<Condition> parts, boolean hold) {
        List<List<Literal>> found = List.of(List.of());
        for (Condition part : parts) {
            List<List<Literal>> further = choices(part, hold);
            if ((long) found.size() * further.size() > MOST_CHOICES) {
                continue; // saying less of it only makes more possible
            }
            List<List<Literal>> both = new ArrayList<>();
            for (List<Literal> one : found) {
                for (List<Literal> other : further) {
                    List<Literal> joined = new ArrayList<>(one);
                    joined.addAll(other);
                    both.add(joined);
                }
            }
            found = both;
        }
        return found;
    }

    private static boolean consistent(List<Literal> parts) {
        for (Literal one : parts) {
            if (!possibleAlone(one) || parts.stream().anyMatch(other -> contradict(one, other))) {
                return false;
            }
        }
        return groupSizePossible(parts);
    }

    private static boolean possibleAlone(Literal one) {
        return switch (one.atom()) {
            case Condition.SpendAtLeast spend -> one.holds() || spend.minor() > 0;
            case Condition.UnitsAtLeast units ->
                one.holds() || units.units() > (units.of().equals(Selector.ALL) ? 1 : 0);
            case Condition.RegionIn in -> one.holds() ? !in.prefixes().isEmpty() : !in.prefixes().contains("");
            default -> true;
        };
    }

    /** Whether the first, which holds, leaves no room for the second. */
    private static boolean contradict(Literal first, Literal second) {
        if (!first.holds()) {
            return false;
        }
        if (first.atom() instanceof Condition.RegionIn in && second.atom() instanceof Condition.RegionIn other) {
            return second.holds() ? apart(in.prefixes(), other.prefixes()) : within(in.prefixes(), other.prefixes());
        }
        if (second.holds()) {
            return false;
        }
        return switch (first.atom()) {
            case Condition.SpendAtLeast spend when second.atom() instanceof Condition.SpendAtLeast other ->
                covers(other.of(), spend.of()) && other.minor() <= spend.minor();
            case Condition.UnitsAtLeast units when second.atom() instanceof Condition.UnitsAtLeast other ->
                covers(other.of(), units.of()) && other.units() <= units.units();
            default -> first.atom().equals(second.atom());
        };
    }

    private static boolean covers(Selector outer, Selector inner) {
        return outer.equals(inner) || outer.equals(Selector.ALL);
    }

    private static boolean apart(Set<String> a, Set<String> b) {
        return a.stream().noneMatch(one -> b.stream()
                .anyMatch(other -> one.startsWith(other) || other.startsWith(one)));
    }

    private static boolean within(Set<String> inner, Set<String> outer) {
        return inner.stream().allMatch(one -> outer.stream().anyMatch(one::startsWith));
    }

    /** A cart is bought alone (size 0) or in a group of two or more. */
    private static boolean groupSizePossible(List<Literal> parts) {
        int least = 0;
        int most = Integer.MAX_VALUE;
        for (Literal part : parts) {
            if (part.atom() instanceof Condition.BoughtAlone) {
                most = part.holds() ? 0 : most;
                least = part.holds() ? least : Math.max(least, 2);
            } else if (part.atom() instanceof Condition.GroupOf group) {
                least = part.holds() ? Math.max(least, group.atLeast()) : least;
                most = part.holds() ? most : Math.min(most, group.atLeast() - 1);
            }
        }
        return Math.max(0, least == 1 ? 2 : least) <= (most == 1 ? 0 : most);
    }
}
