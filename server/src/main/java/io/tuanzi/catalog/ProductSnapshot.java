package io.tuanzi.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalogue at one version, immutable, in memory.
 *
 * @param version what {@link Products#isCurrent} is asked with
 * @param skus by SKU id, retired ones left out
 * @param products by product id, in every state
 * @param zones in display order
 * @param scenes in display order
 * @param badges enabled service promises by code, in display order
 */
public record ProductSnapshot(long version, Map<Long, SkuPrice> skus, Map<Long, ProductSummary> products,
                              List<Zone> zones, List<Scene> scenes, Map<String, Words> badges) {

    /** A theme zone of the shop's shelf; {@code slot} is {@code HIT} or {@code NICHE}. */
    public record Zone(String code, Words name, String slot, String picture) {
    }

    /** A scene of the home page (CAT-24). */
    public record Scene(String code, Words title, Words subtitle) {
    }

    /** The SKU, or null when there is none that can be named in an order. */
    public @Nullable SkuPrice sku(long skuId) {
        return skus.get(skuId);
    }

    /** The product, or null. */
    public @Nullable ProductSummary product(long productId) {
        return products.get(productId);
    }
}
