package io.tuanzi.catalog;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue for those who run it. Every write is on the audit trail with the reason given (W1). */
public interface Assortment {

    /** Products in any state, newest change first. */
    Paged<ProductSummary> products(Filter filter, @Nullable String after, int limit);

    /** The categories some product is in, by name. */
    List<Category> categories();

    /** What staff sees of a product beyond its page. */
    Optional<Detail> detail(long productId);

    /** Whether there is such a SKU, retired ones included. */
    boolean knows(long skuId);

    /**
     * Puts a product on or off the shelf, now or at a time to come; refuses a draft without a buyable SKU and a
     * time in the past.
     */
    void shelve(long productId, String state, @Nullable Instant at, Who who);

    /** Appends a price (O3); refuses an amount below 1 fen or above 1,000,000,000 fen. The same price is no change. */
    void price(long skuId, long priceMinor, Who who);

    /**
     * Sets how many of a SKU may be bought (ORD-22). Refuses a step or minimum below 1, a limit below the minimum or
     * above 1,000,000, and days to look back without a limit per person. The same rule is no change.
     */
    void limit(long skuId, PurchaseRule rule, Who who);

    /** Changes what the edit names and leaves the rest; refuses unknown zones, scenes and badges. */
    void edit(long productId, ProductEdit edit, Who who);

    /** Moves a product in the selection pool (CAT-02); refuses a step the pool does not have. */
    void select(long productId, String state, Who who);

    /** Which products a staff list shows; absent parts match all, {@code skuIds} those with one of these variants. */
    record Filter(@Nullable String words, @Nullable String state, @Nullable String zone,
                  @Nullable Set<Long> skuIds) {
    }

    /** A category and how many products are in it. */
    record Category(long categoryId, String name, int products) {
    }

    /** Who writes, and why; the reason may not be blank. */
    record Who(String actor, String reason) {
    }

    /** A product for staff. */
    record Detail(ProductView product, List<SkuDetail> skus, List<Selected> selection, List<String> titleFindings,
                  List<String> pictureFindings, @Nullable Instant onShelfAt, @Nullable Instant offShelfAt) {
    }

    /** A SKU for staff, retired ones included; {@code prices} newest first. */
    record SkuDetail(long skuId, String code, List<String> options, long priceMinor, @Nullable Long costMinor,
                     int weightGrams, @Nullable String barcode, PurchaseRule rule, boolean retired,
                     List<PriceRow> prices) {
    }

    /** A price that was set. */
    record PriceRow(long priceVersion, long priceMinor, Instant at, String by, String why) {
    }

    /** A step in the selection pool. */
    record Selected(String state, Instant at, String by, String reason) {
    }
}
