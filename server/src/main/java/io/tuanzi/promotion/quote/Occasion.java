package io.tuanzi.promotion.quote;

import java.util.Map;

/** How the cart is bought; set by the module that calls, never by a client. */
public sealed interface Occasion {

    /** Bought alone at the single price. */
    record Single() implements Occasion {}

    /**
     * Bought in a group of {@code size} at the group's prices; a SKU without one keeps its single price.
     *
     * @param activityId      the group-buy activity that sets the prices
     * @param activityVersion its version, recorded in the quote
     * @param priceMinorBySku the group price of one unit in fen, by SKU
     */
    record Group(long activityId, int activityVersion, int size, Map<Long, Long> priceMinorBySku)
            implements Occasion {

        public Group {
            priceMinorBySku = Map.copyOf(priceMinorBySku);
            if (size < 2) {
                throw new IllegalArgumentException("a group of " + size);
            }
            for (long price : priceMinorBySku.values()) {
                if (price < 0 || price > CartLine.MAX_PRICE_MINOR) {
                    throw new IllegalArgumentException("group price " + price);
                }
            }
        }
    }
}
