package io.tuanzi.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order with its lines, as pages show it. Money in fen.
 *
 * @param reasonsJson reasons of the price as kept at placing
 * @param addressJson snapshot of the address
 */
public record OrderDetail(long orderId, long customerId, OrderState state, int openHolds, String source,
                          @Nullable Long activityId, @Nullable Long groupId, long listMinor, long discountMinor,
                          long freightMinor, long totalMinor, long paidMinor, long refundedMinor, long rulesVersion,
                          String reasonsJson, String addressJson, @Nullable String note, Instant placedAt,
                          Instant payBefore, @Nullable Instant paidAt, @Nullable Instant readyAt,
                          @Nullable Instant shippedAt, @Nullable Instant receivedAt, @Nullable Instant completedAt,
                          @Nullable Instant closedAt, @Nullable String closeReason,
                          @Nullable Instant autoReceiveAt, @Nullable Instant returnableUntil, List<Line> lines) {

    /** A line; {@code options} is the chosen values as text. */
    public record Line(int lineNo, long skuId, long productId, int quantity, long unitMinor, long discountMinor,
                       long payableMinor, String sharesJson, String titleZh, @Nullable String titleEn,
                       String options, String picture, int unitsBack, long refundedMinor) {
    }

    /** The number people read out: the id with a check digit, so that a slip of the pen is noticed. */
    public String orderNo() {
        return OrderNo.of(orderId);
    }
}
