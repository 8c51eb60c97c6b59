package io.tuanzi.kernel;

/**
 * How many units of one SKU a person asks for: at least 1, at most {@value #MAX}.
 *
 * @param units the number of units
 */
public record Quantity(int units) {

    /** The most units one line may hold; refuses typing accidents long before arithmetic could suffer. */
    public static final int MAX = 99_999;

    public Quantity {
        if (!isValid(units)) {
            throw new IllegalArgumentException("quantity " + units + " is not within 1.." + MAX);
        }
    }

    /** Whether so many units may be asked for, for callers that answer with a problem instead of an exception. */
    public static boolean isValid(long units) {
        return units >= 1 && units <= MAX;
    }

    /** What so many units cost at this unit price in fen; refuses to overflow. */
    public long timesMinor(long unitPriceMinor) {
        return Math.multiplyExact(unitPriceMinor, (long) units);
    }
}
