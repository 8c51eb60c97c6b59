package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.PurchaseRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as a file tells it; what is null the file has no column or no value for, and stays as it is.
 *
 * @param type Shopify's type or our own category
 * @param published whether the file wants it on the shelf
 * @param axes names of the options in order; empty for a product without choice
 */
record FileProduct(String handle, int row, String title, @Nullable String titleEn, @Nullable String summary,
                   @Nullable String bodyHtml, @Nullable String brand, @Nullable String type, @Nullable String zone,
                   @Nullable String slot, @Nullable List<String> tags, boolean published, List<String> axes,
                   List<Variant> variants, @Nullable List<Shot> pictures) {

    /** A variant; {@code code} is null when the file gives none, {@code priceMinor} when it gives no price. */
    record Variant(int row, List<String> options, @Nullable String code, @Nullable Long priceMinor,
                   @Nullable Long costMinor, @Nullable Integer weightGrams, @Nullable String barcode, int quantity,
                   boolean requiresShipping, @Nullable String picture, @Nullable PurchaseRule rule) {
    }

    /** A picture of the gallery by its address in the file. */
    record Shot(int row, String source, String alt) {
    }

    /** The same without the places in the file, to compare what two files say. */
    FileProduct withoutRows() {
        List<Shot> shots = pictures == null ? null
                : pictures.stream().map(shot -> new Shot(0, shot.source(), shot.alt())).toList();
        List<Variant> rowless = variants.stream().map(v -> new Variant(0, v.options(), v.code(), v.priceMinor(),
                v.costMinor(), v.weightGrams(), v.barcode(), v.quantity(), v.requiresShipping(), v.picture(),
                v.rule())).toList();
        return new FileProduct(handle, 0, title, titleEn, summary, bodyHtml, brand, type, zone, slot, tags, published,
                axes, rowless, shots);
    }
}
