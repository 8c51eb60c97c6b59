package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The first figure of {@code orders} alone, for work on the order path; runs only when asked for by name. */
@Tag("bench")
@EnabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "rate")
class RateBenchTest {

    @Test
    void ordersAgainstTheYardstick() {
        int shoppers = Figures.size("TUANZI_BENCH_SHOPPERS", 800_000, 60_000);
        int connections = Figures.size("TUANZI_BENCH_CONNECTIONS", 64, 64);
        try (BenchShop shop = BenchShop.open("rate", shoppers, Map.of())) {
            Yardstick stick = new Yardstick(shop);
            stick.prepare();
            double yardstick = stick.measure();
            Figures.print("yardstick_tps", yardstick, "tx/s");
            Shoppers crowd = new Shoppers(shop, shoppers);
            crowd.prepare(false);
            Load.Result warm = Load.run(shop.port(), connections, Figures.warmSeconds(), crowd.orders());
            Figures.say("measuring from now");
            Load.Result run;
            try (Sampler ignored = System.getenv("TUANZI_BENCH_SAMPLE") == null ? null : Sampler.of(shop)) {
                run = Load.run(shop.port(), connections, Figures.seconds(), crowd.orders());
            }
            Figures.print("order_http_per_s", run.perSecond(), "orders/s");
            Figures.print("order_p99_ms", run.ms(0.99), "ms");
            Figures.print("order_http_vs_yardstick", run.perSecond() / yardstick, "ratio");
            assertThat(run.statuses()).as("answers, such as %s", run.sample()).containsOnlyKeys(201);
            shop.prove(warm.good() + run.good());
        }
    }
}
