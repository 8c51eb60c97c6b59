package io.tuanzi.ledger;

/**
 * One movement of value: one debit, one credit, one amount.
 *
 * @param kind what kind of business it is: {@code payment.capture}
 * @param ref what it belongs to: {@code order:123}; with kind and leg it is unique, so posting twice is posting once
 * @param leg which of several transfers of the same kind and ref
 * @param debit account that gives
 * @param credit account that gets, another one
 * @param amountMinor more than zero, in fen
 */
public record Transfer(String kind, String ref, int leg, String debit, String credit, long amountMinor) {

    /** Refuses an amount of zero or less and equal accounts with an {@link IllegalArgumentException}. */
    public Transfer {
        if (amountMinor <= 0 || debit.equals(credit)) {
            throw new IllegalArgumentException("M1: " + kind + " " + ref + " moves " + amountMinor + " from " + debit
                    + " to " + credit);
        }
    }
}
