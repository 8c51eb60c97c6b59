package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Allocation;

/** Divides a sum over lines of which each may only give so much. */
final class Floors {

    private Floors() {}

    /**
     * Divides in proportion to the weights; what a line cannot give is divided over those that still can, again in
     * proportion, until nothing is left of it or of them.
     */
    static long[] pour(long total, long[] weights, Run run) {
        long[] shares = new long[weights.length];
        long left = total;
        while (left > 0) {
            long[] open = new long[weights.length];
            long sum = 0;
            for (int i = 0; i < open.length; i++) {
                open[i] = shares[i] < run.room(i) ? weights[i] : 0;
                sum += open[i];
            }
            if (sum == 0) {
                return shares;
            }
            long[] more = Allocation.split(left, open);
            for (int i = 0; i < more.length; i++) {
                long now = Math.min(more[i], run.room(i) - shares[i]);
                shares[i] += now > 0 ? now : 0;
                left -= now > 0 ? now : 0;
            }
        }
        return shares;
    }
}
