package io.tuanzi.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notification that did not fit: what was wrong with it, and what it said. */
public record QuarantineView(long quarantineId, @Nullable Long intentId, String provider, String transactionId,
                             String why, String said, @Nullable String decision, Instant at) {
}
