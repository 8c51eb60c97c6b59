package io.tuanzi.payment;

import io.tuanzi.platform.web.Paged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects and returns money for whatever is payable. Sums are fen, currency is always CNY. */
public interface Payments {

    /**
     * Opens a payment, or takes up the open one of the same payable, channel and sum, and returns where to pay.
     *
     * <p>Calls the provider, so it refuses inside a transaction. Refused with 409 {@code ALREADY_PAID} when money for
     * it has come, 409 {@code PAYMENT_CLOSED} when its time is over, 503 {@code PAYMENT_UNAVAILABLE} when the provider
     * did not answer: trying again is safe.
     */
    PayTicket open(OpenPayment ask);

    /**
     * How the payable stands. With {@code askProvider} open intents are asked about first (P5), outside any
     * transaction, and money found there is booked before the answer.
     */
    PaymentState state(String payable, boolean askProvider);

    /**
     * Gives up collecting for the payable, in the caller's transaction: open intents are closed at the provider by a
     * sweep. Money that still arrives is offered to the {@link CaptureListener}.
     */
    void closeFor(String payable);

    /**
     * Owes money back, in the caller's transaction; a sweep sends it. The same key is the same refund. Refused with
     * 409 {@code REFUND_TOO_MUCH} when less than the sum is left of what was kept (M5).
     *
     * @return the id of the refund, of its first part if several captures give it
     */
    long refund(Refund ask);

    /** Money that came for the payable, oldest first. */
    List<CaptureView> captures(String payable);

    /** Money that goes or went back for the payable, oldest first. */
    List<RefundView> refunds(String payable);

    /** Refunds asked for that the provider has not ended. */
    OnTheWay refundsOnTheWay();

    /** How many refunds are on their way, and their sum in fen. */
    record OnTheWay(long refunds, long amountMinor) {
    }

    /** Notifications set aside because they did not fit (P4), newest first. */
    Paged<QuarantineView> quarantined(@Nullable String after, int limit);
}
