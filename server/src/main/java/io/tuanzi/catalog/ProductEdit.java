package io.tuanzi.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a product's page; absent parts stay as they are. HTML is cleaned, titles are 1 to 255 characters. */
public record ProductEdit(@Nullable String titleZh, @Nullable String titleEn, @Nullable String summaryZh,
                          @Nullable String summaryEn, @Nullable String bodyHtml, @Nullable String brand,
                          @Nullable String category, @Nullable String zone, @Nullable String slot,
                          @Nullable List<String> scenes, @Nullable List<String> badges,
                          @Nullable StoryEdit story, ProductView.@Nullable Layers layers) {

    /** The story card in the shop's language; English parts that are absent stay as they are. */
    public record StoryEdit(String designerInterview, String usageScenario, @Nullable String designerInterviewEn,
                            @Nullable String usageScenarioEn) {
    }
}
