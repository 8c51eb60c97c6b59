package io.tuanzi.kernel;

import java.math.BigInteger;

/**
 * The one way a sum is divided: over lines by largest remainder, over the units of a line by cumulative floors.
 *
 * <p>Parts always add up to the whole (M4). Amounts and weights are never negative; both may be as large as a
 * {@code long} allows, products that do not fit are computed wide.
 */
public final class Allocation {

    private Allocation() {}

    /**
     * Divides {@code total} in proportion to {@code weights}: each share is rounded down, then the largest remainders
     * get one more each, the earlier index first among equals.
     *
     * <p>A weight of zero gets nothing, and no share exceeds its weight when the total does not exceed their sum.
     * Refuses negative input, and a positive total with nothing to carry it.
     */
    public static long[] split(long total, long... weights) {
        long sum = 0;
        for (long weight : weights) {
            requireNotNegative(weight, "weight");
            sum = Math.addExact(sum, weight);
        }
        requireNotNegative(total, "total");
        long[] shares = new long[weights.length];
        if (total == 0) {
            return shares;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("nothing carries a total of " + total);
        }
        long[] remainders = new long[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            shares[i] = mulDiv(total, weights[i], sum);
            // exact modulo 2^64: the true remainder is below sum, which fits a long
            remainders[i] = total * weights[i] - shares[i] * sum;
            left -= shares[i];
        }
        for (; left > 0; left--) {
            int next = largest(remainders);
            shares[next]++;
            remainders[next] = -1;
        }
        return shares;
    }

    /** What the first {@code units} of {@code quantity} carry of {@code total}: ⌊total · units / quantity⌋. */
    public static long cumulative(long total, long units, long quantity) {
        requireNotNegative(total, "total");
        if (quantity <= 0 || units < 0 || units > quantity) {
            throw new IllegalArgumentException(units + " of " + quantity + " units");
        }
        return mulDiv(total, units, quantity);
    }

    /** What unit number {@code unit} (from 1) of {@code quantity} carries of {@code total}. */
    public static long unitShare(long total, long unit, long quantity) {
        if (unit < 1) {
            throw new IllegalArgumentException("unit " + unit + " of " + quantity);
        }
        return cumulative(total, unit, quantity) - cumulative(total, unit - 1, quantity);
    }

    /** The exact floor of {@code a · b / divisor} for values that are not negative; refuses a result that overflows. */
    static long mulDiv(long a, long b, long divisor) {
        long product = a * b;
        if (product >= 0 && Math.multiplyHigh(a, b) == 0) {
            return product / divisor;
        }
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(divisor))
                .longValueExact();
    }

    static void requireNotNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }

    private static int largest(long[] remainders) {
        int best = 0;
        for (int i = 1; i < remainders.length; i++) {
            if (remainders[i] > remainders[best]) {
                best = i;
            }
        }
        return best;
    }
}
