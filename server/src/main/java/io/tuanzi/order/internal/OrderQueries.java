package io.tuanzi.order.internal;

import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders.RefundSum;
import io.tuanzi.order.Orders.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads that decide nothing on their own. */
@Repository
class OrderQueries {

    private final JdbcClient jdbc;

    OrderQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, Standing> standings(List<Long> orderIds) {
        return jdbc.sql("""
                SELECT order_id, customer_id, state, open_holds, ready_at IS NOT NULL AND state = 'PAID', total_minor,
                       group_id
                  FROM orders.orders WHERE order_id = ANY(:ids)""")
                .param("ids", orderIds.toArray(Long[]::new))
                .query((rs, n) -> new Standing(rs.getLong(1), rs.getLong(2), OrderState.valueOf(rs.getString(3)),
                        rs.getInt(4) > 0, rs.getBoolean(5), rs.getLong(6), (Long) rs.getObject(7))).list().stream()
                .collect(Collectors.toMap(Standing::orderId, Function.identity()));
    }

    /** A refund already decided under this key. */
    Optional<RefundSum> refund(String key) {
        record Head(long refundId, long amountMinor, long freightMinor) {
        }
        return jdbc.sql("SELECT refund_id, amount_minor, freight_minor FROM orders.refund WHERE key = :key")
                .param("key", key).query(Head.class).optional()
                .map(head -> new RefundSum(jdbc.sql("""
                        SELECT line_no, quantity, amount_minor FROM orders.refund_line
                         WHERE refund_id = :id ORDER BY line_no""")
                        .param("id", head.refundId()).query(RefundSum.LineSum.class).list(),
                        head.freightMinor(), head.amountMinor()));
    }

    Set<Long> buyers(Collection<Long> customerIds) {
        return Set.copyOf(jdbc.sql("""
                SELECT c FROM unnest(:people) AS p(c)
                 WHERE EXISTS (SELECT 1 FROM orders.orders WHERE customer_id = c AND state <> 'CLOSED')""")
                .param("people", customerIds.stream().distinct().toArray(Long[]::new)).query(Long.class).list());
    }
}
