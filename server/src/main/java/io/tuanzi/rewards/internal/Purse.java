package io.tuanzi.rewards.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.rewards.internal.AccrualBook.Accrual;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The money side of one transaction: collects what happens to people's commissions and posts it in one go.
 *
 * <p>Only at the end are the accounts locked, in the ledger's order, and the balances looked at that decide how a sum
 * is split: what comes in pays a debt first, what goes back is taken from what can be withdrawn first and is owed
 * beyond that (R3).
 */
final class Purse {

    static final String EXPENSE = "expense/commission";
    static final String COUPONS = "marketing/coupon";

    private enum Way { IN, READY, UNDO, BACK }

    private record Move(Way way, String kind, String ref, int number, long customerId, long amountMinor,
                        String other) {
    }

    private final Ledger ledger;
    private final List<Move> moves = new ArrayList<>();

    Purse(Ledger ledger) {
        this.ledger = ledger;
    }

    static String pending(long customerId) {
        return "commission.pending/" + customerId;
    }

    static String payable(long customerId) {
        return "commission.payable/" + customerId;
    }

    static String owed(long customerId) {
        return "owed/" + customerId;
    }

    /** A commission is earned and waits. */
    void accrue(Accrual a, int version, long amountMinor) {
        add(Way.IN, "commission.accrue", a, version, amountMinor, EXPENSE);
    }

    /** A waiting commission can be withdrawn; what the person owes is kept of it. */
    void ready(Accrual a, int version, long amountMinor) {
        add(Way.READY, "commission.mature", a, version, amountMinor, pending(a.beneficiaryId()));
    }

    /** Part of a waiting commission is undone. */
    void undo(Accrual a, int version, long amountMinor) {
        add(Way.UNDO, "commission.reverse", a, version, amountMinor, EXPENSE);
    }

    /** Something a person already had goes back to {@code account}, as far as there is money; the rest is owed. */
    void takeBack(Accrual a, int version, long amountMinor, String account) {
        add(Way.BACK, a.isCommission() ? "commission.reverse" : "reward.coupon.owed", a, version, amountMinor,
                account);
    }

    /** Money set aside for a withdrawal comes back; what the person owes meanwhile is kept of it. */
    void giveBack(String ref, long customerId, long amountMinor, String account) {
        moves.add(new Move(Way.READY, "withdrawal.reject", ref, 0, customerId, amountMinor, account));
    }

    private void add(Way way, String kind, Accrual a, int version, long amountMinor, String other) {
        if (amountMinor > 0) {
            moves.add(new Move(way, kind, "accrual:" + a.accrualId(), version * 2, a.beneficiaryId(), amountMinor,
                    other));
        }
    }

    /** Posts what was collected; the purse is empty afterwards. */
    void settle() {
        if (moves.isEmpty()) {
            return;
        }
        TreeSet<String> accounts = new TreeSet<>();
        moves.forEach(m -> {
            accounts.add(pending(m.customerId()));
            accounts.add(payable(m.customerId()));
            accounts.add(m.other());
        });
        Map<String, Long> balances = new HashMap<>(ledger.lock(accounts));
        moves.stream().map(m -> owed(m.customerId())).distinct().forEach(o -> balances.put(o, ledger.balance(o)));
        List<Transfer> transfers = new ArrayList<>();
        moves.forEach(m -> post(m, balances, transfers));
        moves.clear();
        ledger.post(transfers);
    }

    private static void post(Move m, Map<String, Long> balances, List<Transfer> transfers) {
        String payable = payable(m.customerId());
        String owed = owed(m.customerId());
        switch (m.way()) {
            case IN -> transfers.add(leg(m, 0, m.other(), pending(m.customerId()), m.amountMinor()));
            case UNDO -> transfers.add(leg(m, 0, pending(m.customerId()), m.other(), m.amountMinor()));
            case READY -> {
                long kept = Math.min(m.amountMinor(), -balances.getOrDefault(owed, 0L));
                split(m, kept, owed, m.amountMinor() - kept, payable, true, transfers);
                balances.merge(owed, kept, Long::sum);
                balances.merge(payable, m.amountMinor() - kept, Long::sum);
            }
            case BACK -> {
                long there = Math.min(m.amountMinor(), balances.getOrDefault(payable, 0L));
                split(m, there, payable, m.amountMinor() - there, owed, false, transfers);
                balances.merge(payable, -there, Long::sum);
                balances.merge(owed, there - m.amountMinor(), Long::sum);
            }
        }
    }

    private static void split(Move m, long first, String one, long second, String two, boolean in,
                              List<Transfer> transfers) {
        if (first > 0) {
            transfers.add(in ? leg(m, 0, m.other(), one, first) : leg(m, 0, one, m.other(), first));
        }
        if (second > 0) {
            transfers.add(in ? leg(m, 1, m.other(), two, second) : leg(m, 1, two, m.other(), second));
        }
    }

    private static Transfer leg(Move m, int leg, String debit, String credit, long amountMinor) {
        return new Transfer(m.kind(), m.ref(), m.number() + leg, debit, credit, amountMinor);
    }
}
