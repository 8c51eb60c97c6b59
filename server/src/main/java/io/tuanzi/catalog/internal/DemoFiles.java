package io.tuanzi.catalog.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of {@code demo/stories.json}; unknown fields are of no concern here. */
final class DemoFiles {

    private DemoFiles() {
    }

    /** A text in both languages. */
    record Text(String zh, String en) {
    }

    /** A zone, theme or badge. */
    record Named(String code, String zh, String en, @Nullable String slot) {
    }

    /** The whole file. */
    record Stories(List<Named> zones, List<Named> themes, List<Named> badges, List<Tale> products) {
    }

    /** What the CSV form has no column for. */
    record Tale(String handle, String zone, String slot, List<String> themes, Text title, Text summary,
                @Nullable String category, @Nullable Integer groupSize, @Nullable List<Axis> options,
                List<Sku> variants, List<String> badges, Story story, Page page) {
    }

    /** An option with its values. */
    record Axis(String zh, String en, List<Text> values) {
    }

    /** A SKU. */
    record Sku(String sku, long priceMinor, @Nullable Long groupPriceMinor, long costMinor, int plannedStock) {
    }

    /** The story card. */
    record Story(Text designerInterview, Text usageScenario) {
    }

    /** The layers of the page. */
    record Page(List<Spec> specs, List<Text> highlights, List<Text> scenarios, Text afterSales,
                @Nullable Table comparison) {
    }

    /** A parameter. */
    record Spec(String zh, String en, String valueZh, String valueEn) {
    }

    /** The comparison table. */
    record Table(List<Text> columns, List<List<Text>> rows) {
    }
}
