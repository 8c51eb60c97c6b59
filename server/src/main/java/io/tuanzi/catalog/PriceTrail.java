package io.tuanzi.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every price the catalogue ever set for a SKU, oldest first (O3).
 *
 * @param shelvedSince since when its product is on the shelf without a break; null while it is not
 * @param costMinor    what a unit costs the shop in fen; null while nobody knows
 */
public record PriceTrail(long skuId, long productId, @Nullable Instant shelvedSince, @Nullable Long costMinor,
                         List<Step> steps) {

    /** A price that was set, in fen. */
    public record Step(Instant at, long priceMinor, String by, String why) {
    }

    public PriceTrail {
        steps = List.copyOf(steps);
    }

    /** The catalogue's price at an instant in fen; before the first one, the first. */
    public long at(Instant at) {
        long price = steps.isEmpty() ? 0 : steps.getFirst().priceMinor();
        for (Step step : steps) {
            if (step.at().isAfter(at)) {
                break;
            }
            price = step.priceMinor();
        }
        return price;
    }
}
