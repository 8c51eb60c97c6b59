package io.tuanzi.platform.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.fulfilment.Goods;
import io.tuanzi.order.Placement;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What staff decides about facts that could not be handled. */
@ShopTest
@Import(Goods.class)
class ParkedFactsTest {

    private static final Map<String, Object> WHY = Map.of("reason", "已修好");

    @Autowired private StaffAccounts accounts;
    @Autowired private Goods goods;
    @Autowired private JdbcClient jdbc;
    @LocalServerPort private int port;
    private ShopClient boss = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        boss = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
    }

    /** An order that was paid and given up, with these of its facts parked; the id of the first. */
    private long parked(String... types) {
        long buyer = goods.person();
        Placement.Placed order = goods.placed(buyer, new long[] {goods.sku(), 1, 1_000});
        goods.pay(order);
        ShopClient.of(port).as(goods.token(buyer))
                .post("/api/shop/orders/" + order.orderId() + "/cancel", Map.of("reason", "CHANGED_MIND")).ok();
        goods.settle();
        return jdbc.sql("""
                WITH parked AS (
                  INSERT INTO platform.parked (consumer, aggregate, aggregate_id, position, error, attempts)
                  SELECT 'rewards.orders', aggregate, aggregate_id, position, 'parked by a test', 1
                    FROM platform.fact_log WHERE aggregate_id = :o AND type = ANY(:types) ORDER BY position
                  RETURNING parked_id)
                SELECT min(parked_id) FROM parked""").param("o", order.orderId()).param("types", types)
                .query(Long.class).single();
    }

    @Test
    void aFactAndTheOneBehindItAreHandledAndTheSameKeyAnswersTheSame() {
        long first = parked("order.paid", "order.closed");
        ShopClient once = boss.key("handle-both");
        String path = "/api/staff/facts/parked/" + first + "/retry";
        assertThat(once.post(path, WHY).ok().path("handled").asInt()).isEqualTo(2);
        assertThat(once.post(path, WHY).ok().path("handled").asInt()).as("sent again").isEqualTo(2);
        assertThat(once.post(path, Map.of("reason", "另一个理由")).code()).isEqualTo("KEY_REUSED");
        assertThat(boss.post(path, WHY).code()).as("nothing is parked any more").isEqualTo("NOT_FOUND");
        assertThat(jdbc.sql("SELECT count(*) FROM platform.audit_entry WHERE action = 'fact.retry'")
                .query(Long.class).single()).as("an entry for each, once").isEqualTo(2);
    }

    @Test
    void aFactThatStillFailsStaysAndSaysWhy() {
        long first = parked("order.placed"); // which that consumer does not hear
        String path = "/api/staff/facts/parked/" + first + "/retry";
        assertThat(boss.post(path, WHY).code()).isEqualTo("STILL_FAILING");
        assertThat(boss.post(path, Map.of("reason", " ")).code()).isEqualTo("INVALID");
        assertThat(boss.get("/api/staff/facts/parked").ok().path("items").toString()).contains("parked by a test");
        assertThat(jdbc.sql("SELECT state FROM platform.parked WHERE parked_id = :p").param("p", first)
                .query(String.class).single()).isEqualTo("PARKED");
    }
}
