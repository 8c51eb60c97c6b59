package io.tuanzi.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Placement.Refused;
import io.tuanzi.testing.Capability;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Placing: whole or not at all, never more than there is, once per key (S1, S4, O2). */
@ShopTest
class PlacingTest {

    private static final AtomicInteger SKUS = new AtomicInteger();

    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private io.tuanzi.catalog.Products products;

    private long sku;

    @BeforeEach
    void oneSkuWithTenUnits() {
        sku = 900_000 + SKUS.incrementAndGet();
        stock.move(sku, "OPENING", 10, "test:" + sku);
    }

    private PlaceOrder order(long customer, String key, int... quantities) {
        return Orderings.of(products.snapshot().version(), customer, key, IntStream.of(quantities)
                .mapToObj(q -> new Orderings.Line(sku, q, 1_000)).toList(), List.of());
    }

    @Test
    @Capability("ORD-14")
    void takesUnitsAndSaysSo() {
        assertThat(orders.place(order(1, "key-takes-units", 3))).isInstanceOf(Placed.class);
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 7);
    }

    @Test
    void oneSkuOnThreeLinesTakesAllThree() {
        assertThat(orders.place(order(1, "key-three-lines", 2, 3, 4))).isInstanceOf(Placed.class);
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 1);
    }

    @Test
    void anOversizedOrderIsRefusedAndTakesNothingFromTheNext() {
        assertThat(orders.place(order(1, "key-oversized", 11))).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(r.code()).isEqualTo("SOLD_OUT"));
        assertThat(orders.place(order(2, "key-after-it", 10))).isInstanceOf(Placed.class);
    }

    @Test
    void theSameKeyIsTheSameOrderAndAnotherBodyIsRefused() {
        Placed first = (Placed) orders.place(order(1, "key-same", 1));
        Placed again = (Placed) orders.place(order(1, "key-same", 1));
        assertThat(again.orderId()).isEqualTo(first.orderId());
        assertThat(again.replayed()).isTrue();
        assertThat(orders.place(order(1, "key-same", 2))).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(r.code()).isEqualTo("KEY_REUSED"));
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 9);
    }

    @Test
    @Capability("ORD-22")
    void aLimitHoldsOverSeveralOrders() {
        PlaceOrder.Limit two = new PlaceOrder.Limit("sku:" + sku, 1, 2);
        List<Placement> answers = IntStream.range(0, 4).mapToObj(i -> orders.place(Orderings.of(
                products.snapshot().version(), 5, "key-limit-" + i, List.of(new Orderings.Line(sku, 1, 1_000)),
                List.of(two)))).toList();
        assertThat(answers).filteredOn(Placed.class::isInstance).hasSize(2);
        assertThat(answers).filteredOn(Refused.class::isInstance).hasSize(2);
    }

    @Test
    @Capability("ORD-14")
    void cancellingGivesUnitsAndLimitBackOnce() {
        PlaceOrder.Limit one = new PlaceOrder.Limit("sku:" + sku, 1, 1);
        Placed placed = (Placed) orders.place(Orderings.of(products.snapshot().version(), 6, "key-cancel-1",
                List.of(new Orderings.Line(sku, 1, 1_000)), List.of(one)));
        orders.cancel(placed.orderId(), "shopper:6", "CHANGED_MIND");
        orders.cancel(placed.orderId(), "shopper:6", "CHANGED_MIND");
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 10);
        assertThat(orders.place(Orderings.of(products.snapshot().version(), 6, "key-cancel-2",
                List.of(new Orderings.Line(sku, 1, 1_000)), List.of(one)))).isInstanceOf(Placed.class);
    }

    @Test
    void anOrderThatCostsNothingIsPaidByAskingAndOneThatCostsSomethingIsNot() {
        Placed free = (Placed) orders.place(Orderings.of(products.snapshot().version(), 7, "key-costs-nothing",
                List.of(new Orderings.Line(sku, 1, 0)), List.of()));
        orders.payNothing(free.orderId());
        orders.payNothing(free.orderId()); // asked again it is paid still
        assertThat(orders.standings(List.of(free.orderId()))).containsKey(free.orderId());
        assertThat(orders.standings(List.of(free.orderId())).values()).allSatisfy(o ->
                assertThat(o.state()).isEqualTo(OrderState.PAID));
        Placed dear = (Placed) orders.place(order(7, "key-costs-something", 1));
        assertThatThrownBy(() -> orders.payNothing(dear.orderId())).isInstanceOf(Problem.class);
    }
}
