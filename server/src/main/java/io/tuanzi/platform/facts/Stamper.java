package io.tuanzi.platform.facts;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.time.Pauses;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives facts their place in the log: one stamper at a time on all nodes, by a row lock.
 *
 * <p>Woken after commits on its node, and by a slow tick for facts of other nodes. Tells its listeners the head of the
 * log whenever that has moved.
 */
@Component
class Stamper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Stamper.class);
    private static final long TICK_MS = 200;
    /** A stamping that found something waits so long before the next one: facts of a busy shop are moved in lists. */
    private static final long GATHER_MS = 10;
    /** After so long without a fact all consumers are told, so that every cursor reaches the head. */
    private static final long QUIET_MS = 40;

    private final FactBook book;
    private final Tx tx;
    private final Semaphore wakes = new Semaphore(0);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile long head = -1;
    private boolean untold; // of the stamper's thread alone

    Stamper(FactBook book, Tx tx) {
        this.book = book;
        this.tx = tx;
    }

    /** Hears that the head of the log moved. */
    interface Listener {

        /** {@code types} are those stamped just now, empty when anything may have been. */
        void moved(Set<String> types);
    }

    void wake() {
        wakes.release();
    }

    void onHead(Listener listener) {
        listeners.add(listener);
    }

    /** The head of the log as this node last saw it. */
    long head() {
        return head;
    }

    /** Stamps what is visible now. Another node at it counts as nothing to do. */
    private FactBook.Stamped stampOnce() {
        return tx.call("platform.stamp", () -> book.lockStamper().map(book::stamp)
                .orElse(new FactBook.Stamped(head, Set.of())));
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("stamper").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                boolean woken = wakes.tryAcquire(untold ? QUIET_MS : TICK_MS, TimeUnit.MILLISECONDS);
                wakes.drainPermits();
                stampAll();
                if (!woken && untold) {
                    untold = false;
                    tell(Set.of());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("stamping failed, trying again: {}", e.toString());
                    io.tuanzi.platform.time.Pauses.brief();
                }
            }
        }
    }

    /** While there is something, only those who hear it are told; the others when it has been quiet for a moment. */
    private void stampAll() {
        for (FactBook.Stamped moved = stampOnce(); running && !moved.types().isEmpty(); moved = stampOnce()) {
            untold = true;
            head = moved.head();
            tell(moved.types());
            Pauses.millis(GATHER_MS);
        }
        long now = book.head();
        if (now != head) { // another node stamped
            head = now;
            tell(Set.of());
        }
    }

    private void tell(Set<String> types) {
        listeners.forEach(listener -> listener.moved(types));
    }

    @Override
    public void stop() {
        running = false;
        wake();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
