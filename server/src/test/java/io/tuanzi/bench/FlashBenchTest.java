package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** 2,000 clients, each on a connection of its own, want 100 units; how fast they are sold and how fast all know. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!flash$).+")
class FlashBenchTest {

    private static final int CLIENTS = 2_000;
    private static final int TRIES = 50;

    @Test
    void twoThousandWantAHundred() {
        try (BenchShop shop = BenchShop.open("flash", 20_000, Map.of())) {
            Shoppers crowd = new Shoppers(shop, 20_000);
            crowd.prepare(false);
            Load.Result warm = Load.run(shop.port(), 64, Figures.size("TUANZI_BENCH_FLASH_WARM", 15, 5),
                    connection -> wire -> crowd.taken() > 15_000 ? 0 : wire.send(crowd.order()));
            shop.script("flash.sql", Map.of());
            long total = total(shop);
            AtomicLong sold = new AtomicLong();
            AtomicLong lastSaleNs = new AtomicLong();
            AtomicLong busy = new AtomicLong();
            long began = System.nanoTime();
            Load.Result run = Load.run(shop.port(), CLIENTS, 120, connection -> {
                int shopper = 16_000 + connection;
                int[] tries = {0};
                return wire -> {
                    if (tries[0]++ > 0) {
                        return 0;
                    }
                    byte[] wish = crowd.buy(shopper, Map.of("source", "BUY_NOW"), BenchShop.SKUS, total);
                    int status = wire.send(wish);
                    for (int again = 0; (status == 429 || status == 503) && again < TRIES; again++) {
                        busy.incrementAndGet();
                        status = wire.send(wish); // the same key: asking again buys nothing twice
                    }
                    if (status == 201) {
                        sold.incrementAndGet();
                        lastSaleNs.accumulateAndGet(System.nanoTime(), Math::max);
                    }
                    return status;
                };
            });
            Figures.say("answers " + run.statuses() + ", told to come back " + busy + " times");
            Figures.print("flash_accept_per_s", sold.get() / ((lastSaleNs.get() - began) / 1e9), "orders/s");
            Figures.print("flash_answer_per_s", CLIENTS / run.seconds(), "answers/s");
            Figures.print("flash_p99_ms", run.ms(0.99), "ms");
            assertThat(sold.get()).as("units sold; answers such as %s", run.sample()).isEqualTo(100);
            shop.prove(warm.good() + run.good());
        }
    }

    private static long total(BenchShop shop) {
        return ShopClient.of(shop.port()).as(Shoppers.token(19_999)).send("POST", "/api/shop/checkout",
                "{\"lines\":[{\"skuId\":" + BenchShop.SKUS + ",\"quantity\":1}],\"source\":\"BUY_NOW\","
                        + "\"couponIds\":[],\"addressId\":" + (BenchShop.ADDRESSES + 19_999) + "}").ok().path("quote")
                .path("totalMinor").asLong();
    }
}
