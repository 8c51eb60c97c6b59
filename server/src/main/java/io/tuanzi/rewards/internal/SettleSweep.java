package io.tuanzi.rewards.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Makes matured commissions payable when the settling days of their scheme are over (J1). */
@Component
class SettleSweep implements Sweep {

    private static final int AT_ONCE = 100;

    private final EarningDesk desk;
    private final Tx tx;

    SettleSweep(EarningDesk desk, Tx tx) {
        this.desk = desk;
        this.tx = tx;
    }

    @Override
    public String name() {
        return "rewards.settle";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public int sweep() {
        return desk.settleDue(tx, AT_ONCE);
    }
}
