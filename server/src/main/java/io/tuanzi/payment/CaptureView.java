package io.tuanzi.payment;

import java.time.Instant;

/** Money that came, as people see it; {@code returned} means it was owed back at once. */
public record CaptureView(long captureId, long intentId, String payable, String provider, String transactionId,
                          long amountMinor, long refundedMinor, boolean returned, Instant at) {
}
