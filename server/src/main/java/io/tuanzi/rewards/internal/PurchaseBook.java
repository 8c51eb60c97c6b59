package io.tuanzi.rewards.internal;

import io.tuanzi.order.events.LineFact;
import io.tuanzi.platform.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of orders as rewards know them. */
@Repository
class PurchaseBook {

    /** An order; {@code inviterId} is who counted as inviter when it was placed. */
    record Purchase(long orderId, long customerId, @Nullable Long inviterId, Instant placedAt, String state,
                    long netMinor) {
    }

    /** How many orders of a person stand, and what stays paid of them. */
    record Bought(long customerId, long orders, long netMinor) {
    }

    record Line(int lineNo, long productId, long netMinor) {
    }

    private static final String ROW =
            "SELECT order_id, customer_id, inviter_id, placed_at, state, net_minor FROM rewards.purchase ";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    PurchaseBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Writes an order down with who counted as inviter when it was placed; nothing when it is known. */
    void add(long orderId, long customerId, Instant placedAt, List<LineFact> lines) {
        int added = jdbc.sql("""
                INSERT INTO rewards.purchase (order_id, customer_id, inviter_id, placed_at, state, net_minor)
                VALUES (:o, :c, (SELECT inviter_id FROM rewards.binding
                                  WHERE invitee_id = :c AND from_at <= :at AND :at < to_at
                                  ORDER BY ordinal DESC LIMIT 1), :at, 'HELD', :net)
                ON CONFLICT DO NOTHING""")
                .param("o", orderId).param("c", customerId).param("at", Timestamp.from(placedAt))
                .param("net", lines.stream().mapToLong(LineFact::payableMinor).sum()).update();
        if (added == 1) {
            Columns.of(lines).int8(l -> orderId).int4(LineFact::lineNo).int8(LineFact::productId)
                    .int8(LineFact::payableMinor).update(template, """
                    INSERT INTO rewards.purchase_line (order_id, line_no, product_id, paid_minor, net_minor)
                    SELECT o, n, p, m, m FROM unnest(?, ?, ?, ?) AS l(o, n, p, m)""");
        }
    }

    Optional<Purchase> lock(long orderId) {
        return jdbc.sql(ROW + "WHERE order_id = :o FOR UPDATE").param("o", orderId).query(PurchaseBook::row)
                .optional();
    }

    Optional<Purchase> find(long orderId) {
        return jdbc.sql(ROW + "WHERE order_id = :o").param("o", orderId).query(PurchaseBook::row).optional();
    }

    List<Line> lines(long orderId) {
        return jdbc.sql("""
                SELECT line_no, product_id, net_minor FROM rewards.purchase_line WHERE order_id = :o
                 ORDER BY line_no""").param("o", orderId).query(Line.class).list();
    }

    /** Moves an order on; false when it is not in the state it would leave. */
    boolean move(long orderId, String from, String to) {
        return jdbc.sql("""
                UPDATE rewards.purchase SET state = :to,
                       earned_at = CASE WHEN :to = 'EARNED' THEN shop_now() ELSE earned_at END
                 WHERE order_id = :o AND state = :from""")
                .param("to", to).param("o", orderId).param("from", from).update() == 1;
    }

    /** What stays paid of a line can only fall, so an old fact heard again changes nothing. R3 */
    void lower(long orderId, int lineNo, long netMinor) {
        jdbc.sql("""
                UPDATE rewards.purchase_line SET net_minor = :net
                 WHERE order_id = :o AND line_no = :n AND net_minor > :net""")
                .param("net", netMinor).param("o", orderId).param("n", lineNo).update();
    }

    void empty(long orderId) {
        jdbc.sql("UPDATE rewards.purchase_line SET net_minor = 0 WHERE order_id = :o AND net_minor > 0")
                .param("o", orderId).update();
    }

    /** Sums the lines up; an order of which nothing stays paid is gone. */
    void total(long orderId) {
        jdbc.sql("""
                UPDATE rewards.purchase p SET net_minor = s.net,
                       state = CASE WHEN s.net = 0 THEN 'GONE' ELSE p.state END
                  FROM (SELECT coalesce(sum(net_minor), 0) AS net FROM rewards.purchase_line WHERE order_id = :o) s
                 WHERE p.order_id = :o AND (p.net_minor <> s.net OR s.net = 0)""")
                .param("o", orderId).update();
    }

    /** A person's first order that stands. */
    Optional<Purchase> first(long customerId, long leastMinor) {
        return jdbc.sql(ROW + """
                 WHERE customer_id = :c AND state IN ('EARNED', 'COMPLETED') AND net_minor >= :least
                 ORDER BY placed_at, order_id LIMIT 1""")
                .param("c", customerId).param("least", leastMinor).query(PurchaseBook::row).optional();
    }

    /**
     * How many friends of an inviter have an order that stands; {@code completed}: one that can no longer go back.
     * Orders placed while the inviter was suspended do not count.
     */
    int friends(long inviterId, long leastMinor, Instant since, boolean completed) {
        return jdbc.sql("""
                SELECT count(DISTINCT customer_id) FROM rewards.purchase p
                 WHERE NOT EXISTS (SELECT 1 FROM rewards.suspension s
                                    WHERE s.customer_id = :i AND s.from_at <= p.placed_at
                                      AND (s.to_at IS NULL OR s.to_at > p.placed_at))
                   AND inviter_id = :i AND net_minor >= :least AND placed_at >= :since
                   AND (state = 'COMPLETED' OR (state = 'EARNED' AND NOT :completed))""")
                .param("i", inviterId).param("least", leastMinor).param("completed", completed)
                .param("since", Timestamp.from(since))
                .query(Integer.class).single();
    }

    /** How many orders of a person stand; of those brought by an inviter unless null. */
    int standing(long customerId, @Nullable Long inviterId) {
        return jdbc.sql("""
                SELECT count(*)::int FROM rewards.purchase
                 WHERE customer_id = :c AND state IN ('EARNED', 'COMPLETED') AND net_minor > 0
                   AND (:i::bigint IS NULL OR inviter_id = :i)""")
                .param("c", customerId).param("i", inviterId, java.sql.Types.BIGINT).query(Integer.class).single();
    }

    Map<Long, Bought> bought(Collection<Long> customerIds) {
        return jdbc.sql("""
                SELECT customer_id, count(*), sum(net_minor) FROM rewards.purchase
                 WHERE customer_id = ANY(:ids) AND state IN ('EARNED', 'COMPLETED') GROUP BY 1""")
                .param("ids", customerIds.toArray(Long[]::new))
                .query((rs, n) -> new Bought(rs.getLong(1), rs.getLong(2), rs.getLong(3))).list().stream()
                .collect(Collectors.toMap(Bought::customerId, b -> b));
    }

    private static Purchase row(ResultSet rs, int n) throws SQLException {
        return new Purchase(rs.getLong(1), rs.getLong(2), (Long) rs.getObject(3), rs.getTimestamp(4).toInstant(),
                rs.getString(5), rs.getLong(6));
    }
}
