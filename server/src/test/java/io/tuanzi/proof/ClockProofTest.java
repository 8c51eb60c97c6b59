package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.platform.time.WallClock;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes whose clocks stand ten minutes apart decide alike: deadlines of orders, seats and groups are the shop's
 * time
 * in the database, never a node's (T1, J1, G2).
 */
@Tag("prove")
@ShopTest(properties = SecondNode.AHEAD)
class ClockProofTest {

    private static final long SKU = 850_001;

    @Autowired
    private Orders orders;
    @Autowired
    private Groups groups;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private Sweeps sweeps;
    @Autowired
    private WallClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestDatabase database;

    private PlaceOrder order(long customer, String key) {
        return Orderings.of(products.snapshot().version(), customer, key, List.of(new Orderings.Line(SKU, 1, 1_000)),
                List.of());
    }

    private OrderState state(Placed placed) {
        return Objects.requireNonNull(orders.standings(List.of(placed.orderId())).get(placed.orderId())).state();
    }

    private void pass(int minutes) {
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + make_interval(mins => :m)").param("m", minutes)
                .update();
    }

    @Test
    void nodesWithWrongClocksKeepEveryDeadline() {
        stock.move(SKU, "OPENING", 100, "proof");
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at)
                VALUES (:a, :a, 3, 60, 10, 100, 'MOVE', '2020-01-01Z')""").param("a", SKU).update();
        Activity activity = new Activity(SKU, SKU, 3, 60, 10, 100, "MOVE", Instant.EPOCH, null, null, 1,
                Map.of(SKU, 900L));
        try (SecondNode second = new SecondNode(database)) {
            assertThat(Duration.between(second.bean(WallClock.class).now(), clock.now()))
                    .isBetween(Duration.ofSeconds(595), Duration.ofSeconds(605));
            List<Sweeps> both = List.of(sweeps, second.bean(Sweeps.class));
            Placed ahead = (Placed) orders.place(order(1, "ahead"));
            Placed behind = (Placed) second.bean(Orders.class).place(order(2, "behind"));
            Placed seat = (Placed) second.bean(Groups.class).join(new JoinGroup(null, activity, order(3, "seat")));
            assertThat(minutesToPay(ahead)).isEqualTo(minutesToPay(behind)).isEqualTo(30);
            pass(9);
            both.forEach(Sweeps::runDue); // the node that is ahead thinks the seat's ten minutes are over
            assertThat(groups.groups(List.of(Objects.requireNonNull(seat.groupId()))).getFirst().held()).isEqualTo(1);
            pass(2);
            both.get(1).runDue(); // the node that is behind thinks they are not
            assertThat(groups.groups(List.of(Objects.requireNonNull(seat.groupId()))).getFirst().held()).isZero();
            pass(16);
            both.forEach(Sweeps::runDue);
            assertThat(List.of(state(ahead), state(behind))).containsOnly(OrderState.AWAITING_PAYMENT);
            pass(4);
            both.get(1).runDue();
            assertThat(List.of(state(ahead), state(behind))).containsOnly(OrderState.CLOSED);
            pass(30);
            both.get(1).runDue();
            assertThat(groups.groups(List.of(Objects.requireNonNull(seat.groupId()))).getFirst().state())
                    .hasToString("EXPIRED");
        }
    }

    private long minutesToPay(Placed placed) {
        return jdbc.sql("SELECT round(extract(epoch FROM pay_before - placed_at) / 60)::bigint FROM orders.orders"
                + " WHERE order_id = :o").param("o", placed.orderId()).query(Long.class).single();
    }
}
