package io.tuanzi.promotion.quote;

import org.jspecify.annotations.Nullable;

/**
 * What a candidate takes: from each line, and from the freight, or what it gives.
 *
 * @param basis       by line, the sums it was taken of and divided by
 * @param reckonedMinor the sum that decided how much: that of the lines covered, at the entry of the phase for steps
 * @param rawMinor    what it would have taken without caps and floors
 */
record Taken(Candidate by, long[] amounts, long freightMinor, @Nullable GiftLine gift, long[] basis,
        long reckonedMinor, long rawMinor, Why why) {

    long sum() {
        long sum = freightMinor;
        for (long amount : amounts) {
            sum += amount;
        }
        return sum;
    }

    /** Whether anything comes of it. */
    boolean any() {
        return gift != null || sum() > 0;
    }
}
