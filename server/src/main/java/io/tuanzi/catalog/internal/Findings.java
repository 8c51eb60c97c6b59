package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductEdit;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Words;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the shop's own rules say about a product, and what an edit may say. */
@Component
class Findings {

    private record PictureRule(int minSide) {
    }

    private final ProductBook products;
    private final MediaBook media;
    private final Titles titles;
    private final Json json;

    Findings(ProductBook products, MediaBook media, Titles titles, Json json) {
        this.products = products;
        this.media = media;
        this.titles = titles;
        this.json = json;
    }

    /** Findings of the title rule. */
    List<String> ofTitle(ProductSummary product) {
        return titles.findings(product);
    }

    /** Findings of the picture rule (CAT-14): raster pictures below the shop's resolution, few angles. */
    List<String> ofPictures(long productId) {
        int minSide = json.read(products.setting("picture.rule"), PictureRule.class).minSide();
        List<String> found = new ArrayList<>();
        for (int[] side : media.sides(productId)) {
            if (Math.min(side[0], side[1]) < minSide) {
                found.add("PICTURE_SMALL");
                break;
            }
        }
        if (media.gallery(productId).size() < 2) {
            found.add("PICTURE_ONE_ANGLE");
        }
        return found;
    }

    /** The row as the edit wants it; refuses texts, codes and slots that cannot be. */
    ProductBook.Row edited(ProductBook.Row row, ProductEdit edit) {
        String slot = edit.slot() == null ? row.slot() : edit.slot();
        if (!Set.of("HIT", "NICHE").contains(slot)) {
            throw Problem.invalid("slot", "unknown");
        }
        String zone = edit.zone() == null ? row.zone() : edit.zone();
        known("zone", List.of(zone), "zone");
        List<String> scenes = edit.scenes() == null ? row.scenes() : Fields.list("scenes", edit.scenes(), 0, 10);
        known("scene", scenes, "scenes");
        List<String> badges = edit.badges() == null ? row.badges() : Fields.list("badges", edit.badges(), 0, 10);
        known("badge", badges, "badges");
        Long category = row.categoryId();
        if (edit.category() != null) {
            String name = edit.category().strip();
            category = name.isEmpty() ? null : Long.valueOf(products.category(Fields.text("category", name, 1, 100)));
        }
        return new ProductBook.Row(row.productId(), row.handle(),
                edit.titleZh() == null ? row.titleZh() : Fields.text("titleZh", edit.titleZh(), 1, 255),
                edit.titleEn() == null ? row.titleEn() : Fields.optionalText("titleEn", edit.titleEn(), 255),
                edit.summaryZh() == null ? row.summaryZh() : Fields.text("summaryZh", edit.summaryZh(), 0, 500),
                edit.summaryEn() == null ? row.summaryEn() : Fields.optionalText("summaryEn", edit.summaryEn(), 500),
                edit.bodyHtml() == null ? row.bodyHtml() : BodyHtml.clean(edit.bodyHtml()).html(),
                edit.brand() == null ? row.brand() : Fields.text("brand", edit.brand(), 0, 100),
                category, zone, slot, row.tags(), scenes, badges, story(edit.story(), row.story()),
                document(edit.layers(), row.layers()), row.picture(), row.state(), row.version(), row.importHash());
    }

    /** The story card as edited; two blank texts are no story. */
    private @Nullable String story(ProductEdit.@Nullable StoryEdit edit, @Nullable String now) {
        if (edit == null) {
            return now;
        }
        String interview = Fields.text("designerInterview", edit.designerInterview(), 0, 5_000);
        String scenario = Fields.text("usageScenario", edit.usageScenario(), 0, 5_000);
        if (interview.isEmpty() && scenario.isEmpty()) {
            return null;
        }
        ProductView.Story before = json.story(now);
        String interviewEn = edit.designerInterviewEn() != null || before == null ? edit.designerInterviewEn()
                : before.designerInterview().en();
        String scenarioEn = edit.usageScenarioEn() != null || before == null ? edit.usageScenarioEn()
                : before.usageScenario().en();
        return json.text(new ProductView.Story(
                new Words(interview, Fields.optionalText("designerInterviewEn", interviewEn, 5_000)),
                new Words(scenario, Fields.optionalText("usageScenarioEn", scenarioEn, 5_000))));
    }

    private @Nullable String document(@Nullable Object wanted, @Nullable String now) {
        return wanted == null ? now : json.text(wanted);
    }

    private void known(String table, List<String> codes, String field) {
        Set<String> unknown = products.unknown(table, codes);
        if (!unknown.isEmpty()) {
            throw Problem.invalid(field, "unknown").with("code", unknown.iterator().next());
        }
    }
}
