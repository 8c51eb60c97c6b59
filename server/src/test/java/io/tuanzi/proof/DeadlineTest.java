package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An order is closed when the shop's time says so, not before, and whatever the machine's clock says (P2, T1, J1). */
@ShopTest
class DeadlineTest {

    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private JdbcClient jdbc;

    private void pass(int minutes) {
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + make_interval(mins => :m)").param("m", minutes)
                .update();
    }

    @Test
    void anOrderClosesAtItsMinuteOfShopTime() {
        stock.move(870_001, "OPENING", 10, "proof");
        Placed placed = (Placed) orders.place(Orderings.of(products.snapshot().version(), 1, "deadline",
                List.of(new Orderings.Line(870_001, 1, 1_000)), List.of()));
        pass(29);
        orders.closeIfOverdue(placed.orderId());
        assertThat(state(placed)).isEqualTo(OrderState.AWAITING_PAYMENT);
        pass(2);
        orders.closeIfOverdue(placed.orderId());
        assertThat(state(placed)).isEqualTo(OrderState.CLOSED);
        assertThat(stock.available(List.of(870_001L))).containsEntry(870_001L, 10);
    }

    private OrderState state(Placed placed) {
        return Objects.requireNonNull(orders.standings(List.of(placed.orderId())).get(placed.orderId())).state();
    }
}
