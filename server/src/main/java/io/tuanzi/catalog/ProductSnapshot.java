package io.tuanzi.catalog;

import java.util.List;
import java.util.Locale;
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
 * @param optionsEn English values of the SKUs whose product has them, in the order of their options
 */
public record ProductSnapshot(long version, Map<Long, SkuPrice> skus, Map<Long, ProductSummary> products,
                              List<Zone> zones, List<Scene> scenes, Map<String, Words> badges,
                              Map<Long, List<String>> optionsEn) {

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

    /** The chosen values of a SKU in this language; empty when the SKU is unknown or has none. */
    public List<String> options(long skuId, Locale locale) {
        SkuPrice sku = skus.get(skuId);
        return sku == null ? List.of() : options(skuId, sku.options(), locale);
    }

    /** Values as an order keeps them, in this language where the SKU still has the same ones. */
    public List<String> options(long skuId, List<String> kept, Locale locale) {
        SkuPrice sku = skus.get(skuId);
        List<String> english = optionsEn.get(skuId);
        if (english == null || sku == null || !"en".equals(locale.getLanguage())) {
            return kept;
        }
        return sku.options().equals(kept) ? english : kept;
    }

    /** The product, or null. */
    public @Nullable ProductSummary product(long productId) {
        return products.get(productId);
    }
}
