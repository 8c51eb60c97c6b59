package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tuanzi.proof.CrowdAtTheDoor.Wish;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.platform.postgres.DataFolder;
import io.tuanzi.platform.postgres.ShopDatabase;
import io.tuanzi.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * is doubled, nothing stays stuck, and the provider agrees (E1, E2, E4, O2, S1, P1, J1, M7).
 */
@Tag("crash")
class CrashCampaignTest {

    private static final int SHOPPERS = 6;

    @Test
    void killsOfTheShopAndOfItsDatabaseLoseNothing() {
        String only = System.getenv().getOrDefault("TUANZI_ONLY", "kill");
        assumeTrue(only.equals("kill"), "only crash points were asked for");
        int shopKills = Hammer.size(30, 2);
        int databaseKills = Hammer.size(15, 1);
        Path data = TestDatabase.target().resolve("crash-" + ProcessHandle.current().pid());
        List<String> wrong = new ArrayList<>();
        try (ShopProcess shop = new ShopProcess(data, Map.of())) {
            shop.start();
            CrowdAtTheDoor crowd = new CrowdAtTheDoor(shop.port());
            crowd.gather(SHOPPERS);
            crowd.start();
            for (int kill = 0; kill < shopKills + databaseKills; kill++) {
                LockSupport.parkNanos(1_500_000_000L + (kill * 370_000_000L) % 1_000_000_000L);
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
            try (ShopDatabase database = ShopDatabase.visit(DataFolder.at(data), null, null)) {
                wrong.addAll(reckon(shop, crowd, new Reckoning(database.owner())));
            }
            if (shop.audit() != 0) {
                wrong.add("./tuanzi audit finds something");
            }
            System.out.printf("crash: %d kills of the shop, %d of PostgreSQL, %d wishes, %d unknown, %d wrong%n",
                    shopKills,
                    databaseKills, crowd.log.size(), crowd.unknown(), wrong.size());
        }
        wrong.forEach(System.out::println);
        Campaign.write("kill-shop", shopKills, wrong.size());
        Campaign.write("kill-postgres", databaseKills, wrong.size());
        assertThat(wrong).isEmpty();
    }

    /** Rest within a minute, then log, books and witness side by side, and the world told again. */
    private static List<String> reckon(ShopProcess shop, CrowdAtTheDoor crowd, Reckoning books) {
        List<String> wrong = new ArrayList<>(rest(books, "after the storm"));
        compare(crowd, crowd.settled(), books);
        wrong.addAll(rest(books, "after asking again"));
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).untilAsserted(() ->
                assertThat(books.witness(shop.data())).isEmpty());
        wrong.addAll(books.audit());
        Map<String, String> before = settled(books);
        books.redeliver();
        wrong.addAll(rest(books, "after telling the world again"));
        books.sums().forEach((table, sum) -> {
            if (!sum.equals(before.get(table))) {
                wrong.add("hearing the world again changed " + table);
            }
        });
        return wrong;
    }

    /** The sums once they stand still for longer than the slowest sweep that looks at stock takes to come round. */
    private static Map<String, String> settled(Reckoning books) {
        Map<String, String> sums = books.sums();
        for (int round = 0; round < 4; round++) {
            LockSupport.parkNanos(25_000_000_000L);
            Map<String, String> again = books.sums();
            if (again.equals(sums)) {
                return sums;
            }
            sums = again;
        }
        return sums;
    }

    /** E4: what is still under way after a minute. */
    private static List<String> rest(Reckoning books, String when) {
        long end = System.nanoTime() + 60_000_000_000L;
        List<String> overdue = books.overdue();
        while (!overdue.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(300_000_000L);
            overdue = books.overdue();
        }
        return overdue.stream().map(each -> "stuck " + when + ": " + each).toList();
    }

    private static void awaitAnswers(ShopProcess shop) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() ->
                ShopClient.of(shop.port()).get("/api/shop/home").status() == 200);
    }

    /** The clients' own log against the shop: every OK exists once, nothing exists that nobody asked for. */
    private static void compare(CrowdAtTheDoor crowd, List<Wish> known, Reckoning books) {
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
        for (Wish wish : known) {
            long rows = books.owner().sql("SELECT count(*) FROM orders.orders WHERE key = :k").param("k", wish.key())
                    .query(Long.class).single();
            assertThat(rows).as("rows of %s", wish).isEqualTo(wish.outcome().equals("OK") ? 1 : 0);
        }
        assertThat(books.owner().sql("SELECT count(*) FROM orders.orders WHERE key LIKE 'crash-%'").query(Long.class)
                .single()).as("orders nobody asked for").isEqualTo(known.stream().filter(w -> w.outcome().equals("OK"))
                .map(Wish::key).distinct().count());
    }
}
