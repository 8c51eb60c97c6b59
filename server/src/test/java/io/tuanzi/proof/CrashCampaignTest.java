package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.proof.CrowdAtTheDoor.Wish;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The main job under load with {@code kill -9} of the shop and of its PostgreSQL: nothing acknowledged is lost, nothing
 * is doubled, nothing stays stuck (E1, E2, E4, O2, S1, P1, J1).
 */
@Tag("crash")
class CrashCampaignTest {

    private static final int SHOPPERS = 6;

    @Test
    void killsOfTheShopAndOfItsDatabaseLoseNothing() {
        int shopKills = Hammer.size(30, 2);
        int databaseKills = Hammer.size(15, 1);
        Path data = TestDatabase.target().resolve("crash-" + ProcessHandle.current().pid());
        try (ShopProcess shop = new ShopProcess(data, Map.of())) {
            shop.start();
            CrowdAtTheDoor crowd = new CrowdAtTheDoor(shop.port());
            crowd.gather(SHOPPERS);
            crowd.start();
            for (int kill = 0; kill < shopKills + databaseKills; kill++) {
                LockSupport.parkNanos(2_000_000_000L);
                if (kill % 3 == 2) {
                    shop.killPostgres();
                    awaitAnswers(shop);
                } else {
                    shop.kill();
                    shop.start();
                }
            }
            LockSupport.parkNanos(1_000_000_000L);
            crowd.stop();
            awaitQuiet(shop);
            compare(crowd, crowd.settled());
            awaitQuiet(shop);
            assertThat(shop.audit()).as("audit after %s kills of the shop and %s of PostgreSQL", shopKills,
                    databaseKills).isZero();
            System.out.printf("crash: %d kills of the shop, %d of PostgreSQL, %d wishes, none lost, none doubled%n",
                    shopKills, databaseKills, crowd.log.size());
        }
    }

    private static void awaitAnswers(ShopProcess shop) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() ->
                ShopClient.of(shop.port()).get("/api/shop/home").status() == 200);
    }

    /** E4: within a minute the inbox is empty and every consumer is at the end of the log. */
    private static void awaitQuiet(ShopProcess shop) {
        ShopClient staff = ShopClient.of(shop.port()).staff("guanli", "demo-guanli-2026");
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).ignoreExceptions().until(() -> {
            JsonNode standings = staff.get("/api/staff/facts/consumers").ok();
            for (JsonNode consumer : standings) {
                if (consumer.path("lag").asLong() != 0) {
                    return false;
                }
            }
            return !standings.isEmpty();
        });
        assertThat(staff.get("/api/staff/facts/parked").ok().path("items")).as("parked facts").isEmpty();
    }

    /** The clients' own log against the shop: every OK exists once, nothing exists that nobody asked for. */
    private static void compare(CrowdAtTheDoor crowd, List<Wish> known) {
        assertThat(known).noneMatch(wish -> wish.outcome().equals("UNKNOWN"));
        for (int shopper = 0; shopper < crowd.size(); shopper++) {
            int who = shopper;
            Set<Long> promised = known.stream().filter(w -> w.shopper() == who && w.outcome().equals("OK"))
                    .map(Wish::orderId).collect(Collectors.toCollection(TreeSet::new));
            Set<Long> found = new TreeSet<>();
            String after = "";
            do {
                JsonNode page = crowd.shopper(who).get("/api/shop/orders?limit=100" + after).ok();
                page.path("items").forEach(order -> found.add(order.path("orderId").asLong()));
                after = page.path("next").isMissingNode() ? "" : "&after=" + page.path("next").asString();
            } while (!after.isEmpty());
            assertThat(found).as("orders of shopper %s", who).isEqualTo(promised);
        }
    }
}
