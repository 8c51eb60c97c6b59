package io.tuanzi.platform.audit;

import org.jspecify.annotations.Nullable;

/** The trail of staff writes, appended in the transaction of the write (W1). */
public interface AuditTrail {

    /**
     * Appends one entry; refuses outside a transaction and without a reason.
     *
     * @param who {@code staff:3 name}
     * @param action {@code product.shelf}
     * @param object {@code product:12}
     * @param before state before, written as JSON
     * @param after state after, written as JSON
     * @param why the reason the person gave
     */
    void wrote(String who, String action, String object, @Nullable Object before, @Nullable Object after, String why);
}
