package io.tuanzi.promotion.quote;

import java.util.List;
import java.util.Set;

/**
 * How a rule goes with others: its place in a tree of groups, each of which says how many of its members may apply.
 *
 * <p>A member of a group is a rule, or a group within it. A group is settled at the place of its first member. Once
 * as many members as may apply have done so in an earlier phase, no other does in a later one. Refuses levels that do
 * not end at the rule's own group.
 *
 * @param group   the rule's own group, or empty: it goes with everything
 * @param perLine whether its rules compete on every line apart (in phases PRICE and LINE, for effects that are the
 *                same on every line) instead of on the whole cart; how many may apply is then one for each line
 * @param notWith groups this rule gives way to, once a rule of theirs has applied in an earlier phase
 * @param levels  the groups around the rule, the outermost first and its own last; empty for its own group alone, of
 *                which the best applies. Where rules disagree about a group, the first of them in order is right
 */
public record Stacking(String group, boolean perLine, Set<String> notWith, List<Level> levels) {

    /** Which members of a group apply. */
    public enum Mode {
        /** All, one after the other. */
        ALL,
        /** The first in order that takes anything. */
        FIRST,
        /** What takes most together; among equals what comes first. */
        BEST,
        /** What takes least, but something; among equals what comes first. */
        LEAST
    }

    /**
     * A group and how its members go together.
     *
     * @param most how many of them apply at most; counts for FIRST and BEST
     */
    public record Level(String group, Mode mode, int most) {
        public Level {
            if (group.isEmpty() || most < 1 || (most > 1 && mode == Mode.LEAST)) {
                throw new IllegalArgumentException("group '" + group + "': " + mode + " " + most);
            }
        }
    }

    /** The group of base prices: of group price and member price a line takes the lower, never both. */
    public static final String BASE_PRICE = "base-price";

    /** The group of coupons: one per order unless a coupon rule is given another group. */
    public static final String ONE_COUPON = "coupon";

    /** Goes with everything. */
    public static final Stacking FREE = new Stacking("", false, Set.of());

    /** Competes on every line with the other base prices. */
    public static final Stacking BETTER_BASE_PRICE = new Stacking(BASE_PRICE, true, Set.of());

    /** One coupon per order. */
    public static final Stacking COUPON = new Stacking(ONE_COUPON, false, Set.of());

    public Stacking {
        notWith = Set.copyOf(notWith);
        levels = List.copyOf(levels);
        if (perLine && group.isEmpty()) {
            throw new IllegalArgumentException("competing on lines needs a group");
        }
        boolean ends = levels.isEmpty() || levels.getLast().group().equals(group);
        if (!ends || levels.stream().map(Level::group).distinct().count() < levels.size()) {
            throw new IllegalArgumentException("group '" + group + "' within " + levels);
        }
    }

    /** In a group by itself, of which the best applies. */
    public Stacking(String group, boolean perLine, Set<String> notWith) {
        this(group, perLine, notWith, List.of());
    }

    /** A rule within these groups, the outermost first. */
    public static Stacking within(Level... levels) {
        return new Stacking(levels[levels.length - 1].group(), false, Set.of(), List.of(levels));
    }

    /** The groups around the rule, the outermost first and its own last; empty for a rule of none. */
    List<Level> path() {
        return !levels.isEmpty() || group.isEmpty() ? levels : List.of(new Level(group, Mode.BEST, 1));
    }
}
