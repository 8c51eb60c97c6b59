package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.Capture;
import io.tuanzi.payment.CaptureListener;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last seat is paid at the instant the group expires, over and over: one end each, and who sat in a failed group is
 * paid back, once (G2, G3, G4).
 */
@Tag("prove")
@ShopTest(audited = false)
class GroupEndProofTest {

    private static final long SKU = 860_001;

    @Autowired
    private Groups groups;
    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private List<CaptureListener> listeners;
    @Autowired
    private FactDesk facts;
    @Autowired
    private Sweeps sweeps;
    @Autowired
    private Tx tx;
    @Autowired
    private JdbcClient jdbc;

    private Placed seat(@org.jspecify.annotations.Nullable Long group, Activity activity, long customer, String key) {
        return (Placed) groups.join(new JoinGroup(group, activity, Orderings.of(products.snapshot().version(), customer,
                key, List.of(new Orderings.Line(SKU, 1, 1_000)), List.of())));
    }

    /** The money is at hand, so that what is owed back can be taken from it; then the order is told. */
    private void pay(Placed placed, long n) {
        long id = placed.orderId();
        jdbc.sql("""
                WITH asked AS (INSERT INTO payment.intent (intent_id, payable, payable_id, provider, channel,
                       out_trade_no, amount_minor, request, pay_before, ask_at, state)
                     VALUES (:i, :p, :o, 'PROOF', 'H5', :p, :a, '{}', shop_now(), shop_now(), 'PAID'))
                INSERT INTO payment.capture (capture_id, intent_id, payable, payable_id, provider, transaction_id,
                       amount_minor, kept, paid_at)
                VALUES (:i, :i, :p, :o, 'PROOF', :p, :a, true, shop_now())""")
                .param("i", 900_000_000L + n).param("p", "order:" + id).param("o", id).param("a", placed.totalMinor())
                .update();
        CaptureListener order = listeners.stream().filter(l -> l.kind().equals("order")).findFirst().orElseThrow();
        Objects.requireNonNull(tx.call("proof.pay", () -> order.captured(new Capture("order:" + placed.orderId(),
                placed.orderId(), n, "proof", "end-" + n, placed.totalMinor(), Instant.EPOCH))));
    }

    @Test
    void aGroupThatFillsAsItExpiresEndsOnce() {
        int rounds = Hammer.size(1_000, 60);
        stock.move(SKU, "OPENING", 10_000, "proof");
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at)
                VALUES (:a, :a, 2, 60, 10, 100000, 'REFUND', '2020-01-01Z')""").param("a", SKU).update();
        Activity activity = new Activity(SKU, SKU, 2, 60, 10, 100_000, "REFUND", Instant.EPOCH, null, null, 1,
                Map.of(SKU, 900L));
        Random lag = new Random(20_261_122);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Placed first = seat(null, activity, 10L * i + 1, "a" + i);
            long group = Objects.requireNonNull(first.groupId());
            Placed last = seat(group, activity, 10L * i + 2, "b" + i);
            pay(first, 2L * i);
            ids.add(group);
            race(group, last, 2L * i + 1, lag);
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            sweeps.runDue();
            return facts.isQuiet() && jdbc.sql("SELECT count(*) FROM groupbuy.groups WHERE state = 'OPEN'")
                    .query(Long.class).single() == 0;
        });
        check(rounds);
    }

    /** Payment, the end of the hold, the end of the time, and the sweeps, within some milliseconds. */
    private void race(long group, Placed last, long n, Random lag) {
        long payLag = lag.nextLong(12_000_000);
        long endLag = lag.nextLong(3_000_000);
        boolean lapses = lag.nextInt(3) == 0;
        List<Object> unused = Hammer.strike(List.of(() -> {
            LockSupport.parkNanos(payLag);
            pay(last, n);
            return "paid";
        }, () -> {
            LockSupport.parkNanos(endLag);
            jdbc.sql("UPDATE groupbuy.groups SET expires_at = shop_now() WHERE group_id = :g").param("g", group)
                    .update();
            if (lapses) {
                jdbc.sql("UPDATE groupbuy.seat SET held_until = shop_now() WHERE group_id = :g AND state = 'HELD'")
                        .param("g", group).update();
            }
            return sweeps.runDue();
        }));
        assertThat(unused).hasSize(2);
    }

    private void check(int rounds) {
        Map<String, Long> ends = new java.util.TreeMap<>();
        jdbc.sql("SELECT state, count(*) AS n FROM groupbuy.groups GROUP BY 1").query((rs, n) ->
                ends.put(rs.getString(1), rs.getLong(2))).list();
        System.out.println("groups ended " + ends);
        assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(rounds);
        assertThat(ends.keySet()).isSubsetOf("COMPLETED", "EXPIRED");
        for (String view : List.of("g1", "g1_seat", "g2", "g3", "g4", "p2", "s1", "s2", "m5", "e1", "e3", "o1")) {
            assertThat(jdbc.sql("SELECT count(*) FROM audit." + view).query(Long.class).single()).as(view).isZero();
        }
        assertThat(jdbc.sql("""
                SELECT count(*) FROM groupbuy.seat s JOIN groupbuy.groups g USING (group_id) JOIN orders.orders o
                    ON o.order_id = s.order_id
                 WHERE g.state = 'EXPIRED' AND o.paid_minor <> o.refunded_minor""").query(Long.class).single())
                .as("members of failed groups who were not paid back").isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM orders.refund GROUP BY order_id HAVING count(*) > 1")
                .query(Long.class)
                .list()).as("orders paid back twice").isEmpty();
        Campaign.write("race-group-end", rounds, 0);
    }
}
