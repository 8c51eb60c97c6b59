package io.tuanzi.platform.time;

/** Waiting between tries of a machine's loop; wall time. */
public final class Pauses {

    private Pauses() {
    }

    /** A quarter of a second, so that a loop whose database is away does not spin. */
    public static void brief() {
        millis(250);
    }

    /** Waits; an interrupt ends the wait early and is kept. */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
