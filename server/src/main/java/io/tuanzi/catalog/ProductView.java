package io.tuanzi.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as its own page shows it; stock, groups and the viewer's marks are added by the caller.
 *
 * @param bodyHtml cleaned; safe to show as it is
 * @param skus live SKUs in display order, prices included
 * @param story absent when there is none
 * @param layers absent when there are none
 */
public record ProductView(ProductSummary summary, String bodyHtml, List<Media> media, List<Option> options,
                          List<Sku> skus, @Nullable Story story, @Nullable Layers layers) {

    /** A picture or a video of the gallery (CAT-14, CAT-17); {@code kind} is {@code IMAGE} or {@code VIDEO}. */
    public record Media(String kind, String url, String alt, @Nullable Integer width, @Nullable Integer height) {
    }

    /** An axis of choice and its values in display order. */
    public record Option(Words name, List<Words> values) {
    }

    /** A SKU with its price; {@code options} in the order of the product's options. */
    public record Sku(long skuId, String code, List<String> options, long priceMinor, boolean buyable,
                      PurchaseRule rule, @Nullable String picture) {
    }

    /** The story card (CAT-08). */
    public record Story(Words designerInterview, Words usageScenario) {
    }

    /** The layers of the page in their fixed order, and the comparison table (CAT-12). */
    public record Layers(List<Spec> specs, List<Words> highlights, List<Words> scenarios, Words afterSales,
                         @Nullable Comparison comparison) {
    }

    /** One parameter. */
    public record Spec(Words name, Words value) {
    }

    /** A comparison table; each row has a cell per column. */
    public record Comparison(List<Words> columns, List<List<Words>> rows) {
    }
}
