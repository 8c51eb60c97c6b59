package io.tuanzi.platform.once;

import java.util.function.Supplier;

/**
 * Does a command once per (scope, actor, key), whatever the number of requests (O2).
 *
 * <p>For commands whose business row does not carry the key itself. The key is inserted first, in the business
 * transaction: key and effect live or die together, and a twin in flight waits and gets the same answer.
 */
public interface Once {

    /**
     * Runs {@code work}, or returns what it returned before. Same key with another body is refused with 422
     * {@code KEY_REUSED}. Opens a transaction when none is open.
     *
     * @param actor who: {@code shopper:12}, {@code staff:3}
     * @param body what was asked, compared by hash of its JSON
     * @param type class of the answer, stored as JSON
     */
    <T> T run(String scope, String actor, String key, Object body, Class<T> type, Supplier<T> work);
}
