package io.tuanzi.promotion.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When a price ends, as people say it: an end at midnight is 24:00 of the day before. */
final class PriceWords {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_ZH = DateTimeFormatter.ofPattern("M 月 d 日", Locale.ROOT);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private PriceWords() {}

    static String endZh(Instant end, Instant now, ZoneId zone) {
        LocalDate day = day(end, zone);
        String clock = clock(end, zone);
        return day.equals(LocalDate.ofInstant(now, zone)) ? ("24:00".equals(clock) ? "今晚 " : "今天 ") + clock + " "
                : DAY_ZH.format(day) + " " + clock + " ";
    }

    static String endEn(Instant end, Instant now, ZoneId zone) {
        LocalDate day = day(end, zone);
        String clock = clock(end, zone);
        return day.equals(LocalDate.ofInstant(now, zone)) ? clock + ("24:00".equals(clock) ? " tonight" : " today")
                : clock + " on " + DAY_EN.format(day);
    }

    private static LocalDate day(Instant end, ZoneId zone) {
        ZonedDateTime local = end.atZone(zone);
        return isMidnight(local) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    private static String clock(Instant end, ZoneId zone) {
        ZonedDateTime local = end.atZone(zone);
        return isMidnight(local) ? "24:00" : CLOCK.format(local);
    }

    private static boolean isMidnight(ZonedDateTime local) {
        return local.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
