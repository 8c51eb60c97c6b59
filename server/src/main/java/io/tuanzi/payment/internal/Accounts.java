package io.tuanzi.payment.internal;

/** The names of accounts on the ledger. */
final class Accounts {

    private Accounts() {
    }

    /** {@code order/123} for {@code order:123}, and {@code order/123} for {@code order:123:balance} too. */
    static String of(String payable, long payableId) {
        return payable.substring(0, payable.indexOf(':')) + '/' + payableId;
    }

    /** What is owed back to a payer. */
    static String refund(long payableId) {
        return "refund/" + payableId;
    }
}
