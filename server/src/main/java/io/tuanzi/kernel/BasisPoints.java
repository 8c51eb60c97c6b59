package io.tuanzi.kernel;

import java.math.BigInteger;

/**
 * Rates in basis points (1/10,000) applied to amounts that are not negative.
 *
 * <p>A price rate is applied once per promotion to the whole sum it discounts, half up, and the result is divided by
 * {@link Allocation}; a rate that pays out (commission, points) is always rounded down. Refuses negative input and a
 * result that does not fit.
 */
public final class BasisPoints {

    /** The whole: 100 %. */
    public static final int WHOLE = 10_000;

    private BasisPoints() {}

    /** {@code amount · bp / 10,000}, half a fen upwards. */
    public static long halfUp(long amount, long bp) {
        check(amount, bp);
        if (Math.multiplyHigh(amount, bp) == 0 && amount * bp >= 0 && amount * bp <= Long.MAX_VALUE - WHOLE / 2) {
            return (amount * bp + WHOLE / 2) / WHOLE;
        }
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(bp)).add(BigInteger.valueOf(WHOLE / 2))
                .divide(BigInteger.valueOf(WHOLE)).longValueExact();
    }

    /** {@code amount · bp / 10,000}, rounded down. */
    public static long floor(long amount, long bp) {
        check(amount, bp);
        return Allocation.mulDiv(amount, bp, WHOLE);
    }

    private static void check(long amount, long bp) {
        Allocation.requireNotNegative(amount, "amount");
        Allocation.requireNotNegative(bp, "rate");
    }
}
