package io.tuanzi.shopfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What pages and commands cost in statements, on a shop with fifty products: what is shown more costs no more. */
@ShopTest
@Import(Statements.class)
class StatementCountTest {

    @LocalServerPort
    private int port;
    @Autowired
    private DemoCatalogue catalogue;
    private ShopClient shopper = ShopClient.of(0);
    private JsonNode product = tools.jackson.databind.node.MissingNode.getInstance();
    private long addressId;
    private Map<String, Object> ask = Map.of();

    @BeforeEach
    void open() {
        catalogue.load();
        shopper = ShopClient.of(port).login("13911110001");
        product = shopper.get("/api/shop/products/by-handle/hand-cream-tube").ok();
        addressId = shopper.post("/api/shop/addresses", Map.of("name", "小满", "phone", "13911110001", "province",
                "浙江省", "city", "杭州市", "district", "余杭区", "street", "示例路 1 号", "regionCode", "330110"))
                .ok().path("addressId").asLong();
        shopper.get("/api/shop/home").ok(); // what is held in memory is in memory
        shopper.get("/api/shop/products?query=霜").ok();
    }

    /** What was run for it, without the looks for a newer snapshot that some request makes once a second. */
    private static List<String> cost(Runnable asked) {
        Statements.forget();
        asked.run();
        return Statements.run().stream().filter(sql -> !sql.startsWith("SELECT version FROM")).toList();
    }

    private List<String> page(String path) {
        return cost(() -> shopper.get(path).ok());
    }

    @Test
    void aPageCostsAHandfulOfStatementsHoweverMuchItShows() {
        assertThat(page("/api/shop/home")).hasSizeLessThanOrEqualTo(7);
        assertThat(page("/api/shop/products/" + product.path("productId").asLong())).hasSizeLessThanOrEqualTo(5);
        assertThat(page("/api/shop/products?query=霜")).hasSizeLessThanOrEqualTo(2);
        assertThat(page("/api/shop/groups")).hasSizeLessThanOrEqualTo(5);
        assertThat(page("/api/shop/cart")).hasSizeLessThanOrEqualTo(2);
        assertThat(page("/api/shop/messages")).hasSizeLessThanOrEqualTo(3);
        for (int i = 0; i < 3; i++) {
            shopper.post("/api/shop/orders", ask()).ok();
        }
        assertThat(page("/api/shop/orders")).as("three orders").hasSizeLessThanOrEqualTo(2);
        Map<String, Object> asked = new HashMap<>(ask);
        asked.keySet().removeAll(List.of("shownTotalMinor", "fingerprint"));
        assertThat(cost(() -> shopper.post("/api/shop/checkout", asked).ok())).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void anOrderCostsFourReadsAndOneStatementPerTable() {
        ask();
        assertThat(cost(() -> shopper.post("/api/shop/orders", ask).ok())).hasSizeLessThanOrEqualTo(12)
                .as("its answer is what was written, not read again")
                .noneMatch(sql -> sql.startsWith("SELECT o.* FROM orders.orders") || sql.contains("return_case"));
    }

    @Test
    void fortyWhoOrderAtTheSameMomentShareTheirStatements() {
        List<Runnable> orders = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ask();
            ShopClient buyer = shopper;
            Map<String, Object> body = Map.copyOf(ask);
            orders.add(() -> buyer.post("/api/shop/orders", body).ok());
        }
        List<String> run = cost(() -> {
            try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
                orders.forEach(order -> { var unused = crowd.submit(order); });
            }
        });
        assertThat(run.size()).as("statements of forty orders, 13 each when alone").isLessThan(40 * 13 / 2);
    }

    private Map<String, Object> ask() {
        ask = new HashMap<>(Map.of("lines", List.of(Map.of("skuId",
                product.path("skus").get(0).path("skuId").asLong(), "quantity", 1)), "source", "BUY_NOW", "couponIds",
                List.of(), "addressId", addressId));
        JsonNode quote = shopper.post("/api/shop/checkout", ask).ok().path("quote");
        ask.put("shownTotalMinor", quote.path("totalMinor").asLong());
        ask.put("fingerprint", quote.path("fingerprint").asString());
        return ask;
    }
}
