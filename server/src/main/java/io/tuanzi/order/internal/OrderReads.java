package io.tuanzi.order.internal;

import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderState;
import io.tuanzi.platform.web.Paged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of reading orders: two statements a page, whatever its size. */
@Repository
class OrderReads implements OrderPages {

    private static final String AFTER_SALES = """
            EXISTS (SELECT 1 FROM orders.return_case r WHERE r.order_id = o.order_id
               AND r.state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED'))""";

    private static final Map<String, String> VIEWS = Map.of(
            "ALL", "true",
            "AWAITING_PAYMENT", "o.state = 'AWAITING_PAYMENT'",
            "AWAITING_GROUP", "o.state = 'PAID' AND o.open_holds > 0",
            "TO_SHIP", "o.state = 'PAID' AND o.open_holds = 0",
            "SHIPPED", "o.state = 'SHIPPED'",
            "RECEIVED", "o.state = 'RECEIVED'",
            "COMPLETED", "o.state = 'COMPLETED'",
            "CLOSED", "o.state = 'CLOSED'",
            "PAID", "o.state = 'PAID'",
            "AFTER_SALES", AFTER_SALES);

    private final JdbcClient jdbc;

    OrderReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<OrderDetail> ofCustomer(long orderId, long customerId) {
        return withLines(jdbc.sql("SELECT o.* FROM orders.orders o WHERE o.order_id = :o AND o.customer_id = :c")
                .param("o", orderId).param("c", customerId).query(OrderReads::row).list()).stream().findFirst();
    }

    @Override
    public Optional<OrderDetail> any(long orderId) {
        return withLines(jdbc.sql("SELECT o.* FROM orders.orders o WHERE o.order_id = :o")
                .param("o", orderId).query(OrderReads::row).list()).stream().findFirst();
    }

    @Override
    public Paged<OrderDetail> list(long customerId, String view, @Nullable String after, int limit) {
        String condition = VIEWS.get(view);
        if (condition == null) {
            throw io.tuanzi.platform.problem.Problem.invalid("state", "unknown");
        }
        List<OrderDetail> rows = jdbc.sql("SELECT o.* FROM orders.orders o WHERE o.customer_id = :c "
                        + "AND o.order_id < :before AND " + condition + " ORDER BY o.order_id DESC LIMIT :limit")
                .param("c", customerId).param("before", before(after)).param("limit", limit + 1)
                .query(OrderReads::row).list();
        Paged<OrderDetail> page = Paged.of(rows, limit, OrderDetail::orderId);
        return new Paged<>(withLines(page.items()), page.next());
    }

    private static long before(@Nullable String after) {
        return Paged.cursorId(after, Long.MAX_VALUE);
    }

    @Override
    public Counts counts(long customerId) {
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE state = 'AWAITING_PAYMENT') AS awaiting_payment,
                       count(*) FILTER (WHERE state = 'PAID' AND open_holds > 0) AS awaiting_group,
                       count(*) FILTER (WHERE state = 'PAID' AND open_holds = 0) AS to_ship,
                       count(*) FILTER (WHERE state = 'SHIPPED') AS shipped,
                       count(*) FILTER (WHERE\s""" + AFTER_SALES + ") AS after_sales "
                + "FROM orders.orders o WHERE o.customer_id = :c")
                .param("c", customerId).query(Counts.class).single();
    }

    @Override
    public Paged<OrderDetail> staffList(Filter f, @Nullable String after, int limit) {
        List<OrderDetail> rows = jdbc.sql("""
                SELECT o.* FROM orders.orders o
                 WHERE o.order_id < :before AND (:state::text IS NULL OR o.state = :state)
                   AND (:order::bigint IS NULL OR o.order_id = :order)
                   AND (:customers::bigint[] IS NULL OR o.customer_id = ANY(:customers))
                   AND (:hold::text IS NULL OR EXISTS (SELECT 1 FROM orders.hold h WHERE h.order_id = o.order_id
                                                          AND h.kind = :hold AND h.state = 'OPEN'))
                   AND (NOT :overdue OR (o.state = 'PAID' AND o.ready_at < shop_now() - make_interval(hours => :h)))
                 ORDER BY o.order_id DESC LIMIT :limit""")
                .param("before", before(after)).param("state", f.state() == null ? null : f.state().name())
                .param("order", f.orderId()).param("hold", f.hold())
                .param("customers", f.customerIds() == null ? null : f.customerIds().toArray(Long[]::new))
                .param("overdue", f.overdue()).param("h", f.shipHours()).param("limit", limit + 1)
                .query(OrderReads::row).list();
        Paged<OrderDetail> page = Paged.of(rows, limit, OrderDetail::orderId);
        return new Paged<>(withLines(page.items()), page.next());
    }

    @Override
    public List<Past> past(Instant from, Instant until, long afterId, int limit) {
        List<OrderDetail> orders = withLines(jdbc.sql("""
                SELECT o.* FROM orders.orders o
                 WHERE o.order_id > :after AND o.placed_at >= :from AND o.placed_at < :until AND o.paid_at IS NOT NULL
                 ORDER BY o.order_id LIMIT :limit""")
                .param("after", afterId).param("from", Timestamp.from(from)).param("until", Timestamp.from(until))
                .param("limit", limit).query(OrderReads::row).list());
        Set<Long> later = Set.copyOf(jdbc.sql("""
                SELECT o.order_id FROM orders.orders o
                 WHERE o.order_id = ANY(:ids) AND EXISTS (SELECT 1 FROM orders.orders e
                       WHERE e.customer_id = o.customer_id AND e.order_id < o.order_id AND e.state <> 'CLOSED')""")
                .param("ids", orders.stream().map(OrderDetail::orderId).toArray(Long[]::new)).query(Long.class).list());
        return orders.stream().map(o -> new Past(o, !later.contains(o.orderId()))).toList();
    }

    private List<OrderDetail> withLines(List<OrderDetail> orders) {
        record Of(long orderId, OrderDetail.Line line) {
        }
        if (orders.isEmpty()) {
            return orders;
        }
        Map<Long, List<OrderDetail.Line>> lines = jdbc.sql("""
                SELECT * FROM orders.line WHERE order_id = ANY(:ids) ORDER BY order_id, line_no""")
                .param("ids", orders.stream().map(OrderDetail::orderId).toArray(Long[]::new))
                .query((rs, n) -> new Of(rs.getLong("order_id"), line(rs))).list().stream()
                .collect(Collectors.groupingBy(Of::orderId, Collectors.mapping(Of::line, Collectors.toList())));
        return orders.stream().map(o -> new OrderDetail(o.orderId(), o.customerId(), o.state(), o.openHolds(),
                o.source(), o.activityId(), o.groupId(), o.listMinor(), o.discountMinor(), o.freightMinor(),
                o.totalMinor(), o.paidMinor(), o.refundedMinor(), o.rulesVersion(), o.reasonsJson(),
                o.addressJson(), o.note(), o.placedAt(), o.payBefore(), o.paidAt(), o.readyAt(), o.shippedAt(),
                o.receivedAt(), o.completedAt(), o.closedAt(), o.closeReason(), o.autoReceiveAt(),
                o.returnableUntil(), lines.getOrDefault(o.orderId(), List.of()))).toList();
    }

    @Override
    public List<Change> history(long orderId) {
        return jdbc.sql("""
                SELECT version, from_state, to_state, by, reason, at FROM orders.history WHERE order_id = :o
                 ORDER BY version""").param("o", orderId)
                .query((rs, n) -> new Change(rs.getInt(1), rs.getString(2), rs.getString(3), rs.getString(4),
                        rs.getString(5), rs.getTimestamp(6).toInstant())).list();
    }

    @Override
    public List<Hold> holds(long orderId) {
        return jdbc.sql("SELECT kind, state, reason, ended_at FROM orders.hold WHERE order_id = :o")
                .param("o", orderId).query((rs, n) -> new Hold(rs.getString(1), rs.getString(2), rs.getString(3),
                        instant(rs, "ended_at"))).list();
    }

    @Override
    public List<RefundRow> refunds(long orderId) {
        return jdbc.sql("""
                SELECT refund_id, key, amount_minor, freight_minor, reason, at FROM orders.refund
                 WHERE order_id = :o ORDER BY refund_id""").param("o", orderId)
                .query((rs, n) -> new RefundRow(rs.getLong(1), rs.getString(2), rs.getLong(3), rs.getLong(4),
                        rs.getString(5), rs.getTimestamp(6).toInstant())).list();
    }

    @Override
    public Map<Long, Bought> bought(List<Long> customerIds) {
        record Of(long customerId, Bought bought) {
        }
        return jdbc.sql("""
                SELECT customer_id, count(*), sum(paid_minor - refunded_minor)::bigint FROM orders.orders
                 WHERE customer_id = ANY(:ids) AND paid_minor > 0 GROUP BY 1""")
                .param("ids", customerIds.toArray(Long[]::new))
                .query((rs, n) -> new Of(rs.getLong(1), new Bought(rs.getLong(2), rs.getLong(3)))).list().stream()
                .collect(Collectors.toMap(Of::customerId, Of::bought));
    }

    private static OrderDetail row(ResultSet rs, int n) throws SQLException {
        return new OrderDetail(rs.getLong("order_id"), rs.getLong("customer_id"),
                OrderState.valueOf(rs.getString("state")), rs.getInt("open_holds"), rs.getString("source"),
                (Long) rs.getObject("activity_id"), (Long) rs.getObject("group_id"), rs.getLong("list_minor"),
                rs.getLong("discount_minor"), rs.getLong("freight_minor"), rs.getLong("total_minor"),
                rs.getLong("paid_minor"), rs.getLong("refunded_minor"), rs.getLong("rules_version"),
                rs.getString("reasons"), rs.getString("address"), rs.getString("note"),
                rs.getTimestamp("placed_at").toInstant(), rs.getTimestamp("pay_before").toInstant(),
                instant(rs, "paid_at"), instant(rs, "ready_at"), instant(rs, "shipped_at"),
                instant(rs, "received_at"), instant(rs, "completed_at"), instant(rs, "closed_at"),
                rs.getString("close_reason"), instant(rs, "auto_receive_at"), instant(rs, "returnable_until"),
                List.of());
    }

    private static OrderDetail.Line line(ResultSet rs) throws SQLException {
        return new OrderDetail.Line(rs.getInt("line_no"), rs.getLong("sku_id"), rs.getLong("product_id"),
                rs.getInt("quantity"), rs.getLong("unit_minor"), rs.getLong("discount_minor"),
                rs.getLong("payable_minor"), rs.getString("shares"), rs.getString("title_zh"),
                rs.getString("title_en"), rs.getString("options"), rs.getString("picture"), rs.getInt("units_back"),
                rs.getLong("refunded_minor"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
