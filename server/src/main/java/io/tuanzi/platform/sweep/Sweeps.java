package io.tuanzi.platform.sweep;

import java.util.List;
import org.springframework.stereotype.Component;

/** Runs sweeps by hand, now: for tests, rehearsals and the audit's quiescence. */
@Component
public class Sweeps {

    private final List<Sweep> sweeps;

    Sweeps(List<Sweep> sweeps) {
        this.sweeps = sweeps;
    }

    /** Runs every sweep until a whole round finds nothing due; returns how much was done. */
    public int runDue() {
        int total = 0;
        int round;
        do {
            round = 0;
            for (Sweep sweep : sweeps) {
                round += sweep.sweep();
            }
            total += round;
        } while (round > 0);
        return total;
    }
}
