package io.tuanzi.promotion.quote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a rule holds, in shop time: from {@code from} on, and no longer at {@code until}; either may be open.
 *
 * <p>Refuses an end that is not after the start.
 */
public record Schedule(@Nullable Instant from, @Nullable Instant until) {

    /** At any time. */
    public static final Schedule ALWAYS = new Schedule(null, null);

    public Schedule {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a schedule from " + from + " until " + until);
        }
    }
}
