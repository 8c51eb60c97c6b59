package io.tuanzi.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Returns;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The audit of returns and parcels finds what is planted. */
@ShopTest(audited = false)
@Import(Goods.class)
class AfterSalesAuditTest {

    @Autowired Goods goods;
    @Autowired Returns returns;
    @Autowired TestDatabase database;

    private List<String> findings(String view, String... corruption) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : corruption) {
                assertThat(statement.executeUpdate(each)).as(each).isPositive();
            }
            try (ResultSet rows = statement.executeQuery("SELECT finding FROM audit." + view)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            connection.rollback();
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsPlantedIsFound() {
        long buyer = goods.person();
        Placed order = goods.bought(buyer, new long[] {goods.sku(), 3, 1_000});
        long done = returns.request(new Returns.Ask(order.orderId(), buyer, List.of(new ReturnedLine(1, 1)),
                Returns.Kind.REFUND_ONLY, "DAMAGED", null));
        returns.approve(done, "staff:1 test", "broken");
        long open = returns.request(new Returns.Ask(order.orderId(), buyer, List.of(new ReturnedLine(1, 2)),
                Returns.Kind.RETURN_REFUND, "LATE", null));
        goods.settle();
        assertThat(findings("afs1")).isEmpty();
        assertThat(findings("ful1")).isEmpty();

        assertThat(findings("afs1", "DELETE FROM orders.refund WHERE key = 'return:" + done + "'")).isNotEmpty();
        assertThat(findings("afs1", "UPDATE orders.return_line SET quantity = 2 WHERE return_id = " + done))
                .isNotEmpty();
        assertThat(findings("afs1", "UPDATE orders.return_line SET quantity = 3 WHERE return_id = " + open))
                .isNotEmpty();
        assertThat(findings("afs1", "UPDATE orders.return_case SET state = 'REFUNDED' WHERE return_id = " + open))
                .isNotEmpty();
        assertThat(findings("ful1", "DELETE FROM fulfilment.shipment WHERE order_id = " + order.orderId()))
                .isNotEmpty();
        assertThat(findings("ful1", "UPDATE fulfilment.dispatch SET state = 'WAITING' WHERE order_id = "
                + order.orderId())).isNotEmpty();
    }
}
