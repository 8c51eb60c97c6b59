package io.tuanzi.order;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Purchases: placing, their end, their money back. Commands join the caller's transaction unless said otherwise. */
public interface Orders {

    /** Units of a line that go back. */
    record ReturnedLine(int lineNo, int quantity) {
    }

    /** What a refund gives back: per line, freight, in all; fen. */
    record RefundSum(List<LineSum> lines, long freightMinor, long totalMinor) {

        /** Money of one line. */
        public record LineSum(int lineNo, int quantity, long amountMinor) {
        }
    }

    /** Waits for the batch that decides this order; refuses inside a transaction, and with 429 when too many wait. */
    Placement place(PlaceOrder command);

    /** Places orders in the open transaction, in order; the caller has locked what comes before coupons. */
    List<Placement> placeAll(List<PlaceOrder> commands);

    /** What became of a key before, after a commit of unknown outcome. */
    @Nullable Placement answered(PlaceOrder command);

    /** Closes an order that is not shipped and gives back everything it took and was paid; once. Refused later, and
     * while a hold decides about its money. */
    void cancel(long orderId, String by, String reason);

    /** Closes an order whose time to pay is over; does nothing when it was paid or closed meanwhile (P2). */
    void closeIfOverdue(long orderId);

    /** Pays an order that costs nothing, as money would; refused with BAD_STATE when it costs something or ended. */
    void payNothing(long orderId);

    /**
     * Whether no money has come for the order, after asking the provider; an unknown answer is false (P5). Calls the
     * provider, so it refuses inside a transaction; money found there is booked first.
     */
    boolean certainlyUnpaid(long orderId);

    /** Ends a hold well: when none is left and the order is paid it may be shipped. Does nothing when it has ended. */
    void releaseHold(long orderId, String kind);

    /** Ends a hold badly: the order is closed and its money goes back. Does nothing when it has ended. */
    void failHold(long orderId, String kind, String reason);

    /** Moves an order to another group, while its hold is open. */
    void moveToGroup(long orderId, long groupId);

    /** The parcel left; refused unless the order is paid and free of holds. */
    void shipped(long orderId, String by);

    /** The goods arrived; does nothing when that is known. */
    void received(long orderId, String by);

    /** What these units would give back now. Refuses more units than are left of a line. */
    RefundSum refundSum(long orderId, List<ReturnedLine> lines);

    /**
     * Decides that these units' money goes back, once per key (M4, M5). Restocks nothing: who took the goods back does.
     * Refuses more units than are left.
     */
    RefundSum refund(long orderId, String key, List<ReturnedLine> lines, String reason);

    /** State and owner of orders, absent when there is none. */
    Map<Long, Standing> standings(List<Long> orderIds);

    /** Who of these people has placed an order that was not closed. */
    Set<Long> buyers(Collection<Long> customerIds);

    /** Where an order stands. */
    record Standing(long orderId, long customerId, OrderState state, boolean held, boolean ready, long totalMinor,
                    @Nullable Long groupId) {
    }
}
