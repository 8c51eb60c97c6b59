package io.tuanzi.inventory.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.BatchDesk;
import io.tuanzi.platform.commit.GroupCommit;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Counts how often somebody wanted what was sold out. In a rush everybody misses the same few SKUs, so the counts of a
 * crowd are summed and written once per batch: a row of its own for each would make the refusals the slowest answers.
 */
@Component
class MissedDemand implements BatchDesk<Long, Boolean> {

    private final StockBook book;
    private final GroupCommit<Long, Boolean> queue;

    MissedDemand(StockBook book, Tx tx) {
        this.book = book;
        this.queue = new GroupCommit<>("stock.missed", this, tx, 8_192, 1_000);
    }

    @PreDestroy
    void close() {
        queue.close();
    }

    void count(long skuId) {
        var unused = queue.submit(skuId);
    }

    @Override
    public List<Boolean> decide(List<Long> skuIds) {
        Map<Long, Long> sums = skuIds.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        book.missed(List.copyOf(sums.entrySet()));
        return skuIds.stream().map(sku -> true).toList();
    }

    /** A batch whose commit has an unknown outcome is counted at most once. */
    @Override
    public Optional<Boolean> answered(Long skuId) {
        return Optional.of(true);
    }
}
