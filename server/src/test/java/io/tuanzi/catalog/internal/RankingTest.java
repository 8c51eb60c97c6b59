package io.tuanzi.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.ProductQuery;
import io.tuanzi.catalog.ProductQuery.Sort;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.ProductsFound;
import io.tuanzi.catalog.Ranking;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CAT-26, REC-07: rankings from real sales, lists, search in both languages with mistakes forgiven, hot words. */
@ShopTest
class RankingTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private SalesProjection projection;

    @Autowired
    private Products products;

    @Autowired
    private DemoCatalogue demo;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private ShopTime time;

    @Autowired
    private Tx tx;

    @BeforeEach
    void loadDemo() {
        if (products.snapshot().products().isEmpty()) {
            var unused = demo.load();
        }
    }

    private Recorded<JsonNode> fact(String type, long orderId, Instant at, Object... lines) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < lines.length; i += 2) {
            list.add(Map.of("lineNo", i / 2 + 1, "productId", lines[i], "quantity", lines[i + 1]));
        }
        return new Recorded<>(orderId, orderId, type, 1, "order", orderId, 1, at,
                JSON.valueToTree(Map.of("orderId", orderId, "lines", list)));
    }

    private long id(String handle) {
        return products.product(handle).orElseThrow().summary().productId();
    }

    private List<String> found(String words) {
        return products.find(new ProductQuery(null, words, Sort.RELEVANCE, null, 20)).items().stream()
                .map(ProductSummary::handle).toList();
    }

    @Test
    @Capability("CAT-26")
    void ranksByUnitsPaidMinusRefundedInTheLastSevenDays() {
        Instant now = time.now();
        long cream = id("hand-cream-tube");
        long balm = id("beeswax-lip-balm");
        long mist = id("rose-water-mist");
        tx.run("test.sales", () -> {
            projection.clear();
            projection.apply(List.of(fact("order.paid", 1, now, cream, 5, balm, 3),
                    fact("order.paid", 2, now.minus(8, ChronoUnit.DAYS), mist, 100),
                    fact("order.refunded", 1, now, cream, 4)));
        });
        sweeps.runDue();
        Ranking week = products.ranking("WEEK_SALES");
        assertThat(week.rows()).extracting(row -> row.product().productId()).containsExactly(balm, cream);
        assertThat(week.rows()).extracting(Ranking.Row::units).containsExactly(3L, 1L);
        assertThat(products.sold(List.of(cream, balm, mist, 1L)))
                .isEqualTo(Map.of(cream, 1L, balm, 3L, mist, 100L, 1L, 0L));
        tx.run("test.sales", () -> projection.apply(List.of(fact("order.paid", 1, now, cream, 5, balm, 3))));
        assertThat(products.sold(List.of(balm))).as("a fact heard twice counts once").containsEntry(balm, 3L);
        assertThat(products.ranking("REVIEWS").absent()).as("no reviews, no ranking by them").isNotNull();
    }

    @Test
    void listsByZoneAndSortPageByPageWithoutGapOrDouble() {
        for (Sort sort : Sort.values()) {
            List<Long> seen = new ArrayList<>();
            String after = null;
            do {
                ProductsFound page = products.find(new ProductQuery(null, null, sort, after, 7));
                assertThat(page.total()).isEqualTo(50);
                page.items().forEach(product -> seen.add(product.productId()));
                after = page.next();
            } while (after != null);
            assertThat(seen).as("%s", sort).hasSize(50).doesNotHaveDuplicates();
        }
        ProductsFound beauty = products.find(new ProductQuery("beauty", null, Sort.PRICE_ASC, null, 50));
        assertThat(beauty.items()).hasSize(13)
                .isSortedAccordingTo((a, b) -> Long.compare(a.priceMinor(), b.priceMinor()))
                .allSatisfy(product -> assertThat(product.zone()).isEqualTo("beauty"));
    }

    @Test
    @Capability("REC-07")
    void findsInChineseAndEnglishByPrefixAndDespiteMistakes() {
        assertThat(found("护手霜").getFirst()).isEqualTo("hand-cream-tube");
        assertThat(found("润唇")).contains("beeswax-lip-balm");
        assertThat(found("hand cream").getFirst()).isEqualTo("hand-cream-tube");
        assertThat(found("niacin")).contains("niacinamide-serum-trio");
        assertThat(found("creams")).contains("hand-cream-tube");
        assertThat(found("TZ-BT04-2")).containsExactly("hand-cream-tube");
        assertThat(found("桂花")).contains("hand-cream-tube");
        ProductsFound typo = products.find(new ProductQuery(null, "niacinamyde", Sort.RELEVANCE, null, 20));
        assertThat(typo.items()).extracting(ProductSummary::handle).contains("niacinamide-serum-trio");
        assertThat(typo.didYouMean()).isEqualToIgnoringCase("niacinamide");
        ProductsFound wrong = products.find(new ProductQuery(null, "润唇高", Sort.RELEVANCE, null, 20));
        assertThat(wrong.items().getFirst().handle()).isEqualTo("beeswax-lip-balm");
        assertThat(wrong.didYouMean()).isEqualTo("润唇膏");
        assertThat(found("plutonium")).isEmpty();
        assertThat(found("()*?\"~[]{}:\\/^+-!&|")).isEmpty();
        assertThat(products.find(new ProductQuery("home", "护手霜", Sort.RELEVANCE, null, 20)).items())
                .extracting(ProductSummary::handle).doesNotContain("hand-cream-tube");
    }

    @Test
    void hotWordsAreWhatPeopleSearchedForAndFound() {
        for (int i = 0; i < 5; i++) {
            assertThat(found("纯露")).isNotEmpty();
            assertThat(found("no such thing")).isEmpty();
        }
        assertThat(found("洁面")).isNotEmpty();
        sweeps.runDue();
        assertThat(products.hotWords(10)).contains("纯露").doesNotContain("no such thing", "洁面");
    }

    @Test
    @Capability("REC-09")
    void jsonLdSaysWhatIsTrue() {
        var cream = products.product("hand-cream-tube").orElseThrow();
        long sku = cream.skus().getFirst().skuId();
        String text = products.jsonLd(cream, "https://shop.example/p/hand-cream-tube", "https://shop.example",
                Map.of(sku, 3));
        JsonNode json = JSON.readTree(text);
        assertThat(json.path("@type").asString()).isEqualTo("Product");
        assertThat(json.path("offers")).hasSize(cream.skus().size());
        assertThat(json.path("offers").get(0).path("price").asString()).isEqualTo("16.90");
        assertThat(json.path("offers").get(0).path("availability").asString()).endsWith("InStock");
        assertThat(json.path("offers").get(1).path("availability").asString()).endsWith("OutOfStock");
        assertThat(json.has("aggregateRating")).as("no review, no rating").isFalse();
        assertThat(text).doesNotContain("<");
    }
}
