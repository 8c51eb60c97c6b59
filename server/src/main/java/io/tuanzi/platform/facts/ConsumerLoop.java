package io.tuanzi.platform.facts;

import io.tuanzi.platform.time.Pauses;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one consumer on this node: woken when the head of the log moves, and by a slow tick. */
abstract class ConsumerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final long TICK_MS = 1_000;
    /** After some work a consumer lets a few more facts gather: under load it reads lists, not single facts. */
    private static final long GATHER_MS = 10;

    private final String name;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;

    ConsumerLoop(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    final void start() {
        running = true;
        Thread.ofVirtual().name("consumer-" + name).start(this::loop);
    }

    final void stop() {
        running = false;
        wake();
    }

    final void wake() {
        wakes.release();
    }

    final boolean running() {
        return running;
    }

    /** The types it hears; empty when it hears all. */
    abstract Set<String> hears();

    /** Wakes it if one of these types is for it; none given means that anything may be. */
    final void wake(Set<String> types) {
        Set<String> mine = hears();
        if (types.isEmpty() || mine.isEmpty() || types.stream().anyMatch(mine::contains)) {
            wake();
        }
    }

    /** Works until nothing is left below the head. */
    abstract void catchUp();

    private void loop() {
        while (running) {
            try {
                if (wakes.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
                catchUp();
                Pauses.millis(GATHER_MS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("consumer {} stumbled, trying again: {}", name, e.toString());
                    Pauses.brief();
                }
            }
        }
    }
}
