package io.tuanzi.platform.crash;

import org.jspecify.annotations.Nullable;

/**
 * A named place in the code where a crash test may halt the process, as a power cut would.
 *
 * <p>Off in production: one read of a static field. A crash test starts the child with {@code -Dtuanzi.crash=NAME[#K]};
 * the child halts at the K-th visit of that point (K defaults to 1). With {@code -Dtuanzi.crash.folder=DIR} the child
 * also writes down which points it visits, and may be armed while it runs ({@link Trap}).
 */
public final class CrashPoint {

    private static final @Nullable Trap TRAP = Trap.of(System.getProperty("tuanzi.crash"),
            System.getProperty("tuanzi.crash.folder"));

    private CrashPoint() {
    }

    /** Halts here, without any clean-up, when this point is the armed one and its turn has come. */
    public static void reached(String name) {
        if (TRAP != null) {
            TRAP.reached(name);
        }
    }

    /** A named block of work that joined a transaction already open: it has no commit of its own to halt at. */
    public static void joined(String name) {
        if (TRAP != null) {
            TRAP.joined(name);
        }
    }
}
