package io.tuanzi.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a shopper asks a product list for; only products on the shelf are found.
 *
 * @param zone code of a zone, absent for all
 * @param words what was typed, absent for a plain list
 * @param after cursor of the page before
 * @param limit 1 to 100
 */
public record ProductQuery(@Nullable String zone, @Nullable String words, Sort sort, @Nullable String after,
                           int limit) {

    /** Orders of a list; a plain list by {@code RELEVANCE} shows what sells first. */
    public enum Sort { RELEVANCE, SALES, PRICE_ASC, PRICE_DESC, NEW }
}
