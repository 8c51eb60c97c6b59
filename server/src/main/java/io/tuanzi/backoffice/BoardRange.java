package io.tuanzi.backoffice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** A time the board shows, with the time before it to compare with. */
enum BoardRange {
    TODAY, YESTERDAY, LAST7, MONTH;

    /**
     * Two times of the same shape; {@code until} of a time still running is now, and {@code beforeUntil} is the same
     * moment of the time before.
     */
    record Span(Instant from, Instant until, Instant beforeFrom, Instant beforeUntil, boolean running) {
    }

    Span span(Instant now, ZoneId zone) {
        ZonedDateTime at = now.atZone(zone);
        ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case TODAY -> span(day, at, day.minusDays(1), at.minusDays(1));
            case YESTERDAY -> new Span(day.minusDays(1).toInstant(), day.toInstant(), day.minusDays(2).toInstant(),
                    day.minusDays(1).toInstant(), false);
            case LAST7 -> span(day.minusDays(6), at, day.minusDays(13), at.minusDays(7));
            case MONTH -> span(day.withDayOfMonth(1), at, day.withDayOfMonth(1).minusMonths(1), at.minusMonths(1));
        };
    }

    private static Span span(ZonedDateTime from, ZonedDateTime now, ZonedDateTime before, ZonedDateTime sameMoment) {
        return new Span(from.toInstant(), now.toInstant(), before.toInstant(), sameMoment.toInstant(), true);
    }

    /** The day whose hours the curve shows: yesterday for yesterday, today for all others. */
    ZonedDateTime curveDay(Instant now, ZoneId zone) {
        ZonedDateTime day = now.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        return this == YESTERDAY ? day.minusDays(1) : day;
    }
}
