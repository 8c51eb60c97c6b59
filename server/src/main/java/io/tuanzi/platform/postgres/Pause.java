package io.tuanzi.platform.postgres;

/** Waiting on the machine, for a process or a lock; never for business time. */
final class Pause {
    private Pause() {}

    static void ms(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
