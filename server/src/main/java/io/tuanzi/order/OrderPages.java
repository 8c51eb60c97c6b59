package io.tuanzi.order;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders for reading. Every shopper's read has the owner in its condition. */
public interface OrderPages {

    /** An order of this shopper; another person's is as absent as none. */
    Optional<OrderDetail> ofCustomer(long orderId, long customerId);

    /** Any order, for staff. */
    Optional<OrderDetail> any(long orderId);

    /**
     * A shopper's orders, newest first. {@code view} is ALL, AWAITING_PAYMENT, AWAITING_GROUP, TO_SHIP, SHIPPED,
     * AFTER_SALES or a state.
     */
    Paged<OrderDetail> list(long customerId, String view, @Nullable String after, int limit);

    /** How many orders a shopper has in each view. */
    Counts counts(long customerId);

    /** Orders by filters, newest first, for staff. {@code overdue}: ready longer ago than {@code shipHours}. */
    Paged<OrderDetail> staffList(Filter filter, @Nullable String after, int limit);

    /** Every change of state but the placing. */
    List<Change> history(long orderId);

    /** Holds with how they ended. */
    List<Hold> holds(long orderId);

    /** Refunds decided. */
    List<RefundRow> refunds(long orderId);

    /** Orders paid and what was paid net, per customer. */
    Map<Long, Bought> bought(List<Long> customerIds);

    /** Paid orders placed in a period, by id after {@code afterId}; to reckon what they would have cost otherwise. */
    List<Past> past(Instant from, Instant until, long afterId, int limit);

    /** An order of a period; {@code first} is whether its person had ordered nothing before that stands. */
    record Past(OrderDetail order, boolean first) {
    }

    /** Counts per view. */
    record Counts(int awaitingPayment, int awaitingGroup, int toShip, int shipped, int afterSales) {
    }

    /** Filters of the staff list; null filters nothing. {@code hold} is the kind of an open hold. */
    record Filter(@Nullable OrderState state, @Nullable Long orderId, @Nullable List<Long> customerIds,
                  @Nullable String hold, boolean overdue, int shipHours) {
    }

    /** A change of state. */
    record Change(int version, String from, String to, String by, @Nullable String reason, Instant at) {
    }

    /** A hold. */
    record Hold(String kind, String state, @Nullable String reason, @Nullable Instant endedAt) {
    }

    /** A refund decided; payment knows how far it has come. */
    record RefundRow(long refundId, String key, long amountMinor, long freightMinor, String reason, Instant at) {
    }

    /** What a person has bought. */
    record Bought(long orders, long netPaidMinor) {
    }
}
