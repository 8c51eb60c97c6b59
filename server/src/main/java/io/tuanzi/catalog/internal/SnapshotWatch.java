package io.tuanzi.catalog.internal;

import io.tuanzi.platform.time.WallClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Looks for a newer catalogue a few times a second, so that a reader inside a transaction has a fresh one too. */
@Component
class SnapshotWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWatch.class);
    private static final long EVERY_MS = 250;

    private final SnapshotKeeper keeper;
    private final WallClock clock;
    private volatile @Nullable Thread watch;

    SnapshotWatch(SnapshotKeeper keeper, WallClock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public void start() {
        watch = Thread.ofVirtual().name("catalogue-watch").start(this::run);
    }

    private void run() {
        while (watch == Thread.currentThread()) {
            try {
                var unused = keeper.snapshot();
            } catch (DataAccessException e) {
                LOG.debug("the catalogue could not be looked at; again in {} ms", EVERY_MS, e);
            }
            clock.pause(EVERY_MS);
        }
    }

    @Override
    public void stop() {
        // never interrupted: that would cut the connection under its query
        watch = null;
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }
}
