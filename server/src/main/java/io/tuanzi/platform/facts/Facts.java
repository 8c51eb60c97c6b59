package io.tuanzi.platform.facts;

import java.util.List;

/** Records what happened, in the transaction in which it happened (E1). */
public interface Facts {

    /** Records one fact; refuses outside a transaction. */
    default void record(long aggregateId, long seq, FactBody body) {
        record(List.of(new NewFact(aggregateId, seq, body)));
    }

    /** Records facts in the order given, one statement; refuses outside a transaction. */
    void record(List<NewFact> facts);
}
