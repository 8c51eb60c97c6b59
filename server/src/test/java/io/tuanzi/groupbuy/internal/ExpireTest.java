package io.tuanzi.groupbuy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.platform.Tx;
import io.tuanzi.testing.ShopTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A group whose time is over does not fail while somebody is still paying, even when it is told to (G2). */
@ShopTest
class ExpireTest {

    private static final long SKU = 890_001;

    @Autowired
    private SeatDesk seats;
    @Autowired
    private Groups groups;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private Tx tx;
    @Autowired
    private JdbcClient jdbc;

    @Test
    void aHeldSeatKeepsTheGroupOpen() {
        stock.move(SKU, "OPENING", 10, "proof");
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at)
                VALUES (:a, :a, 2, 60, 60, 100, 'MOVE', '2020-01-01Z')""").param("a", SKU).update();
        Activity activity = new Activity(SKU, SKU, 2, 60, 60, 100, "MOVE", Instant.EPOCH, null, null, 1,
                Map.of(SKU, 900L));
        Placed seat = (Placed) groups.join(new JoinGroup(null, activity, Orderings.of(products.snapshot().version(), 1,
                "held", List.of(new Orderings.Line(SKU, 1, 1_000)), List.of())));
        long group = Objects.requireNonNull(seat.groupId());
        jdbc.sql("UPDATE groupbuy.groups SET expires_at = shop_now() - interval '1 second' WHERE group_id = :g")
                .param("g", group).update();
        tx.run("proof.expire", () -> seats.expire(group));
        assertThat(groups.groups(List.of(group)).getFirst().state()).isEqualTo("OPEN");
    }
}
