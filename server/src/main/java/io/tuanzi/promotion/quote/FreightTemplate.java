package io.tuanzi.promotion.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What delivery of certain goods costs, by region (FUL-18).
 *
 * <p>Of the templates that cover a line the one of highest priority takes it, then that of lowest id; the lines one
 * template takes travel together. Within the template the zone with the longest beginning of the destination's code
 * counts; no zone, or one that is not served, means the goods cannot go there.
 *
 * @param freeOverMinor the lines' sum after all promotions from which delivery is free, or null
 */
public record FreightTemplate(long id, int version, String nameZh, String nameEn, int priority, Selector covers,
        Measure measure, List<Zone> zones, @Nullable Long freeOverMinor) {

    /** What is counted. */
    public enum Measure {
        /** Grams. */
        WEIGHT,
        /** Units. */
        PIECE
    }

    /**
     * The price of one region: so much for the first grams or units, then so much for each further step begun.
     *
     * @param regionPrefixes the beginnings of the region codes; an empty one is everywhere else
     * @param served         false where the goods do not go
     */
    public record Zone(List<String> regionPrefixes, int first, long firstMinor, int step, long stepMinor,
            boolean served) {

        public Zone {
            regionPrefixes = List.copyOf(regionPrefixes);
            boolean negative = firstMinor < 0 || stepMinor < 0;
            if (first < 1 || step < 1 || negative || firstMinor > CartLine.MAX_PRICE_MINOR
                    || stepMinor > 100_000) {
                throw new IllegalArgumentException("freight " + first + "/" + firstMinor + " + " + step + "/"
                        + stepMinor);
            }
        }

        long cost(long measured) {
            long steps = measured <= first ? 0 : (measured - first + step - 1) / step;
            return firstMinor + steps * stepMinor;
        }
    }

    public FreightTemplate {
        zones = List.copyOf(zones);
        if (freeOverMinor != null && freeOverMinor < 0) {
            throw new IllegalArgumentException("free over " + freeOverMinor);
        }
    }

    /** The same template under another id. */
    public FreightTemplate withId(long newId) {
        return new FreightTemplate(newId, version, nameZh, nameEn, priority, covers, measure, zones, freeOverMinor);
    }

    long measured(CartLine line) {
        return measure == Measure.PIECE ? line.quantity() : (long) line.weightGrams() * line.quantity();
    }

    /** The zone that serves the destination, or null when the goods cannot go there. */
    @Nullable Zone zoneOf(Destination destination) {
        Zone best = null;
        int longest = -1;
        for (Zone zone : zones) {
            for (String prefix : zone.regionPrefixes()) {
                if (prefix.length() > longest && destination.within(prefix)) {
                    longest = prefix.length();
                    best = zone;
                }
            }
        }
        return best != null && best.served() ? best : null;
    }
}
