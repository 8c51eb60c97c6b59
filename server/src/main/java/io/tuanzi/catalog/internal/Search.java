package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds products by what people type (REC-07): as typed first, then with mistakes forgiven; counts what was found. */
@Component
class Search {

    private static final int MOST_LETTERS = 64;
    private static final int MOST_PENDING = 5_000;

    /** What was found and at which place, best first. */
    record Hits(List<ProductSummary> products, Map<Long, Integer> places, @Nullable String didYouMean) {

        long place(ProductSummary product) {
            return places.getOrDefault(product.productId(), Integer.MAX_VALUE);
        }
    }

    private final SearchIndex index;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    Search(SearchIndex index) {
        this.index = index;
    }

    Hits find(ProductSnapshot snapshot, String typed, Predicate<ProductSummary> wanted) {
        String words = typed.length() <= MOST_LETTERS ? typed : typed.substring(0, MOST_LETTERS);
        index.catchUp(snapshot);
        List<ProductSummary> found = products(snapshot, index.find(words, false), wanted);
        if (!found.isEmpty()) {
            count(words);
            return hits(found, null);
        }
        List<ProductSummary> near = products(snapshot, index.find(words, true), wanted);
        return hits(near, near.isEmpty() ? null : Nearest.word(words, near.getFirst()));
    }

    private static List<ProductSummary> products(ProductSnapshot snapshot, List<Long> ids,
                                                 Predicate<ProductSummary> wanted) {
        return ids.stream().map(snapshot::product).filter(Objects::nonNull).filter(wanted).toList();
    }

    private static Hits hits(List<ProductSummary> found, @Nullable String didYouMean) {
        Map<Long, Integer> places = new HashMap<>();
        found.forEach(product -> places.put(product.productId(), places.size()));
        return new Hits(found, places, didYouMean);
    }

    private void count(String words) {
        String word = words.strip().replaceAll("\\s+", " ").toLowerCase(java.util.Locale.ROOT);
        if (counts.size() < MOST_PENDING) {
            counts.computeIfAbsent(word, w -> new LongAdder()).increment();
        }
    }

    /** Takes the searches counted since the last time; they are only for hot words, so a crash may lose some. */
    Map<String, Long> drain() {
        Map<String, Long> drained = new HashMap<>();
        for (String word : List.copyOf(counts.keySet())) {
            LongAdder count = counts.remove(word);
            if (count != null) {
                drained.put(word, count.sum());
            }
        }
        return drained;
    }
}
