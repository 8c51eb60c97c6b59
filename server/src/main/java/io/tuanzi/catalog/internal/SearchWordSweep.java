package io.tuanzi.catalog.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.platform.time.ShopTime;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes down what was searched for on this node, every few seconds. */
@Component
class SearchWordSweep implements Sweep {

    private final Search search;
    private final SalesBook book;
    private final Tx tx;
    private final ShopTime time;

    SearchWordSweep(Search search, SalesBook book, Tx tx, ShopTime time) {
        this.search = search;
        this.book = book;
        this.tx = tx;
        this.time = time;
    }

    @Override
    public String name() {
        return "catalog.search-words";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int sweep() {
        Map<String, Long> words = search.drain();
        if (words.isEmpty()) {
            return 0;
        }
        tx.run("catalog.search-words", () -> book.searched(words, time.zone().getId()));
        return 1;
    }
}
