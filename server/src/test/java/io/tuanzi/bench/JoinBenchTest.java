package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Groups of three over HTTP: on each connection one shopper opens a group and the next two join it. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!join$).+")
class JoinBenchTest {

    private static final int CONNECTIONS = 64;
    private static final int OFFERS = 100;

    @Test
    void joinsOverHttp() {
        int shoppers = Figures.size("TUANZI_BENCH_SHOPPERS", 500_000, 60_000);
        try (BenchShop shop = BenchShop.open("join", shoppers, Map.of())) {
            shop.script("offers.sql", Map.of("offers", Integer.toString(OFFERS)));
            Shoppers crowd = new Shoppers(shop, shoppers);
            long[] totals = new long[OFFERS];
            for (int i = 0; i < OFFERS; i++) {
                totals[i] = total(shop, i);
            }
            Load.Script script = connection -> joining(crowd, connection % OFFERS, totals);
            Load.Result warm = Load.run(shop.port(), CONNECTIONS, Figures.warmSeconds(), script);
            Load.Result run = Load.run(shop.port(), CONNECTIONS, Figures.seconds(), script);
            assertThat(run.statuses()).as("answers, such as %s", run.sample()).containsOnlyKeys(201);
            Figures.print("join_http_per_s", run.perSecond(), "seats/s");
            Figures.print("join_p99_ms", run.ms(0.99), "ms");
            shop.prove(warm.good() + run.good());
        }
    }

    private static long total(BenchShop shop, int offer) {
        return ShopClient.of(shop.port()).as(Shoppers.token(offer)).send("POST", "/api/shop/checkout",
                "{\"lines\":[{\"skuId\":" + (BenchShop.SKUS + offer) + ",\"quantity\":1}],\"source\":\"GROUP\","
                        + "\"activityId\":" + (9_100_000_000L + offer) + ",\"couponIds\":[],\"addressId\":"
                        + (BenchShop.ADDRESSES + offer) + "}").ok().path("quote").path("totalMinor").asLong();
    }

    private static Load.Turn joining(Shoppers crowd, int offer, long[] totals) {
        long[] group = {0, 0}; // the group now open on this connection, and how many are in it
        return wire -> {
            int shopper = crowd.take();
            if (shopper < 0) {
                return 0;
            }
            boolean opens = group[1] % 3 == 0;
            int status = wire.send(crowd.buy(shopper, opens
                    ? Map.of("source", "GROUP", "activityId", 9_100_000_000L + offer)
                    : Map.of("source", "GROUP", "groupId", group[0]), BenchShop.SKUS + offer, totals[offer]));
            if (status == 201) {
                group[0] = opens ? wire.number("groupId") : group[0];
                group[1]++;
            }
            return status;
        };
    }
}
