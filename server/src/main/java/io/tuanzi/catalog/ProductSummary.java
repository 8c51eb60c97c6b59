package io.tuanzi.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A product as lists, cards and order lines show it.
 *
 * @param picture address of the first picture below the shop's own root
 * @param slot {@code HIT} or {@code NICHE}
 * @param state {@code DRAFT}, {@code ON_SHELF} or {@code OFF_SHELF}
 * @param categoryId 0 without a category
 * @param priceMinor lowest price of a buyable SKU, else of any, in fen; 0 without SKUs
 * @param priceFrom whether SKUs differ in price
 * @param skuIds live SKUs in display order
 * @param version the product's own version, the {@code seq} of its facts
 */
public record ProductSummary(long productId, String handle, String titleZh, @Nullable String titleEn,
                             String picture, String zone, String slot, String state, String brand, long categoryId,
                             String category, List<String> tags, List<String> scenes, List<String> badges,
                             Words summary, long priceMinor, boolean priceFrom, List<Long> skuIds,
                             Instant createdAt, Instant updatedAt, long version) {

    /** The title for a reader of this language. */
    public String title(Locale locale) {
        return new Words(titleZh, titleEn).in(locale);
    }

    /** Whether shoppers see it. */
    public boolean onShelf() {
        return "ON_SHELF".equals(state);
    }
}
