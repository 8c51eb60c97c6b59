package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** The yardstick alone, by pgbench and over JDBC. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!yardstick$).+")
class YardstickBenchTest {

    @Test
    void whatThisPostgresCommits() {
        try (BenchShop shop = BenchShop.open("yardstick", 10, Map.of())) {
            Yardstick yardstick = new Yardstick(shop);
            yardstick.prepare();
            double before = yardstick.measure();
            double jdbc = yardstick.overJdbc();
            double after = yardstick.measure();
            Figures.print("yardstick_before_tps", before, "tx/s");
            Figures.print("yardstick_jdbc_tps", jdbc, "tx/s");
            Figures.print("yardstick_after_tps", after, "tx/s");
            Figures.print("yardstick_tps", (before + after) / 2, "tx/s");
            assertThat(jdbc).isPositive();
        }
    }
}
