package io.tuanzi.rewards.internal;

import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Gives what rules of issuing make due, by shop time (J1). */
@Component
class IssueSweep implements Sweep {

    private final IssueDesk desk;

    IssueSweep(IssueDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "rewards.issue";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int sweep() {
        return desk.sweep();
    }
}
