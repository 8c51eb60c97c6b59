package io.tuanzi.groupbuy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What staff says of an offer; units as in {@link Activity}. {@code startsAt} null means now. */
public record NewActivity(long productId, int size, int windowMinutes, int holdMinutes, int perPersonLimit,
                          String latePolicy, @Nullable Instant startsAt, @Nullable Instant endsAt,
                          Map<Long, Long> priceMinorBySku) {
}
