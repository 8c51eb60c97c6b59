package io.tuanzi.platform.time;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The shop's time as the database tells it: real in production, virtual in a rehearsal or a test.
 *
 * <p>For showing and for passing on as data. Decisions compare with {@code shop_now()} inside their statement.
 */
public interface ShopTime {

    /** The shop's now, read from the database. */
    Instant now();

    /** The zone in which days, schedules and 24:00 are meant. */
    ZoneId zone();
}
