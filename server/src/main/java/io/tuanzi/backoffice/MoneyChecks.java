package io.tuanzi.backoffice;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.Reconciliations;
import io.tuanzi.payment.Reconciliations.DayView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lays both sides of the books beside each other, for the board and the ledger page. */
@Component
class MoneyChecks {

    /**
     * Where the money stands, in fen.
     *
     * @param pendingRewardsMinor commission promised and not yet payable
     * @param refundsInFlight refunds decided that the provider has not finished
     * @param lastReconciled the newest day compared with the provider's bill, absent when there is none
     * @param differences found on that day
     */
    record MoneyCheck(long debitMinor, long creditMinor, boolean balanced, long pendingRewardsMinor,
                      long refundsInFlightMinor, long refundsInFlight, @Nullable String lastReconciled,
                      int differences) {
    }

    private final Ledger ledger;
    private final Payments payments;
    private final Reconciliations bills;

    MoneyChecks(Ledger ledger, Payments payments, Reconciliations bills) {
        this.ledger = ledger;
        this.payments = payments;
        this.bills = bills;
    }

    MoneyCheck now() {
        Ledger.Totals totals = ledger.totals();
        Map<String, Long> classes = ledger.totalsByClass();
        Payments.OnTheWay back = payments.refundsOnTheWay();
        List<DayView> days = bills.days(1);
        DayView last = days.isEmpty() ? null : days.getFirst();
        return new MoneyCheck(totals.debitMinor(), totals.creditMinor(), totals.debitMinor() == totals.creditMinor(),
                classes.getOrDefault("commission.pending", 0L), back.amountMinor(), back.refunds(),
                last == null ? null : last.day().toString(), last == null ? 0 : last.differences());
    }
}
