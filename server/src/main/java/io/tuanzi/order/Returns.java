package io.tuanzi.order;

import io.tuanzi.order.Orders.RefundSum;
import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * After-sales cases: units that go back, and their money (AFS-02, AFS-04). Commands join the caller's transaction.
 *
 * <p>A case runs REQUESTED → APPROVED → SENT_BACK → RECEIVED → REFUNDED, without the parcel when only the money goes
 * back; REJECTED and CANCELLED end it before money moved. Each step is kept with its time and who took it.
 */
public interface Returns {

    /** What is to go back. */
    enum Kind {
        RETURN_REFUND, REFUND_ONLY
    }

    /** A shopper's wish; {@code reasonCode} such as {@code DAMAGED}. */
    record Ask(long orderId, long customerId, List<ReturnedLine> lines, Kind kind, String reasonCode,
               @Nullable String note) {
    }

    /** A way money came and goes back by, with its part; fen. */
    record Tender(String tender, long amountMinor) {
    }

    /** Everything a refund of these units would do, decided as of now; it changes nothing. */
    record Preview(RefundSum sum, List<Tender> tenders, List<Consequences.Consequence> consequences) {
    }

    /** A line of a case; {@code refundMinor} is what went back of it once it has, else what would have at asking. */
    record CaseLine(int lineNo, String titleZh, @Nullable String titleEn, int quantity, long refundMinor) {

        /** The line's title in a language. */
        public String title(boolean english) {
            return english && titleEn != null ? titleEn : titleZh;
        }
    }

    /** A step of a case: the state it led to, who took it, what they wrote. */
    record Step(String state, String by, @Nullable String note, Instant at) {
    }

    /** A case as people see it. */
    record Case(long returnId, long orderId, long customerId, String state, Kind kind, String reasonCode,
                @Nullable String note, @Nullable String carrier, @Nullable String trackingNo, long refundMinor,
                Instant at, List<CaseLine> lines, List<Step> steps) {
    }

    /** What these units of the shopper's order would give back and undo. 404 for another person's order. */
    Preview preview(long orderId, long customerId, List<ReturnedLine> lines);

    /** The same for a case as it stands now, for staff; what was decided once it is refunded. */
    Preview preview(long returnId);

    /**
     * Opens a case and returns its id. Refused with 409 RETURN_TOO_LATE after the days for returns, RETURN_UNITS when
     * units are back or in another open case, BAD_STATE before the parcel left or after the end of the order.
     */
    long request(Ask ask);

    /** The shopper has sent the goods. */
    void sentBack(long returnId, long customerId, String carrier, String trackingNo);

    /** The shopper withdraws the case, before the goods were sent. */
    void cancel(long returnId, long customerId);

    /** Staff agrees; where only the money goes back it is owed at once. */
    void approve(long returnId, String by, String why);

    /** Staff refuses. */
    void reject(long returnId, String by, String why);

    /** The goods are here: the money is owed, and the units go on the shelf when {@code restock} says so. */
    void received(long returnId, boolean damaged, boolean restock, String by, String why);

    /**
     * Staff gives money back without a case, once per key: of these units, or of everything left when {@code lines} is
     * empty. Units in an open case are refused; units that never left go back on the shelf, and an order of which
     * nothing is left to be shipped is closed.
     */
    RefundSum giveBack(long orderId, String key, List<ReturnedLine> lines, String by, String why);

    /** What {@link #giveBack} would do now, refusing what it would refuse; for staff to see before they confirm. */
    Preview previewGiveBack(long orderId, List<ReturnedLine> lines);

    /** The shopper's own case. */
    Optional<Case> ofCustomer(long returnId, long customerId);

    /** Any case, for staff. */
    Optional<Case> any(long returnId);

    /** The cases of an order, oldest first. */
    List<Case> ofOrder(long orderId);

    /** Cases, newest first, of one state or all, for staff. */
    Paged<Case> list(@Nullable String state, @Nullable String after, int limit);
}
