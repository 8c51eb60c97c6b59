package io.tuanzi.shopfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.DemoCatalogue.DemoProduct;
import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.Tx;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** What a shopper reads: words in both languages, pages that are not there, a product that comes back (K1). */
@ShopTest
class ShopPagesTest {

    @Autowired
    private DemoCatalogue catalogue;
    @Autowired
    private Products products;
    @Autowired
    private Stock stock;
    @Autowired
    private RestockSweep sweep;
    @Autowired
    private Tx tx;
    @LocalServerPort
    private int port;
    private ShopClient shop = ShopClient.of(0);

    @BeforeEach
    void open() {
        shop = ShopClient.of(port);
        if (products.snapshot().products().isEmpty()) {
            var unused = catalogue.load();
            await().atMost(Duration.ofSeconds(10)).until(() -> !products.snapshot().products().isEmpty());
        }
    }

    /** A product whose choices have names in English. */
    private JsonNode chosen(ShopClient who) {
        for (JsonNode card : who.get("/api/shop/products?limit=50").ok().path("items")) {
            JsonNode page = who.get("/api/shop/products/" + card.path("productId").asLong()).ok();
            if (page.path("skus").size() > 1) {
                return page;
            }
        }
        throw new AssertionError("no demo product with a choice");
    }

    @Test
    void aChoiceHasTheSameNameOnThePageInTheBasketAndInTheReadersLanguage() {
        ShopClient english = shop.login("13900070001").with("Accept-Language", "en");
        JsonNode page = chosen(english);
        for (JsonNode sku : page.path("skus")) {
            for (int axis = 0; axis < page.path("options").size(); axis++) {
                String value = sku.path("options").get(axis).asString();
                assertThat(value).matches("\\p{ASCII}+");
                assertThat(page.path("options").get(axis).path("values").valueStream().map(JsonNode::asString))
                        .contains(value);
            }
        }
        long sku = page.path("skus").get(0).path("skuId").asLong();
        String name = page.path("skus").get(0).path("options").get(0).asString();
        JsonNode cart = english.put("/api/shop/cart/lines", Map.of("skuId", sku, "quantity", 1)).ok();
        assertThat(cart.path("lines").get(0).path("options").get(0).asString()).isEqualTo(name);
        assertThat(cart.path("quote").path("lines").get(0).path("options").get(0).asString()).isEqualTo(name);
        JsonNode chinese = shop.get("/api/shop/products/" + page.path("productId").asLong()).ok();
        assertThat(chinese.path("skus").get(0).path("options").get(0).asString()).isNotEqualTo(name);
    }

    @Test
    void whoWaitsForAProductIsToldOnceWhenItCanBeBoughtAgain() {
        DemoProduct product = catalogue.load().getFirst();
        ShopClient waiting = shop.login("13900070002");
        product.skus().forEach(each -> move(each.skuId(), "WRITE_OFF", -left(each.skuId()), "gone"));
        waiting.put("/api/shop/products/" + product.productId() + "/restock-notice", Map.of()).ok();
        assertThat(sweep.sweep()).isZero();
        assertThat(told(waiting)).isZero();
        move(product.skus().getFirst().skuId(), "RECEIVE", 5, "back");
        sweep.sweep();
        sweep.sweep();
        assertThat(told(waiting)).isEqualTo(1);
        JsonNode message = waiting.with("Accept-Language", "en").get("/api/shop/messages").ok().path("items").get(0);
        assertThat(message.path("title").asString()).isEqualTo("Back in stock");
        assertThat(message.path("text").asString()).matches("\\p{ASCII}+");
        assertThat(message.path("link").asString()).endsWith("id=" + product.productId());
        waiting.put("/api/shop/products/" + product.productId() + "/restock-notice", Map.of()).ok();
        sweep.sweep();
        assertThat(told(waiting)).as("a second wish is another one").isEqualTo(2);
    }

    private int left(long skuId) {
        return stock.available(java.util.List.of(skuId)).getOrDefault(skuId, 0);
    }

    private void move(long skuId, String kind, int quantity, String ref) {
        if (quantity != 0) {
            tx.run("test.stock", () -> stock.move(skuId, kind, quantity, "pages:" + ref + ":" + skuId));
        }
    }

    private static int told(ShopClient who) {
        return who.get("/api/shop/messages").ok().path("items").size();
    }

    @Test
    void anAddressThatLeadsNowhereIsAPageForPeopleAndAProblemForPrograms() {
        assertThat(shop.get("/nothing/here").code()).isEqualTo("NO_ROUTE");
        assertThat(shop.with("Accept", "text/html").get("/api/shop/nothing").code()).isEqualTo("NO_ROUTE");
        ShopClient.Answer page = shop.with("Accept", "text/html").get("/nothing/here");
        assertThat(page.status()).isEqualTo(404);
        if (new ClassPathResource("static/shop/index.html").exists()) { // built with the jar
            assertThat(page.text()).contains("<title>");
        }
    }

    @Test
    @Capability("REC-09")
    void pagesSayWhatTheyAreToWhoeverRunsNoScripts() {
        if (!new ClassPathResource("static/shop/index.html").exists()) {
            return; // the apps are built with the jar
        }
        ShopClient reader = shop.with("Accept", "text/html");
        long product = chosen(shop).path("productId").asLong();
        String page = reader.get("/pages/product/product?id=" + product).text();
        assertThat(page).contains("og:title", "application/ld+json", "\"@type\":\"Product\"",
                "rel=\"canonical\"", "<h1>");
        assertThat(reader.get("/pages/category/category?zone=beauty").text()).contains("\"@type\":\"ItemList\"",
                "<li><a href=", "og:title");
        assertThat(reader.get("/").text()).contains("\"@type\":\"WebSite\"", "name=\"description\"");
        assertThat(reader.with("Accept-Language", "en").get("/").text()).contains("<html lang=\"en\"", "Open a group");
        assertThat(reader.get("/pages/product/product?id=99").status()).isEqualTo(404);
        assertThat(reader.get("/pages/group/group?id=x").status()).isEqualTo(404);
        assertThat(shop.get("/sitemap.xml").text()).contains("zone=beauty", "id=" + product);
    }

    @Test
    void whatWasNotFoundOrFilledInWronglyIsNamedInTheReadersLanguage() {
        JsonNode zh = shop.get("/api/shop/products/12345").body();
        assertThat(zh.path("detail").asString()).contains("商品").doesNotContain("product");
        assertThat(shop.get("/api/shop/groups/12345").body().path("detail").asString()).doesNotContain("group");
        JsonNode region = shop.login("13900070003").post("/api/shop/addresses", Map.of("name", "小满")).body();
        assertThat(region.path("detail").asString()).matches("[^A-Za-z]+");
    }
}
