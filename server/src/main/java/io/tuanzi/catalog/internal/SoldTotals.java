package io.tuanzi.catalog.internal;

import io.tuanzi.platform.time.WallClock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Units sold of every product, at most two seconds old: for the order of lists, never for a decision. */
@Component
class SoldTotals {

    private static final long KEPT_MS = 2_000;

    private record Kept(Map<Long, Long> units, long untilMs) {
    }

    private final SalesBook book;
    private final WallClock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    SoldTotals(SalesBook book, WallClock clock) {
        this.book = book;
        this.clock = clock;
    }

    Map<Long, Long> units() {
        Kept now = kept.get();
        if (now != null && clock.monotonicMs() < now.untilMs()) {
            return now.units();
        }
        Kept fresh = new Kept(book.soldAll(), clock.monotonicMs() + KEPT_MS);
        kept.set(fresh);
        return fresh.units();
    }
}
