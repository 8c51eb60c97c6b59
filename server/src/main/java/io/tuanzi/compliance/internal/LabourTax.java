package io.tuanzi.compliance.internal;

import io.tuanzi.kernel.BasisPoints;

/**
 * Tax withheld from labour pay of one month, as a function of the month's sum; it never falls and has no jumps.
 *
 * <p>Up to 4,000 yuan a fixed sum is free, above it a fifth; the rest is taxed in three steps.
 */
final class LabourTax {

    private static final long FLAT_UP_TO = 400_000;
    private static final long FIRST_STEP = 2_000_000;
    private static final long SECOND_STEP = 5_000_000;

    private LabourTax() {
    }

    static long on(long monthMinor, long freeMinor) {
        if (monthMinor <= freeMinor) {
            return 0;
        }
        // Above the flat part a fifth is free, but never less than the fixed sum.
        long free = monthMinor <= FLAT_UP_TO ? freeMinor
                : Math.max(freeMinor, monthMinor - BasisPoints.floor(monthMinor, 8_000));
        long taxable = monthMinor - free;
        long first = Math.min(taxable, FIRST_STEP);
        long second = Math.clamp(taxable - FIRST_STEP, 0, SECOND_STEP - FIRST_STEP);
        long rest = Math.max(0, taxable - SECOND_STEP);
        return BasisPoints.floor(first, 2_000) + BasisPoints.floor(second, 3_000) + BasisPoints.floor(rest, 4_000);
    }
}
