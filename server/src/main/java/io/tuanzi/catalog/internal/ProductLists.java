package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductQuery.Sort;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.platform.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Orders of product lists and the cursor of a page: the sort value and the id of the last product shown. */
final class ProductLists {

    /** A place in a list. */
    record Cursor(long value, long productId) {

        static @Nullable Cursor of(@Nullable String text) {
            if (text == null) {
                return null;
            }
            int dot = text.indexOf('.');
            try {
                return new Cursor(Long.parseLong(text, 0, Math.max(dot, 0), 10),
                        Long.parseLong(text, dot + 1, text.length(), 10));
            } catch (NumberFormatException e) {
                throw Problem.invalid("after", "cursor");
            }
        }

        String text() {
            return value + "." + productId;
        }
    }

    private ProductLists() {
    }

    /** The value a sort compares, ascending; ties are broken by id, newest first. */
    static ToLongFunction<ProductSummary> key(Sort sort, Map<Long, Long> sold) {
        return switch (sort) {
            case RELEVANCE, SALES -> p -> -sold.getOrDefault(p.productId(), 0L);
            case PRICE_ASC -> ProductSummary::priceMinor;
            case PRICE_DESC -> p -> -p.priceMinor();
            case NEW -> p -> -p.createdAt().toEpochMilli();
        };
    }

    static Comparator<ProductSummary> order(ToLongFunction<ProductSummary> key) {
        return Comparator.comparingLong(key).thenComparing(Comparator.comparingLong(ProductSummary::productId)
                .reversed());
    }

    /** The products behind the cursor, in order. */
    static List<ProductSummary> after(List<ProductSummary> sorted, ToLongFunction<ProductSummary> key,
                                      @Nullable Cursor cursor) {
        if (cursor == null) {
            return sorted;
        }
        return sorted.stream().filter(p -> {
            long value = key.applyAsLong(p);
            return value > cursor.value() || value == cursor.value() && p.productId() < cursor.productId();
        }).toList();
    }
}
