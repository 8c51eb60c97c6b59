package io.tuanzi.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back, as people see it.
 *
 * @param provider who gives it back, as the capture names it: {@code sandbox}
 * @param state QUEUED, SENT (the provider has it in hand), UNKNOWN (it did not answer and is asked again), DONE, FAILED
 * @param doneAt when the provider finished it
 */
public record RefundView(long refundId, long captureId, String provider, String payable, String key, String outRefundNo,
                         long amountMinor, String reason, String state, @Nullable String trouble, Instant at,
                         @Nullable Instant doneAt) {
}
