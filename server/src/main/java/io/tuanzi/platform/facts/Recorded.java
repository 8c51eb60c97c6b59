package io.tuanzi.platform.facts;

import java.time.Instant;

/**
 * A fact as the log has it.
 *
 * @param position dense place in the log; the key of every effect made from it
 * @param factId id given when it was written
 * @param type stable name
 * @param aggregate kind of aggregate
 * @param aggregateId which one
 * @param seq the aggregate's version
 * @param at shop time of writing
 * @param body the typed body, or its JSON tree for readers that take facts as data
 */
public record Recorded<T>(long position, long factId, String type, int version, String aggregate, long aggregateId,
                          long seq, Instant at, T body) {

    /** A key for an effect of this fact: the same whenever and however often the fact is heard (E2). */
    public String key(String effect) {
        return effect + ":" + factId;
    }
}
