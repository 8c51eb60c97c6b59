package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Home and product page as JSON, asked by visitors who are not logged in, on 32 connections. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!pages$).+")
class PagesBenchTest {

    private static final int CONNECTIONS = 32;

    @Test
    void homeAndProductPage() {
        try (BenchShop shop = BenchShop.open("pages", 100, Map.of())) {
            byte[][] products = new byte[BenchShop.SKU_COUNT][];
            for (int i = 0; i < products.length; i++) {
                products[i] = Wire.get("/api/shop/products/" + (BenchShop.PRODUCTS + i));
            }
            Load.Script product = connection -> {
                int[] turn = {connection * 31};
                return wire -> wire.send(products[turn[0]++ % products.length]);
            };
            byte[] home = Wire.get("/api/shop/home");
            measure(shop, "product", product);
            measure(shop, "home", connection -> wire -> wire.send(home));
        }
    }

    private static void measure(BenchShop shop, String name, Load.Script script) {
        Load.Result warm = Load.run(shop.port(), CONNECTIONS, Figures.warmSeconds(), script);
        assertThat(warm.statuses()).as("answers, such as %s", warm.sample()).containsOnlyKeys(200);
        Load.Result run = Load.run(shop.port(), CONNECTIONS, Figures.seconds(), script);
        Figures.print(name + "_per_s", run.perSecond(), "requests/s");
        Figures.print(name + "_p99_ms", run.ms(0.99), "ms");
    }
}
