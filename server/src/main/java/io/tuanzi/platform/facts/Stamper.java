package io.tuanzi.platform.facts;

import io.tuanzi.platform.Tx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
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

    private final FactBook book;
    private final Tx tx;
    private final Semaphore wakes = new Semaphore(0);
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile long head = -1;

    Stamper(FactBook book, Tx tx) {
        this.book = book;
        this.tx = tx;
    }

    void wake() {
        wakes.release();
    }

    void onHead(LongConsumer listener) {
        listeners.add(listener);
    }

    /** The head of the log as this node last saw it. */
    long head() {
        return head;
    }

    /** Stamps what is visible now; returns how many. Another node at it counts as zero. */
    int stampOnce() {
        return tx.call("platform.stamp", () -> book.lockStamper().map(book::stamp).orElse(0));
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("stamper").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                if (wakes.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
                while (running && stampOnce() > 0) {
                    tellHead();
                }
                tellHead();
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

    private void tellHead() {
        long now = book.head();
        if (now != head) {
            head = now;
            listeners.forEach(listener -> listener.accept(now));
        }
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
