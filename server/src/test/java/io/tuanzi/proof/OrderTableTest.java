package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.Capture;
import io.tuanzi.payment.CaptureListener;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.testing.Seeds;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever is asked of an order, in whatever order and by two hands at once, it moves along its table only, and its
 * history replayed is where it stands (O1).
 */
@ShopTest(audited = false)
class OrderTableTest {

    private static final long SKU = 880_001;
    private static final int SEEDS = 25;
    private static final int STEPS = 14;

    private final AtomicInteger serial = new AtomicInteger();
    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private List<CaptureListener> listeners;
    @Autowired
    private Sweeps sweeps;
    @Autowired
    private Tx tx;
    @Autowired
    private JdbcClient jdbc;

    @Test
    @Capability("ORD-04")
    void everyStepFollowsTheTable() {
        stock.move(SKU, "OPENING", 10_000, "proof");
        Seeds.run(SEEDS, random -> {
            Placed placed = (Placed) orders.place(Orderings.of(products.snapshot().version(), 1, "table-"
                    + serial.incrementAndGet(), List.of(new Orderings.Line(SKU, 2, 1_000)), List.of()));
            OrderState before = OrderState.AWAITING_PAYMENT;
            for (int step = 0; step < STEPS; step++) {
                int one = random.nextInt(8);
                int other = random.nextInt(8);
                Hammer.strike(List.of(() -> act(one, placed), () -> act(other, placed)));
                OrderState now = state(placed);
                assertThat(reachable(before, now)).as(before + " to " + now).isTrue();
                before = now;
            }
            assertThat(jdbc.sql("SELECT count(*) FROM audit.o1").query(Long.class).single()).isZero();
            replay(placed);
        });
    }

    /** Asks for something; a refusal is an answer. */
    private boolean act(int what, Placed placed) {
        long id = placed.orderId();
        CaptureListener order = listeners.stream().filter(l -> l.kind().equals("order")).findFirst().orElseThrow();
        try {
            switch (what) {
                case 0 -> {
                    long n = serial.incrementAndGet();
                    Objects.requireNonNull(tx.call("proof.pay", () -> order.captured(new Capture("order:" + id, id, n,
                            "proof", "table-" + n, placed.totalMinor(), Instant.EPOCH))));
                }
                case 1 -> orders.cancel(id, "proof", "OTHER");
                case 2 -> orders.shipped(id, "proof");
                case 3 -> orders.received(id, "proof");
                case 4 -> orders.closeIfOverdue(id);
                case 5 -> Objects.requireNonNull(orders.refund(id, "table:" + id + ":" + serial.incrementAndGet(),
                        List.of(new Orders.ReturnedLine(1, 1)), "proof"));
                case 6 -> jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + interval '5 minutes'").update();
                default -> assertThat(sweeps.runDue()).isNotNegative();
            }
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    private OrderState state(Placed placed) {
        return Objects.requireNonNull(orders.standings(List.of(placed.orderId())).get(placed.orderId())).state();
    }

    /** Two hands may have made two steps, sweeps more. */
    private static boolean reachable(OrderState from, OrderState to) {
        return from == to || from.next().stream().anyMatch(next -> reachable(next, to));
    }

    private void replay(Placed placed) {
        OrderState at = OrderState.AWAITING_PAYMENT;
        for (String step : jdbc.sql("SELECT from_state || '>' || to_state FROM orders.history WHERE order_id = :o"
                + " ORDER BY version").param("o", placed.orderId()).query(String.class).list()) {
            assertThat(step).startsWith(at + ">");
            OrderState next = OrderState.valueOf(step.substring(step.indexOf('>') + 1));
            assertThat(at.next()).as(step).contains(next);
            at = next;
        }
        assertThat(state(placed)).isEqualTo(at);
    }
}
