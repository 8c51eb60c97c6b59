package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.Capture;
import io.tuanzi.payment.CaptureListener;
import io.tuanzi.payment.CaptureListener.Verdict;
import io.tuanzi.platform.Tx;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Payment and deadline race for one order within five milliseconds, at one node and at two whose clocks are wrong: it
 * is
 * paid xor closed (P2, T1).
 */
@Tag("prove")
@ShopTest(properties = SecondNode.AHEAD)
class PayOrCloseProofTest {

    private static final long SKU = 830_001;

    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private List<CaptureListener> listeners;
    @Autowired
    private Tx tx;
    @Autowired
    private TestDatabase database;

    private Placed overdue(int i) {
        PlaceOrder order = Orderings.of(products.snapshot().version(), i + 1, "race-" + i,
                List.of(new Orderings.Line(SKU, 1, 990)), List.of());
        return (Placed) orders.place(new PlaceOrder(order.customerId(), order.key(), order.bodyHash(), "BUY_NOW",
                null, null, order.request(), order.quote(), order.catalogVersion(), order.limits(),
                order.addressJson(), null, 0, null));
    }

    @Test
    void eachSideWinsOftenAndNeverBoth() {
        stock.move(SKU, "OPENING", 20_000, "proof");
        race(0, orders);
        try (SecondNode second = new SecondNode(database)) {
            race(5_000, second.bean(Orders.class));
        }
    }

    private void race(int from, Orders closing) {
        int races = Hammer.size(5_000, 400);
        CaptureListener order = listeners.stream().filter(l -> l.kind().equals("order")).findFirst().orElseThrow();
        Random lag = new Random(20_261_122);
        int before = stock.available(List.of(SKU)).getOrDefault(SKU, 0);
        int paid = 0;
        for (int i = from; i < from + races; i++) {
            Placed placed = overdue(i);
            int n = i;
            long payLag = lag.nextLong(5_000_000);
            long closeLag = lag.nextLong(5_000_000);
            List<Object> ends = Hammer.strike(List.of(() -> {
                LockSupport.parkNanos(payLag);
                return tx.call("proof.pay", () -> order.captured(new Capture("order:" + placed.orderId(),
                        placed.orderId(), n, "proof", "proof-" + n, placed.totalMinor(), Instant.EPOCH)));
            }, () -> {
                LockSupport.parkNanos(closeLag);
                closing.closeIfOverdue(placed.orderId());
                return "closed";
            }));
            OrderState state = Objects.requireNonNull(orders.standings(List.of(placed.orderId()))
                    .get(placed.orderId())).state();
            boolean kept = ends.getFirst() == Verdict.KEPT;
            assertThat(state).isEqualTo(kept ? OrderState.PAID : OrderState.CLOSED);
            paid += kept ? 1 : 0;
        }
        System.out.println("pay won " + paid + " of " + races);
        assertThat(paid).isBetween(races / 5, races - races / 5);
        assertThat(stock.available(List.of(SKU))).containsEntry(SKU, before - paid);
        Campaign.write("race-pay-close", races, 0);
    }
}
