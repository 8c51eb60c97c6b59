package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds products by words. */
@Component
class Search {

    /** What was found, best first. */
    record Hits(List<ProductSummary> products, @Nullable String didYouMean) {
        long place(ProductSummary product) {
            return products.indexOf(product);
        }
    }

    Hits find(ProductSnapshot snapshot, String words, Predicate<ProductSummary> wanted) {
        String lower = words.toLowerCase(Locale.ROOT);
        return new Hits(snapshot.products().values().stream().filter(wanted)
                .filter(p -> (p.titleZh() + " " + p.titleEn() + " " + p.brand()).toLowerCase(Locale.ROOT)
                        .contains(lower)).toList(), null);
    }
}
