package io.tuanzi.groupbuy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as it stands.
 *
 * @param version rises with every change; a page knows by it whether it is behind
 * @param seats live seats in the order taken
 */
public record GroupView(long groupId, long activityId, long productId, long leaderId, int size, int held, int paid,
                        String state, int version, Instant openedAt, Instant expiresAt, @Nullable Instant endedAt,
                        List<SeatView> seats) {

    /** A live seat; {@code state} is HELD or PAID. */
    public record SeatView(long orderId, long customerId, String state, Instant heldUntil) {
    }
}
