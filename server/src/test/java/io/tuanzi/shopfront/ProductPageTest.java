package io.tuanzi.shopfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a product page and the home page tell, in both languages. */
@ShopTest
class ProductPageTest {

    @LocalServerPort
    private int port;
    @Autowired
    private DemoCatalogue catalogue;
    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        catalogue.load();
    }

    private JsonNode get(String path, String language) {
        return ShopClient.of(port).with("Accept-Language", language).get(path).ok();
    }

    private JsonNode cream(String language) {
        return get("/api/shop/products/by-handle/hand-cream-tube", language);
    }

    @Test
    @Capability("CAT-12")
    void aPageTellsSpecsThenHighlightsThenScenesThenAfterSalesAndComparesWithTheNextBest() {
        for (String language : List.of("zh-CN", "en")) {
            JsonNode page = cream(language);
            List<String> order = new ArrayList<>();
            page.path("layers").propertyNames().forEach(order::add);
            assertThat(order).containsExactly("specs", "highlights", "scenarios", "afterSales");
            assertThat(page.path("layers").path("specs").size()).isGreaterThanOrEqualTo(3);
            assertThat(page.path("layers").path("highlights").size()).isGreaterThanOrEqualTo(2);
            assertThat(page.path("layers").path("scenarios").size()).isGreaterThanOrEqualTo(1);
            assertThat(page.path("layers").path("afterSales").asString()).isNotBlank();
            JsonNode table = get("/api/shop/products/by-handle/niacinamide-serum-trio", language).path("comparison");
            int columns = table.path("columns").size();
            assertThat(columns).isGreaterThanOrEqualTo(2);
            assertThat(table.path("rows").size()).isGreaterThanOrEqualTo(2);
            table.path("rows").forEach(row -> assertThat(row.size()).isEqualTo(columns));
        }
        assertThat(cream("en").path("layers").path("afterSales").asString()).doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    @Capability("CAT-17")
    void aShortFilmShowsHowTheThingIsUsedAndIsServedAsAFilm() {
        List<String> films = new ArrayList<>();
        cream("zh-CN").path("media").forEach(medium -> {
            if ("VIDEO".equals(medium.path("kind").asString())) {
                films.add(medium.path("url").asString());
            }
        });
        assertThat(films).as("the film among the media").hasSize(1);
        ShopClient.Answer served = ShopClient.of(port).get(films.getFirst());
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(cream("zh-CN").path("picture").asString()).as("a card shows a picture, never the film")
                .endsWith(".svg");
    }

    @Test
    @Capability("CAT-23")
    void aServicePromiseIsShownOnlyWhileItsPolicyIsInForce() {
        assertThat(badges("zh-CN")).contains("7天无理由").hasSizeGreaterThanOrEqualTo(2);
        assertThat(badges("en")).noneMatch(text -> text.matches(".*\\p{IsHan}.*"));
        int before = badges("zh-CN").size();
        jdbc.sql("UPDATE catalog.badge SET enabled = false WHERE code = 'return7'").update();
        jdbc.sql("UPDATE catalog.snapshot_version SET version = version + 1").update();
        org.awaitility.Awaitility.await().until(() -> badges("zh-CN").size() == before - 1);
        jdbc.sql("UPDATE catalog.badge SET enabled = true WHERE code = 'return7'").update();
        jdbc.sql("UPDATE catalog.snapshot_version SET version = version + 1").update();
        org.awaitility.Awaitility.await().until(() -> badges("zh-CN").size() == before);
    }

    /** Texts of the page's promises, without spaces. */
    private List<String> badges(String language) {
        List<String> texts = new ArrayList<>();
        cream(language).path("badges").forEach(badge -> {
            String text = badge.path("text").asString();
            texts.add("en".equals(language) ? text : text.replace(" ", ""));
        });
        return texts;
    }

    @Test
    @Capability("CAT-24")
    void homeLeadsByOccasionCommuteHomeLifeAndGifts() {
        JsonNode scenes = get("/api/shop/home", "zh-CN").path("scenes");
        List<String> titles = new ArrayList<>();
        scenes.forEach(scene -> {
            titles.add(scene.path("title").asString());
            assertThat(scene.path("products").size()).as(scene.path("title").asString()).isGreaterThanOrEqualTo(3);
        });
        assertThat(titles).containsExactlyInAnyOrder("职场通勤", "居家生活", "送礼精选");
        get("/api/shop/home", "en").path("scenes").forEach(scene ->
                assertThat(scene.path("title").asString()).doesNotContainPattern("\\p{IsHan}"));
    }
}
