package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.events.ProductChanged;
import io.tuanzi.catalog.events.ProductShelved;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts products on and off the shelf at their planned moment by shop time (CAT-49, J1). */
@Component
class ShelfSweep implements Sweep {

    private final Tx tx;
    private final SnapshotBook snapshots;
    private final SnapshotKeeper keeper;
    private final ProductBook products;
    private final Facts facts;
    private final Tasks tasks;

    ShelfSweep(Tx tx, SnapshotBook snapshots, SnapshotKeeper keeper, ProductBook products, Facts facts, Tasks tasks) {
        this.tx = tx;
        this.snapshots = snapshots;
        this.keeper = keeper;
        this.products = products;
        this.facts = facts;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "catalog.shelf";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int sweep() {
        int done = 0;
        while (done < 100 && tx.call("catalog.shelf-due", this::one)) {
            done++;
        }
        if (done > 0) {
            Tx.afterCommit(keeper::stale);
        }
        return done;
    }

    private boolean one() {
        if (!products.anyDue()) {
            return false;
        }
        // the catalogue's lock comes first, as in every write; then it is asked again what is due
        long snapshot = snapshots.move();
        ProductBook.Due due = products.due().orElse(null);
        if (due == null) {
            return false;
        }
        products.clearDue(due.productId());
        boolean blocked = "ON_SHELF".equals(due.wanted()) && !due.priced();
        if (blocked) {
            tasks.open("SHELF_BLOCKED", "product:" + due.productId(), Map.of("handle", due.handle()));
        }
        if (blocked || due.state().equals(due.wanted())) {
            long version = products.touch(due.productId());
            facts.record(due.productId(), version, new ProductChanged(due.productId(), due.handle(), "EDITED",
                    due.state(), snapshot));
            return true;
        }
        long version = products.shelve(due.productId(), due.wanted());
        facts.record(due.productId(), version,
                new ProductShelved(due.productId(), due.handle(), due.wanted(), snapshot));
        return true;
    }
}
