package io.tuanzi.catalog.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.platform.time.ShopTime;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Computes the rankings again when sales moved or the day turned (CAT-26). */
@Component
class RankingSweep implements Sweep {

    static final String WEEK_SALES = "WEEK_SALES";

    private final SalesBook book;
    private final Tx tx;
    private final ShopTime time;

    RankingSweep(SalesBook book, Tx tx, ShopTime time) {
        this.book = book;
        this.tx = tx;
        this.time = time;
    }

    @Override
    public String name() {
        return "catalog.rankings";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int sweep() {
        return tx.call("catalog.rank", () -> {
            if (!book.claimRanking(WEEK_SALES, time.zone().getId())) {
                return 0;
            }
            book.rank(WEEK_SALES, time.zone().getId());
            return 1;
        });
    }
}
