package io.tuanzi.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a product list.
 *
 * @param next cursor of the next page, absent at the end
 * @param total how many there are on all pages
 * @param didYouMean a word that would have found something, when nothing was found as typed
 */
public record ProductsFound(List<ProductSummary> items, @Nullable String next, int total,
                            @Nullable String didYouMean) {
}
