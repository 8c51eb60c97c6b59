package io.tuanzi.promotion.quote;

/** What a candidate took: from each line, and from the freight. */
record Taken(Candidate by, long[] amounts, long freightMinor) {

    long sum() {
        long sum = freightMinor;
        for (long amount : amounts) {
            sum += amount;
        }
        return sum;
    }
}
