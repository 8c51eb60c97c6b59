package io.tuanzi.catalog;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be sold, for reading: prices from a snapshot in memory, pages, lists, search, rankings. */
public interface Products {

    /** The newest catalogue this node has loaded; never older than about a quarter of a second. */
    ProductSnapshot snapshot();

    /** The catalogue as the open transaction sees it, loaded now: for the few orders whose prices moved meanwhile. */
    ProductSnapshot fresh();

    /** Whether nothing changed since this version: one small SELECT in the caller's transaction. */
    boolean isCurrent(long version);

    /** The page of a product in any state. */
    Optional<ProductView> product(long productId);

    /** The page of a product in any state, by handle. */
    Optional<ProductView> product(String handle);

    /** A page of what is on the shelf; refuses a limit outside 1 to 100 and a cursor it did not make. */
    ProductsFound find(ProductQuery query);

    /** The ranking of this code; one that cannot be computed yet says why. */
    Ranking ranking(String code);

    /** Units paid minus units refunded since the beginning, per product; 0 for those never sold. */
    Map<Long, Long> sold(Collection<Long> productIds);

    /** Units sold net of returns by day of the shop, over the last so many days; days without sales are absent. */
    Map<LocalDate, Long> soldByDay(long productId, int days);

    /** Every price these SKUs ever had, retired ones included, by SKU; absent who is not known. */
    Map<Long, PriceTrail> priceTrails(Collection<Long> skuIds);

    /** Words that people searched for most in the last seven days and that found something, best first. */
    List<String> hotWords(int limit);

    /** Findings of the title rule (CAT-13), as codes; empty when the title is as the rule wants it. */
    List<String> titleFindings(ProductSummary product);

    /**
     * The JSON-LD of a product page (REC-09).
     *
     * @param page absolute address of the page
     * @param root absolute address of the shop, without a slash at the end
     * @param available units per SKU, from inventory
     */
    String jsonLd(ProductView product, String page, String root, Map<Long, Integer> available);
}
