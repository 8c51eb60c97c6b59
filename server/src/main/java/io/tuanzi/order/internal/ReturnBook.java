package io.tuanzi.order.internal;

import io.tuanzi.order.Returns;
import io.tuanzi.order.Returns.Case;
import io.tuanzi.order.Returns.CaseLine;
import io.tuanzi.order.Returns.Kind;
import io.tuanzi.order.Returns.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of after-sales cases. */
@Repository
class ReturnBook {

    /** A case as its desk needs it. */
    record Head(long returnId, long orderId, long customerId, String state, int version, Kind kind) {
    }

    private static final String CASE = """
            SELECT return_id, order_id, customer_id, state, kind, reason_code, note, carrier, tracking_no, refund_minor,
            at
              FROM orders.return_case
            """;

    private final JdbcClient jdbc;

    ReturnBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** AFS-02: whether the order may be returned is decided here; false when it may not. */
    boolean insert(long returnId, Returns.Ask ask, long refundMinor) {
        return jdbc.sql("""
                INSERT INTO orders.return_case (return_id, order_id, customer_id, state, kind, reason_code, note,
                                                refund_minor)
                SELECT :id, order_id, customer_id, 'REQUESTED', :kind, :reason, :note, :amount FROM orders.orders
                 WHERE order_id = :o AND customer_id = :c
                   AND (state = 'SHIPPED' OR (state = 'RECEIVED' AND returnable_until >= shop_now()))""")
                .param("id", returnId).param("kind", ask.kind().name()).param("reason", ask.reasonCode())
                .param("note", ask.note()).param("amount", refundMinor).param("o", ask.orderId())
                .param("c", ask.customerId()).update() == 1;
    }

    void insertLine(long returnId, int lineNo, int quantity, long refundMinor) {
        jdbc.sql("""
                INSERT INTO orders.return_line (return_id, line_no, quantity, refund_minor) VALUES (:id, :n, :q, :a)""")
                .param("id", returnId).param("n", lineNo).param("q", quantity).param("a", refundMinor).update();
    }

    void step(long returnId, int version, String state, String by, @Nullable String note) {
        jdbc.sql("""
                INSERT INTO orders.return_step (return_id, version, state, by, note)
                VALUES (:id, :v, :s, :by, :note)""")
                .param("id", returnId).param("v", version).param("s", state).param("by", by).param("note", note)
                .update();
    }

    /** Units of each line in open cases of an order; meaningful for a decision only on the locked order row. */
    Map<Integer, Integer> unitsAsked(long orderId) {
        Map<Integer, Integer> asked = new HashMap<>();
        jdbc.sql("""
                SELECT l.line_no, sum(l.quantity)::int FROM orders.return_case c
                  JOIN orders.return_line l USING (return_id)
                 WHERE c.order_id = :o AND c.state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED')
                 GROUP BY l.line_no""")
                .param("o", orderId).query(rs -> {
                    asked.put(rs.getInt(1), rs.getInt(2));
                });
        return asked;
    }

    /** Whether the order is this shopper's. */
    boolean isOf(long orderId, long customerId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM orders.orders WHERE order_id = :o AND customer_id = :c)")
                .param("o", orderId).param("c", customerId).query(Boolean.class).single();
    }

    Optional<Head> head(long returnId, @Nullable Long customerId) {
        return jdbc.sql("""
                SELECT return_id, order_id, customer_id, state, version, kind FROM orders.return_case
                 WHERE return_id = :id AND (:c::bigint IS NULL OR customer_id = :c)""")
                .param("id", returnId).param("c", customerId)
                .query((rs, n) -> new Head(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getString(4), rs.getInt(5),
                        Kind.valueOf(rs.getString(6)))).optional();
    }

    /** Moves a case from one of these states; empty when it is in another or another person's. */
    Optional<Integer> move(Head head, Collection<String> from, String to) {
        return jdbc.sql("""
                UPDATE orders.return_case SET state = :to, version = version + 1
                 WHERE return_id = :id AND customer_id = :c AND state = ANY(:from) RETURNING version""")
                .param("to", to).param("id", head.returnId()).param("c", head.customerId())
                .param("from", from.toArray(String[]::new)).query(Integer.class).optional();
    }

    void parcel(long returnId, long customerId, String carrier, String trackingNo) {
        jdbc.sql("""
                UPDATE orders.return_case SET carrier = :carrier, tracking_no = :no
                 WHERE return_id = :id AND customer_id = :c""")
                .param("carrier", carrier).param("no", trackingNo).param("id", returnId)
                .param("c", customerId).update();
    }

    void refunded(long returnId, long refundMinor) {
        jdbc.sql("UPDATE orders.return_case SET refund_minor = :a WHERE return_id = :id")
                .param("a", refundMinor).param("id", returnId).update();
    }

    Optional<Case> find(long returnId, @Nullable Long customerId) {
        return whole(jdbc.sql(CASE + " WHERE return_id = :id AND (:c::bigint IS NULL OR customer_id = :c)")
                .param("id", returnId).param("c", customerId).query(ReturnBook::bare).list()).stream().findFirst();
    }

    List<Case> ofOrder(long orderId) {
        return whole(jdbc.sql(CASE + " WHERE order_id = :o ORDER BY return_id").param("o", orderId)
                .query(ReturnBook::bare).list());
    }

    /** Cases below an id, newest first. */
    List<Case> list(@Nullable String state, long before, int limit) {
        return whole(jdbc.sql(CASE + """
                 WHERE return_id < :before AND (:s::text IS NULL OR state = :s) ORDER BY return_id DESC LIMIT :limit""")
                .param("before", before).param("s", state).param("limit", limit).query(ReturnBook::bare).list());
    }

    private List<Case> whole(List<Case> cases) {
        record LineOf(long returnId, CaseLine line) {
        }
        record StepOf(long returnId, Step step) {
        }
        if (cases.isEmpty()) {
            return cases;
        }
        Long[] ids = cases.stream().map(Case::returnId).toArray(Long[]::new);
        Map<Long, List<CaseLine>> lines = jdbc.sql("""
                SELECT r.return_id, r.line_no, l.title_zh, l.title_en, r.quantity,
                       coalesce(fl.amount_minor, r.refund_minor) AS amount
                  FROM orders.return_line r
                  JOIN orders.return_case c USING (return_id)
                  JOIN orders.line l ON l.order_id = c.order_id AND l.line_no = r.line_no
                  LEFT JOIN orders.refund f ON f.key = 'return:' || r.return_id
                  LEFT JOIN orders.refund_line fl ON fl.refund_id = f.refund_id AND fl.line_no = r.line_no
                 WHERE r.return_id = ANY(:ids) ORDER BY r.return_id, r.line_no""")
                .param("ids", ids).query((rs, n) -> new LineOf(rs.getLong(1), new CaseLine(rs.getInt(2),
                        rs.getString(3), rs.getString(4), rs.getInt(5), rs.getLong(6)))).list().stream()
                .collect(Collectors.groupingBy(LineOf::returnId,
                        Collectors.mapping(LineOf::line, Collectors.toList())));
        Map<Long, List<Step>> steps = jdbc.sql("""
                SELECT return_id, state, by, note, at FROM orders.return_step WHERE return_id = ANY(:ids)
                 ORDER BY return_id, version""")
                .param("ids", ids).query((rs, n) -> new StepOf(rs.getLong(1), new Step(rs.getString(2),
                        rs.getString(3), rs.getString(4), instant(rs, "at")))).list().stream()
                .collect(Collectors.groupingBy(StepOf::returnId,
                        Collectors.mapping(StepOf::step, Collectors.toList())));
        return cases.stream().map(c -> new Case(c.returnId(), c.orderId(), c.customerId(), c.state(), c.kind(),
                c.reasonCode(), c.note(), c.carrier(), c.trackingNo(), c.refundMinor(), c.at(),
                lines.getOrDefault(c.returnId(), List.of()), steps.getOrDefault(c.returnId(), List.of()))).toList();
    }

    private static Case bare(ResultSet rs, int n) throws SQLException {
        return new Case(rs.getLong("return_id"), rs.getLong("order_id"), rs.getLong("customer_id"),
                rs.getString("state"), Kind.valueOf(rs.getString("kind")), rs.getString("reason_code"),
                rs.getString("note"), rs.getString("carrier"), rs.getString("tracking_no"),
                rs.getLong("refund_minor"), instant(rs, "at"), List.of(), List.of());
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getTimestamp(column).toInstant();
    }
}
