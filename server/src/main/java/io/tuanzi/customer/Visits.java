package io.tuanzi.customer;

import java.time.Instant;
import java.util.List;

/** Counts of visits by hour of shop time; each was counted before its visitor was answered. */
public interface Visits {

    /** The hours from {@code from} up to, not including, {@code until}; hours and pages without visits are left out. */
    List<Hour> hours(Instant from, Instant until);

    /** Visits to one kind of page within one hour; {@code invited} are those that came by someone's link. */
    record Hour(Instant hour, String page, boolean invited, long visits) {
    }
}
