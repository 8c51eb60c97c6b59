package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Quantity;

/**
 * One line of a cart with everything a price depends on, read from the catalogue snapshot by the caller.
 *
 * <p>Refuses a quantity outside {@link Quantity}, a weight outside 0..{@value #MAX_WEIGHT_GRAMS} and a price or a floor
 * outside 0..{@value #MAX_PRICE_MINOR}.
 *
 * @param lineNo          the caller's number of the line, unique in its cart
 * @param zone            the product's zone (one of the 3+1 matrix), or an empty string
 * @param listPriceMinor  the single price of one unit in fen
 * @param weightGrams     the weight of one unit
 * @param priceVersion    the version of the price, checked again when the order is placed
 * @param floorMinor      what promotions may not push one unit below, in fen; 0 for none
 */
public record CartLine(int lineNo, long skuId, long productId, long categoryId, String zone, int quantity,
        long listPriceMinor, int weightGrams, long priceVersion, long floorMinor) {

    /** The highest unit price that is taken seriously: a billion yuan. */
    public static final long MAX_PRICE_MINOR = 100_000_000_000L;

    /** The heaviest unit: a tonne. With these bounds no sum over a cart can overflow. */
    public static final int MAX_WEIGHT_GRAMS = 1_000_000;

    public CartLine {
        if (!Quantity.isValid(quantity)) {
            throw new IllegalArgumentException("quantity " + quantity);
        }
        if (listPriceMinor < 0 || listPriceMinor > MAX_PRICE_MINOR || weightGrams < 0
                || weightGrams > MAX_WEIGHT_GRAMS || floorMinor < 0 || floorMinor > MAX_PRICE_MINOR) {
            throw new IllegalArgumentException("price " + listPriceMinor + ", weight " + weightGrams + ", floor "
                    + floorMinor);
        }
    }

    /** A line without a floor. */
    public CartLine(int lineNo, long skuId, long productId, long categoryId, String zone, int quantity,
            long listPriceMinor, int weightGrams, long priceVersion) {
        this(lineNo, skuId, productId, categoryId, zone, quantity, listPriceMinor, weightGrams, priceVersion, 0);
    }

    /** The same line with a floor under its price. */
    public CartLine withFloor(long newFloorMinor) {
        return new CartLine(lineNo, skuId, productId, categoryId, zone, quantity, listPriceMinor, weightGrams,
                priceVersion, newFloorMinor);
    }

    /** What the line costs before any promotion, in fen. */
    public long listMinor() {
        return listPriceMinor * quantity;
    }
}
