package io.tuanzi.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Lays the provider's daily bill beside our books (M7). */
public interface Reconciliations {

    /** A day that was compared: rows on the bill, rows that agree, differences found. */
    record DayView(LocalDate day, String provider, int rows, int agreed, int differences, String billHash,
                   Instant at) {
    }

    /** One difference: what the provider has, what we have. */
    record DifferenceView(LocalDate day, String what, String number, long providerMinor, long oursMinor) {
    }

    /**
     * Compares one day of the provider's calendar now, replacing an earlier comparison. Calls the provider, so it
     * refuses inside a transaction; 503 {@code PAYMENT_UNAVAILABLE} when there is no bill to be had.
     */
    DayView compare(LocalDate day);

    /** Days compared, newest first. */
    List<DayView> days(int limit);

    /** The differences of a day. */
    List<DifferenceView> differences(LocalDate day);
}
