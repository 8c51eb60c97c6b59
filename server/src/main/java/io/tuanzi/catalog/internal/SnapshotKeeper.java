package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.time.WallClock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the newest catalogue this node has seen.
 *
 * <p>A copy, not the truth: an order is decided on {@code isCurrent}, asked in its own transaction. The version is
 * looked at by at most one thread every {@value #LOOK_MS} ms; the others go on with what is there.
 */
@Component
class SnapshotKeeper {

    private static final long LOOK_MS = 200;

    private final SnapshotBook book;
    private final WallClock clock;
    private final AtomicReference<@Nullable ProductSnapshot> held = new AtomicReference<>();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong changesSeen = new AtomicLong();
    private final AtomicLong lookAgainAtMs = new AtomicLong(Long.MIN_VALUE);
    private final ReentrantLock loading = new ReentrantLock();

    SnapshotKeeper(SnapshotBook book, WallClock clock) {
        this.book = book;
        this.clock = clock;
    }

    ProductSnapshot snapshot() {
        ProductSnapshot now = held.get();
        if (Tx.isOpen()) {
            // What an open transaction sees may be rolled back: it is never kept for others.
            return now == null ? book.load() : now;
        }
        if (now == null) {
            return loadFirst();
        }
        if (changes.get() != changesSeen.get()) {
            return look();
        }
        if (clock.monotonicMs() < lookAgainAtMs.get() || !loading.tryLock()) {
            return now;
        }
        try {
            return look();
        } finally {
            loading.unlock();
        }
    }

    /** Read now by the caller's transaction and kept for nobody else. */
    ProductSnapshot fresh() {
        return book.load();
    }

    /** This node changed the catalogue: its next reader waits until it has seen the change. */
    void stale() {
        changes.incrementAndGet();
    }

    private ProductSnapshot loadFirst() {
        loading.lock();
        try {
            ProductSnapshot now = held.get();
            return now == null ? load() : now;
        } finally {
            loading.unlock();
        }
    }

    private ProductSnapshot look() {
        loading.lock();
        try {
            ProductSnapshot now = held.get();
            long seen = changes.get();
            lookAgainAtMs.set(clock.monotonicMs() + LOOK_MS);
            ProductSnapshot newest = now != null && book.version() == now.version() ? now : load();
            changesSeen.set(seen);
            return newest;
        } finally {
            loading.unlock();
        }
    }

    private ProductSnapshot load() {
        ProductSnapshot loaded = book.load();
        held.set(loaded);
        return loaded;
    }
}
