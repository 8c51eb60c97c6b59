package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/**
 * The fiftieth line put into a cart over HTTP while five hundred rules are in force: the answer is the whole cart with
 * its price and reasons. Low load: two shoppers at a time, each waits for the answer.
 */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!cart$).+")
class CartBenchTest {

    private static final int SHOPPERS = 200;
    private static final int LINES = 50;
    private static final int RULES = 500;
    private static final int CONNECTIONS = 2;

    @Test
    void fiftiethLineAmongFiveHundredRules() {
        try (BenchShop shop = BenchShop.open("cart", SHOPPERS, Map.of())) {
            long there = shop.count("SELECT count(*) FROM promotion.rule WHERE enabled");
            shop.script("rules.sql", Map.of("more", Long.toString(RULES - there), "lines", Integer.toString(LINES),
                    "shoppers", Integer.toString(SHOPPERS), "skus", Integer.toString(BenchShop.SKU_COUNT)));
            assertThat(shop.count("SELECT count(*) FROM promotion.rule WHERE enabled")).isEqualTo(RULES);
            AtomicInteger keys = new AtomicInteger();
            Load.Script script = connection -> wire -> {
                int turn = keys.incrementAndGet();
                return wire.send(put(turn % SHOPPERS, turn));
            };
            Load.run(shop.port(), CONNECTIONS, Figures.warmSeconds(), script);
            assertThat(ShopClient.of(shop.port()).as(Shoppers.token(3)).get("/api/shop/cart").ok().path("lines"))
                    .as("lines of a cart").hasSize(LINES);
            Load.Result run = Load.run(shop.port(), CONNECTIONS, Figures.seconds(), script);
            assertThat(run.statuses()).as("answers, such as %s", run.sample()).containsOnlyKeys(200);
            Figures.print("cart_50x500_p50_ms", run.ms(0.5), "ms");
            Figures.print("cart_50x500_p99_ms", run.ms(0.99), "ms");
            Figures.print("cart_50x500_per_s", run.perSecond(), "requests/s");
        }
    }

    /** The line that is missing, one unit or two in turn. */
    private static byte[] put(int shopper, int turn) {
        long sku = BenchShop.SKUS + (shopper * 13L + LINES * 7L) % BenchShop.SKU_COUNT;
        return Wire.put("/api/shop/cart/lines", Shoppers.token(shopper), String.format("bench-cart-%09d", turn),
                "{\"skuId\":" + sku + ",\"quantity\":" + (1 + turn / SHOPPERS % 2) + "}");
    }
}
