package io.tuanzi.platform.web;

import io.tuanzi.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for, from the parameters {@code after} and {@code limit}; a controller argument.
 *
 * @param after the {@code next} of the page before, null for the first page
 * @param limit rows wanted, 1 to 100, 20 unless asked; others are refused with 400
 */
public record PageAsk(@Nullable String after, int limit) {

    public static final int DEFAULT = 20;
    public static final int MOST = 100;

    /** The cursor as an id, {@code fallback} on the first page; refuses a cursor that is no id. */
    public long afterId(long fallback) {
        if (after == null) {
            return fallback;
        }
        try {
            long id = Long.parseLong(after);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException notAnId) {
            // refused below
        }
        throw Problem.invalid("after", "cursor");
    }

    /** The cursor as an id for lists that run newest first. */
    public long beforeId() {
        return afterId(Long.MAX_VALUE);
    }
}
