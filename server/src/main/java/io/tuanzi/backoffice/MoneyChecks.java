package io.tuanzi.backoffice;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.Reconciliations;
import io.tuanzi.payment.Reconciliations.DayView;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.time.WallClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lays both sides of the books beside each other, for the board and the ledger page.
 *
 * <p>Both sides are the sum of every transfer there ever was. The board is looked at all day, so it shows the last
 * count with its time; one request at a time counts again, and never more often than counting is cheap.
 */
@Component
class MoneyChecks {

    /**
     * Where the money stands, in fen.
     *
     * @param countedAt shop time at which both sides were summed; the other figures are those of now
     * @param pendingRewardsMinor commission promised and not yet payable
     * @param refundsInFlight refunds decided that the provider has not finished
     * @param lastReconciled the newest day compared with the provider's bill, absent when there is none
     * @param differences found on that day
     */
    record MoneyCheck(long debitMinor, long creditMinor, boolean balanced, Instant countedAt,
                      long pendingRewardsMinor, long refundsInFlightMinor, long refundsInFlight,
                      @Nullable String lastReconciled, int differences) {
    }

    /** Both sides as they were summed, and how long that took. */
    private record Count(Ledger.Totals totals, Instant at, long atMs, long tookMs) {
    }

    private static final long SOONEST_MS = 30_000;
    /** Counting may take at most a fiftieth of the time. */
    private static final long REST = 50;

    private final Ledger ledger;
    private final Payments payments;
    private final Reconciliations bills;
    private final ShopTime time;
    private final WallClock clock;
    private final AtomicReference<@Nullable Count> last = new AtomicReference<>();
    private final AtomicBoolean counting = new AtomicBoolean();

    MoneyChecks(Ledger ledger, Payments payments, Reconciliations bills, ShopTime time, WallClock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.bills = bills;
        this.time = time;
        this.clock = clock;
    }

    /** Counted now. */
    MoneyCheck now() {
        return check(count());
    }

    /** By the last count, if it is fresh enough for its price. */
    MoneyCheck lately() {
        Count known = last.get();
        boolean fresh = known != null
                && clock.monotonicMs() - known.atMs() < Math.max(SOONEST_MS, REST * known.tookMs());
        if (known != null && (fresh || !counting.compareAndSet(false, true))) {
            return check(known);
        }
        try {
            return check(count());
        } finally {
            counting.set(false);
        }
    }

    private Count count() {
        long from = clock.monotonicMs();
        Ledger.Totals totals = ledger.totals();
        long until = clock.monotonicMs();
        Count counted = new Count(totals, time.now(), until, until - from);
        last.set(counted);
        return counted;
    }

    private MoneyCheck check(Count counted) {
        Ledger.Totals totals = counted.totals();
        Payments.OnTheWay back = payments.refundsOnTheWay();
        List<DayView> days = bills.days(1);
        DayView day = days.isEmpty() ? null : days.getFirst();
        return new MoneyCheck(totals.debitMinor(), totals.creditMinor(), totals.debitMinor() == totals.creditMinor(),
                counted.at(), ledger.standing("commission.pending"), back.amountMinor(), back.refunds(),
                day == null ? null : day.day().toString(), day == null ? 0 : day.differences());
    }
}
