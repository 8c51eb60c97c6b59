package io.tuanzi.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a product's page; absent parts stay as they are. HTML is cleaned, titles are 1 to 255 characters. */
public record ProductEdit(@Nullable String titleZh, @Nullable String titleEn, @Nullable String summaryZh,
                          @Nullable String summaryEn, @Nullable String bodyHtml, @Nullable String brand,
                          @Nullable String category, @Nullable String zone, @Nullable String slot,
                          @Nullable List<String> scenes, @Nullable List<String> badges,
                          ProductView.@Nullable Story story, ProductView.@Nullable Layers layers) {
}
