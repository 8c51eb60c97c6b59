package io.tuanzi.platform.crash;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A named place in the code where a crash test may halt the process, as a power cut would.
 *
 * <p>Off in production: one read of a static field. A crash test starts the child with
 * {@code -Dtuanzi.crash=NAME[#K]}; the child halts at the K-th visit of that point (K defaults to 1).
 */
public final class CrashPoint {

    private static final @Nullable String ARMED;
    private static final AtomicInteger LEFT;

    static {
        String spec = System.getProperty("tuanzi.crash");
        if (spec == null || spec.isBlank()) {
            ARMED = null;
            LEFT = new AtomicInteger();
        } else {
            int colon = spec.lastIndexOf('#');
            ARMED = colon < 0 ? spec : spec.substring(0, colon);
            LEFT = new AtomicInteger(colon < 0 ? 1 : Integer.parseInt(spec.substring(colon + 1)));
        }
    }

    private CrashPoint() {
    }

    /** Halts here, without any clean-up, when this point is the armed one and its turn has come. */
    public static void reached(String name) {
        if (ARMED != null && ARMED.equals(name) && LEFT.decrementAndGet() == 0) {
            System.err.println("crash point " + name);
            Runtime.getRuntime().halt(137);
        }
    }
}
