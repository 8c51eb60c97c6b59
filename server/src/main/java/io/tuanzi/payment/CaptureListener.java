package io.tuanzi.payment;

/** Decides what becomes of money that has come. One bean per kind of payable. */
public interface CaptureListener {

    /** What becomes of the money. */
    enum Verdict {
        /** The payable is paid by it. */
        KEPT,
        /** It came too late or twice: payment owes it back in this very transaction (P2, P3). */
        RETURN
    }

    /** The kind of payable decided here: {@code order} for {@code order:123}. */
    String kind();

    /**
     * Decides inside the transaction that stores the capture; called once per capture. An exception rolls everything
     * back and the provider will tell again. Must not call a provider.
     */
    Verdict captured(Capture capture);
}
