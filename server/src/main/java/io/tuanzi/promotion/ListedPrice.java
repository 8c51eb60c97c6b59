package io.tuanzi.promotion;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a SKU is asked for while an entry of a price list holds: from {@code from} on and until {@code until}, which is
 * the moment the price before it is asked again; nothing has to run for that.
 *
 * @param stage      what this stretch is called: a stage of the lifecycle, a season, a sale
 * @param regions    beginnings of region codes; empty for everywhere
 * @param priceMinor one unit, in fen
 * @param until      null while no end is planned
 * @param stopped    whether staff ended it before its time; {@code until} then says when
 */
public record ListedPrice(long entryId, long listId, Kind kind, Stage stage, long skuId, Set<String> regions,
        long priceMinor, Instant from, @Nullable Instant until, boolean stopped) {

    /** What a list is for, which decides how it goes with others. */
    public enum Kind {
        /** The price of a stretch of the lifecycle; it stands in for the catalogue's (PRM-02). */
        STAGE,
        /** The price where goods go to certain regions; it stands in for stage and catalogue (PRM-03). */
        REGION,
        /** A lower price until 24:00 of a day, from whatever is asked otherwise (PRM-07, PRM-51). */
        TIMED
    }

    /** The name of a stretch in both languages. */
    public record Stage(String zh, String en) {
    }

    public ListedPrice {
        regions = Set.copyOf(regions);
    }

    /** Whether it is in force at this instant: its first moment is in, its end is not. */
    public boolean holds(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    /** How many characters of the region code it names; 0 where it is for everywhere, −1 where not for this one. */
    int near(String regionCode) {
        if (regions.isEmpty()) {
            return 0;
        }
        return regions.stream().filter(r -> !regionCode.isEmpty() && regionCode.startsWith(r))
                .mapToInt(String::length).max().orElse(-1);
    }
}
