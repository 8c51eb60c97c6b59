package io.tuanzi.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.platform.TaskBook;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When stock runs low somebody is told once, and what was wanted in vain is counted. */
@ShopTest
class LowStockTest {

    @Autowired
    private Stock stock;
    @Autowired
    private TaskBook tasks;
    @Autowired
    private Sweeps sweeps;

    private List<String> open() {
        return tasks.tasks("OPEN", null, 50).items().stream().filter(task -> "LOW_STOCK".equals(task.kind()))
                .map(TaskBook.TaskRow::subject).toList();
    }

    @Test
    @Capability("INV-05")
    void lessThanAFifthOfThePlanOpensOneTaskAndGoodsThatComeInEndIt() {
        stock.move(71, "OPENING", 100, "shelf");
        stock.plan(71, 100, 0);
        stock.move(71, "WRITE_OFF", -80, "twenty are left: a fifth, not less");
        sweeps.runDue();
        assertThat(open()).isEmpty();
        stock.move(71, "WRITE_OFF", -1, "nineteen are left");
        await().untilAsserted(() -> {
            sweeps.runDue();
            assertThat(open()).containsExactly("sku:71");
        });
        sweeps.runDue();
        assertThat(open()).as("still one task").containsExactly("sku:71");
        assertThat(stock.low(10)).extracting(Stock.Level::skuId).containsExactly(71L);
        stock.move(71, "RECEIVE", 50, "a delivery");
        await().untilAsserted(() -> {
            sweeps.runDue();
            assertThat(open()).isEmpty();
        });
    }

    @Test
    @Capability("INV-08")
    void whatACrowdMissedIsCountedToTheLastPerson() {
        stock.move(72, "OPENING", 1, "one");
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                var unused = crowd.submit(() -> stock.missed(List.of(72L)));
            }
        }
        assertThat(stock.levels(List.of(72L))).extracting(Stock.Level::missed).containsExactly(300);
        assertThat(stock.levels(List.of(71L))).allSatisfy(level -> assertThat(level.missed()).isZero());
    }
}
