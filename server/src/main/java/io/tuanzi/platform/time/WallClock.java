package io.tuanzi.platform.time;

import java.time.Instant;

/**
 * The machine's clock: heartbeats, sessions, codes, rate limits, retries. Never asked for a business decision (T1).
 */
public interface WallClock {

    Instant now();

    /** Milliseconds from an arbitrary start, never going back. */
    long monotonicMs();

    /** Blocks the calling thread; an interrupt ends the wait early and is kept. */
    void pause(long millis);
}
