package io.tuanzi.inventory.internal;

import io.tuanzi.inventory.events.StockLow;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Opens a replenishment task when a SKU falls below its line and closes it when it recovers (INV-05).
 *
 * <p>A sweep and not part of selling: the hot path must not pay for it, and a minute late does no harm.
 */
@Component
class LowStockSweep implements Sweep {

    private static final int AT_ONCE = 100;

    private final StockBook book;
    private final Facts facts;
    private final Tasks tasks;
    private final Tx tx;
    private final int lowLineBp;

    LowStockSweep(StockBook book, Facts facts, Tasks tasks, Tx tx,
                  @Value("${tuanzi.inventory.low-line-bp:2000}") int lowLineBp) {
        this.book = book;
        this.facts = facts;
        this.tasks = tasks;
        this.tx = tx;
        this.lowLineBp = lowLineBp;
    }

    @Override
    public String name() {
        return "inventory.low-stock";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(20);
    }

    @Override
    public int sweep() {
        return tx.call("sweep.low-stock", () -> {
            List<Long> recovered = book.markRecovered(lowLineBp, AT_ONCE);
            recovered.forEach(sku -> tasks.done("LOW_STOCK", "sku:" + sku));
            List<StockBook.Marked> low = book.markLow(lowLineBp, AT_ONCE);
            for (StockBook.Marked level : low) {
                facts.record(level.skuId(), level.version(),
                        new StockLow(level.skuId(), level.available(), level.planned()));
                tasks.open("LOW_STOCK", "sku:" + level.skuId(), Map.of("skuId", level.skuId(),
                        "available", level.available(), "planned", level.planned()));
            }
            return low.size() + recovered.size();
        });
    }
}
