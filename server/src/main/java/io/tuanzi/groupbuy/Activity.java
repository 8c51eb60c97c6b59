package io.tuanzi.groupbuy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group-buy offer of one product.
 *
 * @param size paid seats that complete a group, 2 to 100
 * @param windowMinutes time a group has to fill
 * @param holdMinutes time a seat is held while its order waits for payment
 * @param perPersonLimit groups of this activity one person may be in, over its whole life
 * @param latePolicy MOVE or REFUND: what happens to money that comes when the seat is gone
 * @param version rises with every change; a quote made on another version is asked again
 * @param priceMinorBySku group price of one unit in fen
 */
public record Activity(long activityId, long productId, int size, int windowMinutes, int holdMinutes,
                       int perPersonLimit, String latePolicy, Instant startsAt, @Nullable Instant endsAt,
                       @Nullable Instant stoppedAt, int version, Map<Long, Long> priceMinorBySku) {

    /** Whether groups may be opened and joined at this instant. */
    public boolean runsAt(Instant at) {
        return stoppedAt == null && !at.isBefore(startsAt) && (endsAt == null || at.isBefore(endsAt));
    }
}
