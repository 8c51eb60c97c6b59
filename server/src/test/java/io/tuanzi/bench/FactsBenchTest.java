package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Facts a second from commit to the last consumer while orders come as fast as they go, and the wait at the end. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!facts$).+")
class FactsBenchTest {

    @Test
    void factsFromCommitToTheLastConsumer() {
        int shoppers = Figures.size("TUANZI_BENCH_SHOPPERS", 500_000, 60_000);
        try (BenchShop shop = BenchShop.open("facts", shoppers, Map.of())) {
            Shoppers crowd = new Shoppers(shop, shoppers);
            crowd.prepare(false);
            Load.Result warm = Load.run(shop.port(), 64, Figures.warmSeconds(), crowd.orders());
            shop.drained();
            long before = shop.count("SELECT position FROM platform.stamper");
            long began = System.nanoTime();
            Load.Result run = Load.run(shop.port(), 64, Figures.seconds(), crowd.orders());
            long behind = shop.lag();
            long loaded = System.nanoTime();
            shop.drained();
            long done = System.nanoTime();
            long facts = shop.count("SELECT position FROM platform.stamper") - before;
            Figures.print("facts_per_s", facts / ((done - began) / 1e9), "facts/s");
            Figures.print("facts_behind_at_end", (double) behind, "facts");
            Figures.print("facts_drain_ms", (done - loaded) / 1e6, "ms");
            assertThat(facts).isGreaterThanOrEqualTo(run.good());
            shop.prove(warm.good() + run.good());
        }
    }
}
