package io.tuanzi.order.internal;

import io.tuanzi.order.OrderState;
import io.tuanzi.order.events.LineFact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of orders after placing: states, holds, money back, timers. */
@Repository
class OrderBook {

    /** An order row as the desks need it. */
    record Row(long orderId, long customerId, OrderState state, int version, int openHolds, String source,
               @Nullable Long activityId, @Nullable Long groupId, long freightMinor, long totalMinor, long paidMinor,
               long refundedMinor, int units, int unitsBack, Instant placedAt) {
    }

    /** A line as refunds need it. */
    record LineRow(int lineNo, long skuId, long productId, int quantity, long unitMinor, long discountMinor,
                   long payableMinor, int unitsBack, long refundedMinor) {
    }

    private static final String ROW = """
            SELECT order_id, customer_id, state, version, open_holds, source, activity_id, group_id, freight_minor,
                   total_minor, paid_minor, refunded_minor, units, units_back, placed_at FROM orders.orders""";

    private final JdbcClient jdbc;

    OrderBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> lock(long orderId) {
        return jdbc.sql(ROW + " WHERE order_id = :o FOR UPDATE").param("o", orderId).query(OrderBook::row).optional();
    }

    Optional<Row> find(long orderId) {
        return jdbc.sql(ROW + " WHERE order_id = :o").param("o", orderId).query(OrderBook::row).optional();
    }

    List<LineRow> lines(long orderId) {
        return jdbc.sql("""
                SELECT line_no, sku_id, product_id, quantity, unit_minor, discount_minor, payable_minor, units_back,
                       refunded_minor
                  FROM orders.line WHERE order_id = :o ORDER BY line_no""")
                .param("o", orderId).query(LineRow.class).list();
    }

    List<LineFact> lineFacts(long orderId) {
        return lines(orderId).stream().map(l -> new LineFact(l.lineNo(), l.skuId(), l.productId(), l.quantity(),
                l.payableMinor())).toList();
    }

    /** P2: exactly one of paying and closing reports one row. Empty when the order no longer waits. */
    Optional<Integer> pay(long orderId, long amountMinor) {
        return jdbc.sql("""
                UPDATE orders.orders
                   SET state = 'PAID', version = version + 1, paid_minor = :amount, paid_at = shop_now(),
                       ready_at = CASE WHEN open_holds = 0 THEN shop_now() END
                 WHERE order_id = :o AND state = 'AWAITING_PAYMENT' AND total_minor = :amount
                RETURNING version""")
                .param("amount", amountMinor).param("o", orderId).query(Integer.class).optional();
    }

    /** Moves an order along the table; empty when it is not in {@code from} at {@code version}. O1 */
    Optional<Integer> move(Row from, OrderState to) {
        if (!from.state().next().contains(to)) {
            throw new IllegalStateException("O1: " + from.state() + " to " + to);
        }
        return jdbc.sql("""
                UPDATE orders.orders
                   SET state = :to, version = version + 1
                 WHERE order_id = :o AND state = :from AND version = :v RETURNING version""")
                .param("to", to.name()).param("o", from.orderId()).param("from", from.state().name())
                .param("v", from.version()).query(Integer.class).optional();
    }

    void closed(long orderId, String reason) {
        jdbc.sql("UPDATE orders.orders SET closed_at = shop_now(), close_reason = :r WHERE order_id = :o")
                .param("r", reason).param("o", orderId).update();
    }

    void shipped(long orderId, int receiveDays) {
        jdbc.sql("""
                UPDATE orders.orders SET shipped_at = shop_now(),
                       auto_receive_at = shop_now() + make_interval(days => :d) WHERE order_id = :o""")
                .param("d", receiveDays).param("o", orderId).update();
    }

    Instant received(long orderId, int returnDays) {
        return jdbc.sql("""
                UPDATE orders.orders SET received_at = shop_now(),
                       returnable_until = shop_now() + make_interval(days => :d) WHERE order_id = :o
                RETURNING returnable_until""")
                .param("d", returnDays).param("o", orderId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant()).single();
    }

    void completed(long orderId) {
        jdbc.sql("UPDATE orders.orders SET completed_at = shop_now() WHERE order_id = :o").param("o", orderId)
                .update();
    }

    void history(long orderId, int version, OrderState from, OrderState to, String by, @Nullable String reason) {
        jdbc.sql("""
                INSERT INTO orders.history (order_id, version, from_state, to_state, by, reason)
                VALUES (:o, :v, :from, :to, :by, :reason)""")
                .param("o", orderId).param("v", version).param("from", from.name()).param("to", to.name())
                .param("by", by).param("reason", reason).update();
    }

    /** Ends an open hold once; false when it has ended. */
    boolean endHold(long orderId, String kind, String state, @Nullable String reason) {
        return jdbc.sql("""
                UPDATE orders.hold SET state = :state, reason = :reason, ended_at = shop_now()
                 WHERE order_id = :o AND kind = :kind AND state = 'OPEN'""")
                .param("state", state).param("reason", reason).param("o", orderId).param("kind", kind).update() == 1;
    }

    /** One hold less; the order is ready to be shipped when it is paid and none is left. Returns the version. */
    int holdEnded(long orderId) {
        return jdbc.sql("""
                UPDATE orders.orders SET open_holds = open_holds - 1, version = version + 1,
                       ready_at = CASE WHEN open_holds = 1 AND state = 'PAID' THEN shop_now() ELSE ready_at END
                 WHERE order_id = :o RETURNING version""")
                .param("o", orderId).query(Integer.class).single();
    }

    void setGroup(long orderId, long groupId) {
        jdbc.sql("UPDATE orders.orders SET group_id = :g WHERE order_id = :o").param("g", groupId)
                .param("o", orderId).update();
    }

    /** Gives back what the order took from purchase limits, once. S4 */
    void giveBackLimits(long orderId) {
        jdbc.sql("""
                WITH locked AS (
                  SELECT u.sale, u.customer_id FROM orders.limit_use u
                    JOIN orders.limit_taken t USING (sale, customer_id)
                   WHERE t.order_id = :o AND NOT t.given_back ORDER BY u.sale, u.customer_id FOR UPDATE OF u),
                back AS (
                  UPDATE orders.limit_taken SET given_back = true
                   WHERE order_id = :o AND NOT given_back AND EXISTS (SELECT 1 FROM locked)
                  RETURNING sale, customer_id, quantity)
                UPDATE orders.limit_use u SET used = u.used - b.quantity
                  FROM back b WHERE u.sale = b.sale AND u.customer_id = b.customer_id""")
                .param("o", orderId).update();
    }

    /** M5: adds to what went back of a line; false when more would go back than was paid. */
    boolean refundLine(long orderId, int lineNo, int quantity, long amountMinor) {
        return jdbc.sql("""
                UPDATE orders.line SET units_back = units_back + :q, refunded_minor = refunded_minor + :a
                 WHERE order_id = :o AND line_no = :n AND units_back + :q <= quantity
                   AND refunded_minor + :a <= payable_minor""")
                .param("q", quantity).param("a", amountMinor).param("o", orderId).param("n", lineNo).update() == 1;
    }

    /** M5: the same for the order; returns its version, empty when more would go back than was paid. */
    Optional<Integer> refundOrder(long orderId, int units, long amountMinor) {
        return jdbc.sql("""
                UPDATE orders.orders SET units_back = units_back + :u, refunded_minor = refunded_minor + :a,
                       version = version + 1
                 WHERE order_id = :o AND refunded_minor + :a <= paid_minor AND units_back + :u <= units
                RETURNING version""")
                .param("u", units).param("a", amountMinor).param("o", orderId).query(Integer.class).optional();
    }

    /** False when a refund of this key is on the books. */
    boolean insertRefund(long refundId, long orderId, String key, long amountMinor, long freightMinor,
                         String reason) {
        return jdbc.sql("""
                INSERT INTO orders.refund (refund_id, order_id, key, amount_minor, freight_minor, reason)
                VALUES (:id, :o, :key, :a, :f, :reason) ON CONFLICT (key) DO NOTHING""")
                .param("id", refundId).param("o", orderId).param("key", key).param("a", amountMinor)
                .param("f", freightMinor).param("reason", reason).update() == 1;
    }

    void insertRefundLine(long refundId, int lineNo, int quantity, long amountMinor) {
        jdbc.sql("""
                INSERT INTO orders.refund_line (refund_id, line_no, quantity, amount_minor)
                VALUES (:id, :n, :q, :a)""")
                .param("id", refundId).param("n", lineNo).param("q", quantity).param("a", amountMinor).update();
    }

    /** Orders whose time to pay is over, some of them; the closing itself decides again under the row lock. */
    List<Long> unpaidDue(int limit) {
        return due("state = 'AWAITING_PAYMENT' AND pay_before < shop_now() ORDER BY pay_before", limit);
    }

    List<Long> receiveDue(int limit) {
        return due("state = 'SHIPPED' AND auto_receive_at < shop_now() ORDER BY auto_receive_at", limit);
    }

    List<Long> completeDue(int limit) {
        return due("""
                state = 'RECEIVED' AND returnable_until < shop_now() AND NOT EXISTS (
                  SELECT 1 FROM orders.return_case r WHERE r.order_id = orders.orders.order_id
                     AND r.state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED'))
                ORDER BY returnable_until""", limit);
    }

    /** Whether a return of this order is still on its way. */
    boolean hasOpenReturn(long orderId) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM orders.return_case WHERE order_id = :o
                                AND state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED'))""")
                .param("o", orderId).query(Boolean.class).single();
    }

    private List<Long> due(String condition, int limit) {
        return jdbc.sql("SELECT order_id FROM orders.orders WHERE " + condition + " LIMIT :limit")
                .param("limit", limit).query(Long.class).list();
    }

    /** Whether the order still waits although its time is over: the condition of closing, decided by the database. */
    boolean isOverdue(long orderId) {
        return jdbc.sql("SELECT pay_before < shop_now() FROM orders.orders WHERE order_id = :o")
                .param("o", orderId).query(Boolean.class).single();
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        return new Row(rs.getLong("order_id"), rs.getLong("customer_id"), OrderState.valueOf(rs.getString("state")),
                rs.getInt("version"), rs.getInt("open_holds"), rs.getString("source"),
                (Long) rs.getObject("activity_id"), (Long) rs.getObject("group_id"), rs.getLong("freight_minor"),
                rs.getLong("total_minor"), rs.getLong("paid_minor"), rs.getLong("refunded_minor"), rs.getInt("units"),
                rs.getInt("units_back"), rs.getTimestamp("placed_at").toInstant());
    }
}
