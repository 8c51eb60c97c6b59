package io.tuanzi.rewards;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something earned.
 *
 * @param kind COMMISSION or COUPON
 * @param baseMinor what it was computed from, in fen
 * @param rateBp the rate of a commission
 * @param amountMinor what was earned at first, in fen
 * @param reversedMinor what of it was taken back
 * @param state PENDING, MATURED, PAYABLE or REVERSED
 * @param maturesAt when it matures or settles, as far as known
 */
public record AccrualView(long accrualId, String kind, String schemeCode, int schemeVersion, long beneficiaryId,
                          long buyerId, long orderId, int lineNo, @Nullable Long productId, long baseMinor,
                          @Nullable Integer rateBp, long amountMinor, long reversedMinor, String state,
                          @Nullable Instant maturesAt, Instant at) {
}
