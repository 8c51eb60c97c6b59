package io.tuanzi.platform.facts;

/**
 * A fact about to be recorded.
 *
 * @param aggregateId the aggregate it is about
 * @param seq the aggregate's version after the change, taken under its row lock: 1, 2, 3 without a gap (E1)
 * @param body what happened
 */
public record NewFact(long aggregateId, long seq, FactBody body) {
}
