package io.tuanzi.promotion.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a price is what it is, for staff: every promotion with what became of it, every clause of its condition with
 * what it asks and what there was, and every fen it took with where it came from.
 */
public record Explanation(Quote quote, List<Item> items) {

    /**
     * One promotion.
     *
     * @param groups  the groups around it, the outermost first, such as {@code automatic: BEST 1}
     * @param clause  its condition as it was decided at the entry of its phase, or null for what is no rule
     * @param working how what it took came about, or null when it took nothing
     */
    public record Item(Reason reason, List<String> groups, @Nullable Clause clause, @Nullable Working working) {
        public Item {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A part of a condition: what it asks, what there was, and its own parts.
     *
     * @param is       the kind of the part, such as {@code SpendAtLeast}
     * @param subject  the cohort or regions asked for, or empty
     * @param required fen, units or people asked for; 1 for what either holds or does not
     */
    public record Clause(String is, String subject, boolean holds, long required, long actual, List<Clause> parts) {
        public Clause {
            parts = List.copyOf(parts);
        }
    }

    /**
     * How a sum came about: basis × rate = whole + rest/10,000, half up to raw, less what caps and floors keep.
     *
     * @param reckonedMinor what decided how much
     * @param basisMinor    what it was taken of
     * @param rateBp        the rate, or null for what is no share
     * @param wholeMinor    the exact product rounded down
     * @param rest          what rounding down left, in ten-thousandths of a fen
     * @param rawMinor      before caps and floors
     */
    public record Working(long reckonedMinor, long basisMinor, @Nullable Integer rateBp, long wholeMinor, int rest,
            long rawMinor, long takenMinor, List<LineWorking> lines) {
        public Working {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line's part of it.
     *
     * @param dueMinor  its proportional part, rounded down
     * @param remainder whether it bears fen that rounding left over
     * @param floored   whether its floor kept it from giving its part
     */
    public record LineWorking(int lineNo, long basisMinor, long dueMinor, long takenMinor, boolean remainder,
            boolean floored) {}

    public Explanation {
        items = List.copyOf(items);
    }
}
