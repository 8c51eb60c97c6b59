package io.tuanzi.sandboxpay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Moments as the provider writes them: China's hour, whole seconds, with the offset. */
final class Moments {
    static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter BILL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Moments() {}

    static String text(long ms) {
        return RFC_3339.format(at(ms));
    }

    static String billText(long ms) {
        return BILL.format(at(ms));
    }

    static LocalDate day(long ms) {
        return at(ms).toLocalDate();
    }

    /** Milliseconds of an RFC 3339 moment; anything else is refused. */
    static long parse(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException notAMoment) {
            throw Refusal.parameter(name + " is not a moment with an offset");
        }
    }

    private static OffsetDateTime at(long ms) {
        return Instant.ofEpochMilli(ms).atOffset(CHINA);
    }
}
