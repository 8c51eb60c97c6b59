package io.tuanzi.ledger;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves value; the only writer of transfers and balances. */
public interface Ledger {

    /** A posting would take an account with a floor below zero; the transaction must be given up. */
    final class Insufficient extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String account;

        public Insufficient(String account) {
            super("M6: not enough on " + account);
            this.account = account;
        }

        public String account() {
            return account;
        }
    }

    /** A transfer as the book has it. */
    record TransferRow(long transferId, Instant at, String kind, String ref, int leg, String debit, String credit,
                       long amountMinor) {
    }

    /** An account with what stands on it; {@code hasFloor} means it can never go below zero. */
    record AccountRow(String account, long balanceMinor, boolean hasFloor) {
    }

    /** Debits and credits of the whole book; they are equal or something is badly wrong. */
    record Totals(long debitMinor, long creditMinor, long transfers) {
    }

    /**
     * Posts transfers in the open transaction. One that is already on the book, by (kind, ref, leg), is passed over.
     * Throws {@link Insufficient} when an account with a floor would go below zero.
     */
    void post(List<Transfer> transfers);

    /** Locks accounts with a floor in order of their names and returns what is on them; needs a transaction. */
    Map<String, Long> lock(Collection<String> accounts);

    /** What stands on an account now, in fen. */
    long balance(String account);

    /** What stands on each account now, zero included. */
    Map<String, Long> balances(Collection<String> accounts);

    /** Sum per account class ({@code commission.payable}), for boards. */
    Map<String, Long> totalsByClass();

    /** Sum of a class of accounts with a floor, from their balance rows and not from the transfers. */
    long standing(String floorClass);

    /** The newest transfers first, of an account and/or a ref. */
    Paged<TransferRow> transfers(@Nullable String account, @Nullable String ref, @Nullable String after, int limit);

    /** All transfers whose ref is one of these, oldest first. */
    List<TransferRow> of(Collection<String> refs);

    /** Accounts by name from a prefix. */
    Paged<AccountRow> accounts(@Nullable String prefix, @Nullable String after, int limit);

    Totals totals();
}
