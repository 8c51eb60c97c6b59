package io.tuanzi.browser;

import io.tuanzi.proof.ShopProcess;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sentence of the shop by eye: friends fill a group, parcels ship, one item comes back, the books balance. */
@Tag("browser")
class GroupStoryBrowserTest {

    @Test
    void friendsFillAGroupMoneyAndRewardsSettleAndStaffWatches() {
        appsAreBuilt();
        Path data = TestDatabase.target().resolve("browser-" + ProcessHandle.current().pid());
        try (ShopProcess shop = new ShopProcess(data, Map.of()); Chromium chromium = new Chromium()) {
            shop.start();
            new GroupStory("http://127.0.0.1:" + shop.port(), chromium, threePersonProduct(shop.port())).tell();
            Assertions.assertThat(chromium.complaints()).as("what the pages complained of").isEmpty();
            Assertions.assertThat(shop.audit()).as("audit").isZero();
        }
    }

    private static void appsAreBuilt() {
        for (String page : new String[] {"static/shop/index.html", "static/console/index.html"}) {
            Assertions.assertThat(GroupStoryBrowserTest.class.getClassLoader().getResource(page))
                    .as("%s is not on the classpath: build the apps first with "
                            + "\"node build/apps.mjs server/target/classes/static\"", page).isNotNull();
        }
    }

    /** The first product of the demo with a three-person group. */
    static long threePersonProduct(int port) {
        ShopClient shop = ShopClient.of(port);
        for (JsonNode card : shop.get("/api/shop/products?limit=50").ok().path("items")) {
            JsonNode product = shop.get("/api/shop/products/" + card.path("productId").asLong()).ok();
            if (product.path("activity").path("size").asInt() == 3 && product.path("available").asInt() >= 3) {
                return product.path("productId").asLong();
            }
        }
        throw new AssertionError("the demo has no product with a three-person group");
    }
}
