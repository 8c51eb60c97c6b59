package io.tuanzi.customer.internal;

import io.tuanzi.platform.time.WallClock;
import io.tuanzi.platform.web.Shopper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens found good a moment ago, so many at most. Bad tokens are not remembered: they must not push out good ones.
 */
final class TokenMemory {

    static final long KEPT_MS = 30_000;
    static final int MOST = 131_072;
    private static final int STRIPES = 64;

    private final WallClock clock;
    private final Stripe[] stripes = new Stripe[STRIPES];

    TokenMemory(WallClock clock) {
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    Optional<Shopper> find(String token, Supplier<Optional<Shopper>> lookUp) {
        Stripe stripe = stripe(token);
        long now = clock.monotonicMs();
        Shopper known = stripe.get(token, now);
        if (known != null) {
            return Optional.of(known);
        }
        long before = stripe.endings();
        Optional<Shopper> found = lookUp.get();
        found.ifPresent(shopper -> stripe.put(token, new Known(shopper, now + KEPT_MS), before));
        return found;
    }

    void forget(String token) {
        stripe(token).remove(token);
    }

    private Stripe stripe(String token) {
        int hash = token.hashCode();
        return stripes[(hash ^ hash >>> 16) & STRIPES - 1];
    }

    private record Known(Shopper shopper, long untilMs) {
    }

    private static final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private long endings;
        private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > MOST / STRIPES;
            }
        };

        @Nullable Shopper get(String token, long nowMs) {
            lock.lock();
            try {
                Known one = known.get(token);
                return one != null && nowMs < one.untilMs() ? one.shopper() : null;
            } finally {
                lock.unlock();
            }
        }

        long endings() {
            lock.lock();
            try {
                return endings;
            } finally {
                lock.unlock();
            }
        }

        /** Remembers, unless some session ended since the look-up began: it may have been this one. */
        void put(String token, Known one, long endingsBefore) {
            lock.lock();
            try {
                if (endings == endingsBefore) {
                    known.put(token, one);
                }
            } finally {
                lock.unlock();
            }
        }

        void remove(String token) {
            lock.lock();
            try {
                endings++;
                known.remove(token);
            } finally {
                lock.unlock();
            }
        }
    }
}
