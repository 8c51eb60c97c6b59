package io.tuanzi.platform.sweep;

import java.time.Duration;

/**
 * Work that becomes due by shop time. A bean of this type is woken every {@link #every()} on one node.
 *
 * <p>The statement inside decides what is due; waking it twice, late or on two nodes at once does no harm (J1).
 */
public interface Sweep {

    /** {@code module.what}. */
    String name();

    /** How often it is woken, wall time. */
    Duration every();

    /** Does what is due, a bounded number, each in its own transaction; returns how many, 0 when nothing is left. */
    int sweep();
}
