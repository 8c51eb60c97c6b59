package io.tuanzi.platform.web;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.WallClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Rate limits of this node: token buckets on wall time in a fixed amount of memory.
 *
 * <p>They blunt floods; nothing true hangs on them. At most {@value #MOST} buckets are kept and the one unused
 * longest makes room, so a million addresses cost no more memory than thirty thousand.
 */
@Component
public class Limits {

    /** So many at once, refilled evenly over a period. */
    public record Rate(String name, int tokens, Duration per) {
    }

    static final int MOST = 32_768;
    private static final int STRIPES = 32;

    private final Stripe[] stripes = new Stripe[STRIPES];
    private final TimeMeter meter;

    Limits(WallClock clock) {
        this.meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.monotonicMs());
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Takes one token for {@code who}; refuses with 429 RATE_LIMITED and the seconds to wait when none is left. */
    public void take(Rate rate, String who) {
        String key = rate.name() + ' ' + who;
        long waitNanos = stripes[Math.floorMod(key.hashCode(), STRIPES)].take(key, rate, meter);
        if (waitNanos > 0) {
            long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + 999_999_999));
            throw Problem.of(429, "RATE_LIMITED").with("retryAfterSeconds", seconds);
        }
    }

    int kept() {
        int kept = 0;
        for (Stripe stripe : stripes) {
            kept += stripe.buckets.size();
        }
        return kept;
    }

    private static final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > MOST / STRIPES;
            }
        };

        long take(String key, Rate rate, TimeMeter meter) {
            lock.lock();
            try {
                Bucket bucket = buckets.computeIfAbsent(key, made -> Bucket.builder()
                        .addLimit(Bandwidth.builder().capacity(rate.tokens())
                                .refillGreedy(rate.tokens(), rate.per()).build())
                        .withCustomTimePrecision(meter)
                        .build());
                ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
                return probe.isConsumed() ? 0 : probe.getNanosToWaitForRefill();
            } finally {
                lock.unlock();
            }
        }
    }
}
