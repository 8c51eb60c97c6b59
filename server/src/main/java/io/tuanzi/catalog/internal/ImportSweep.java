package io.tuanzi.catalog.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Goes on with imports whose worker is gone; a file another worker holds is left alone. */
@Component
class ImportSweep implements Sweep {

    private static final int MOST_PRODUCTS = 500;

    private final ImportBook book;
    private final ImportDesk desk;
    private final Tx tx;

    ImportSweep(ImportBook book, ImportDesk desk, Tx tx) {
        this.book = book;
        this.desk = desk;
        this.tx = tx;
    }

    @Override
    public String name() {
        return "catalog.imports";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int sweep() {
        int done = tx.call("catalog.import-cut-off", book::failStaging);
        for (long importId : book.running()) {
            while (done < MOST_PRODUCTS && desk.applyNext(importId, false)) {
                done++;
            }
        }
        return done;
    }
}
