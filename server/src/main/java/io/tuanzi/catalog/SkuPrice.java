package io.tuanzi.catalog;

import java.util.List;

/**
 * What a quote needs to know of a SKU.
 *
 * @param options chosen values in the order of the product's options, Chinese; empty for a single variant
 * @param priceMinor list price in fen
 * @param priceVersion rises by one with every new price of this SKU
 * @param buyable on the shelf, not retired, with a price above zero
 * @param categoryId 0 without a category
 */
public record SkuPrice(long skuId, long productId, String code, List<String> options, long priceMinor,
                       long priceVersion, int weightGrams, boolean buyable, String zone, long categoryId,
                       PurchaseRule rule) {
}
