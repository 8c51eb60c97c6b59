package io.tuanzi.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.Products;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.insight.Figures;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.SandboxControl;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The board's numbers against a small story, and against themselves after a rebuild (N2). */
@ShopTest
class BoardTest {

    private static final long SKU = 800_001;

    @Autowired
    private Orders orders;
    @Autowired
    private Groups groups;
    @Autowired
    private Products products;
    @Autowired
    private Stock stock;
    @Autowired
    private Payments payments;
    @Autowired
    private Customers customers;
    @Autowired
    private StaffAccounts accounts;
    @Autowired
    private FactDesk facts;
    @Autowired
    private JdbcClient jdbc;
    @Value("${tuanzi.data}")
    private Path data = Path.of(".");
    @LocalServerPort
    private int port;

    private PlaceOrder order(long customer, int quantity, String key) {
        return Orderings.of(products.snapshot().version(), customer, key,
                List.of(new Orderings.Line(SKU, quantity, 1_000)), List.of());
    }

    private void pay(Placed placed) {
        assertThat(new SandboxControl(data).pay(payments.open(new OpenPayment("order:" + placed.orderId(),
                placed.orderId(), placed.totalMinor(), "two of it", Instant.now().plusSeconds(3_600), "H5", "",
                "127.0.0.1")))).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> payments.state("order:" + placed.orderId(), true).status()
                == PaymentState.Status.PAID);
    }

    private void settle() {
        await().atMost(Duration.ofSeconds(20)).until(facts::isQuiet);
    }

    private static JsonNode metric(JsonNode board, String code) {
        for (JsonNode metric : board.path("metrics")) {
            if (metric.path("code").asString().equals(code)) {
                return metric;
            }
        }
        throw new AssertionError("no metric " + code);
    }

    private static void shows(JsonNode board, String code, long value) {
        assertThat(metric(board, code).path("value").asLong(-1)).as(code).isEqualTo(value);
    }

    @Test
    void theBoardCountsWhatHappenedAndARebuildCountsTheSame() {
        accounts.seedDemo();
        assertThat(ShopClient.of(port).get("/api/staff/board").status()).isEqualTo(401);
        assertThat(ShopClient.of(port).get("/api/staff/board/stream").status()).isEqualTo(401);
        ShopClient staff = ShopClient.of(port).staff("cangku", "demo-cangku-2026").with("Accept-Language", "en");
        stock.move(SKU, "OPENING", 100, "test:board");
        long buyer = customers.register(new NewCustomer("13900009101", "小满", "/a.svg", false, Instant.EPOCH));
        pay((Placed) orders.place(order(buyer, 2, "board-paid")));
        orders.place(order(buyer, 1, "board-unpaid"));
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at) VALUES (:a, :a, 3, 6000, 10, 5, 'MOVE', '2020-01-01Z')""")
                .param("a", SKU).update();
        groups.join(new JoinGroup(null, new Activity(SKU, SKU, 3, 6000, 10, 5, "MOVE", Instant.EPOCH, null, null, 1,
                Map.of(SKU, 900L)), order(buyer, 1, "board-group")));
        ShopClient.of(port).post("/api/shop/visits", Map.of("page", "HOME"));
        settle();

        JsonNode board = staff.get("/api/staff/board?range=TODAY").ok();
        shows(board, "orders_placed", 3);
        shows(board, "gmv_placed", 4_000);
        shows(board, "orders_paid", 1);
        shows(board, "gmv_paid", 2_000);
        shows(board, "groups_opened", 1);
        shows(board, "groups_filled", 0);
        shows(board, "refunds", 0);
        shows(board, "parked_facts", 0);
        shows(board, "visits", 1);
        assertThat(metric(board, "visits").path("before").isNumber()).as("not known, and said so").isFalse();
        assertThat(metric(board, "visits").path("why").asString()).isNotBlank();
        assertThat(board.path("lagMs").asLong()).isZero();
        assertThat(board.path("runningGroups").asInt()).isEqualTo(1);
        assertThat(board.path("groups").size()).isEqualTo(1);
        assertThat(board.path("money").path("balanced").asBoolean()).isTrue();
        assertThat(board.path("gmvByHour").size()).isEqualTo(24);
        assertThat(board.path("money").path("countedAt").asString()).isNotBlank();
        assertThat(board.path("funnel").size()).isEqualTo(4);
        assertThat(board.path("funnel").get(2).path("of").isString()).as("orders are no part of visits").isFalse();
        assertThat(board.path("funnel").get(3).path("of").asString()).isEqualTo("PLACED");
        assertThat(board.path("funnel").get(3).path("count").asLong()).isEqualTo(1);
        assertThat(board.path("recent").valueStream().map(line -> line.path("text").asString()))
                .anyMatch(text -> text.startsWith("小满 paid ¥20.00"));
        assertThat(staff.get("/api/staff/board?range=EVER").status()).isEqualTo(400);

        facts.rebuild(Figures.CONSUMER);
        settle();
        assertThat(staff.get("/api/staff/board").ok().path("metrics")).isEqualTo(board.path("metrics"));

        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + interval '1 day'").update();
        shows(staff.get("/api/staff/board?range=YESTERDAY").ok(), "gmv_paid", 2_000);
        JsonNode next = staff.get("/api/staff/board").ok();
        shows(next, "gmv_paid", 0);
        assertThat(metric(next, "gmv_paid").path("before").asLong()).as("the same moment of yesterday")
                .isEqualTo(2_000);
        shows(staff.get("/api/staff/board?range=LAST7").ok(), "gmv_paid", 2_000);
    }
}
