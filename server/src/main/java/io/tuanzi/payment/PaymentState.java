package io.tuanzi.payment;

/**
 * How a payable stands with its payer.
 *
 * @param status see {@link Status}
 * @param keptMinor money that came and was kept, in fen, refunds not deducted
 */
public record PaymentState(Status status, long keptMinor) {

    /** From nothing asked to certainly over. */
    public enum Status {
        /** Nobody has asked for money yet. */
        NONE,
        /** The payer may pay. */
        WAITING,
        /** The provider did not answer: money may or may not have come. Ask again, promise nothing (P5). */
        UNKNOWN,
        /** Money came and was kept. */
        PAID,
        /** The shop has given up collecting, the provider does not yet know. */
        CLOSING,
        /** Nobody can pay it any more. */
        CLOSED
    }
}
