package io.tuanzi.order.internal;

import io.tuanzi.order.KeptPrice;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.PlaceOrder.Limit;
import io.tuanzi.platform.Columns;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** SQL of placing: one statement per table and batch. */
@Repository
class PlacementBook {

    record Asked(long customerId, String key) {
    }

    /** An order already on the books under a key. */
    record Known(long customerId, String key, byte[] bodyHash, long orderId, long totalMinor,
                 @Nullable Long groupId) {
    }

    /** An order to be written: as pages will show it, and what only placing knows. */
    record NewOrder(OrderDetail detail, KeptPrice.Shared price, String key, byte[] bodyHash, @Nullable String budgets,
                    @Nullable String hold) {

        long orderId() {
            return detail.orderId();
        }

        int units() {
            return detail.lines().stream().mapToInt(OrderDetail.Line::quantity).sum();
        }
    }

    private record NewLine(long orderId, OrderDetail.Line line) {
    }

    record NewHold(long orderId, String kind) {
    }

    record LimitKey(String sale, long customerId) {
    }

    record Taken(long orderId, long customerId, Limit limit) {
    }

    private final JdbcTemplate jdbc;

    PlacementBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Orders already placed under these keys. O2 */
    List<Known> known(List<Asked> asked) {
        return Columns.of(asked).int8(Asked::customerId).text(Asked::key).query(jdbc, """
                SELECT o.customer_id, o.key, o.body_hash, o.order_id, o.total_minor, o.group_id
                  FROM unnest(?, ?) AS a(customer, key)
                  JOIN orders.orders o ON o.customer_id = a.customer AND o.key = a.key""",
                (rs, n) -> new Known(rs.getLong(1), rs.getString(2), rs.getBytes(3), rs.getLong(4), rs.getLong(5),
                        (Long) rs.getObject(6)));
    }

    /** Makes and locks the limit rows of a batch in order; returns how much is used. S4 */
    Map<LimitKey, Integer> lockLimits(List<LimitKey> keys) {
        Columns.of(keys).text(LimitKey::sale).int8(LimitKey::customerId).update(jdbc, """
                INSERT INTO orders.limit_use (sale, customer_id, used, cap)
                SELECT s, c, 0, 0 FROM unnest(?, ?) AS l(s, c) ORDER BY s, c ON CONFLICT DO NOTHING""");
        return Columns.of(keys).text(LimitKey::sale).int8(LimitKey::customerId).query(jdbc, """
                SELECT u.sale, u.customer_id, u.used FROM orders.limit_use u
                 WHERE (u.sale, u.customer_id) IN (SELECT * FROM unnest(?, ?))
                 ORDER BY u.sale, u.customer_id FOR UPDATE""",
                (rs, n) -> Map.entry(new LimitKey(rs.getString(1), rs.getLong(2)), rs.getInt(3))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void takeLimits(List<Taken> taken) {
        Columns.of(taken).int8(Taken::orderId).text(t -> t.limit().sale()).int8(Taken::customerId)
                .int4(t -> t.limit().quantity()).int4(t -> t.limit().cap()).update(jdbc, """
                WITH t AS (SELECT * FROM unnest(?, ?, ?, ?, ?) AS t(o, sale, customer, q, cap)),
                noted AS (
                  INSERT INTO orders.limit_taken (order_id, sale, customer_id, quantity)
                  SELECT o, sale, customer, q FROM t)
                UPDATE orders.limit_use u SET used = u.used + s.q, cap = s.cap
                  FROM (SELECT sale, customer, sum(q)::int AS q, max(cap) AS cap FROM t GROUP BY 1, 2) s
                 WHERE u.sale = s.sale AND u.customer_id = s.customer""");
    }

    void insertOrders(List<NewOrder> orders) {
        List<OrderDetail> d = orders.stream().map(NewOrder::detail).toList();
        Columns.of(orders).text(NewOrder::key).bytes(NewOrder::bodyHash).int4(NewOrder::units).text(NewOrder::budgets)
                .with(Columns.of(d).int8(OrderDetail::orderId).int8(OrderDetail::customerId)
                        .int4(OrderDetail::openHolds).text(OrderDetail::source).int8(OrderDetail::activityId)
                        .int8(OrderDetail::groupId).int8(OrderDetail::listMinor).int8(OrderDetail::discountMinor)
                        .int8(OrderDetail::freightMinor).int8(OrderDetail::totalMinor)
                        .int8(OrderDetail::rulesVersion).text(OrderDetail::reasonsJson)
                        .text(OrderDetail::addressJson).text(OrderDetail::note)
                        .text(o -> o.placedAt().toString()).text(o -> o.payBefore().toString()))
                .update(jdbc, """
                INSERT INTO orders.orders (key, body_hash, units, budgets, order_id, customer_id, state, open_holds,
                    source, activity_id, group_id, list_minor, discount_minor, freight_minor, total_minor,
                    rules_version, reasons, address, note, placed_at, pay_before)
                SELECT k, h, units, budgets::json, o, c, 'AWAITING_PAYMENT', holds, source, activity, grp, list,
                       discount, freight, total, rules, reasons::json, address::json, note, placed::timestamptz,
                       pay::timestamptz
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS t(k, h, units, budgets, o, c, holds, source, activity, grp, list, discount, freight, total,
                            rules, reasons, address, note, placed, pay)""");
    }

    void insertLines(List<NewOrder> orders) {
        List<NewLine> lines = orders.stream().flatMap(o -> o.detail().lines().stream()
                .map(line -> new NewLine(o.orderId(), line))).toList();
        Columns.of(lines).int8(NewLine::orderId).int4(l -> l.line().lineNo()).int8(l -> l.line().skuId())
                .int8(l -> l.line().productId()).int4(l -> l.line().quantity()).int8(l -> l.line().unitMinor())
                .int8(l -> l.line().discountMinor()).int8(l -> l.line().payableMinor())
                .text(l -> l.line().sharesJson()).text(l -> l.line().titleZh()).text(l -> l.line().titleEn())
                .text(l -> l.line().options()).text(l -> l.line().picture()).update(jdbc, """
                INSERT INTO orders.line (order_id, line_no, sku_id, product_id, quantity, unit_minor, discount_minor,
                    payable_minor, shares, title_zh, title_en, options, picture)
                SELECT o, n, s, p, q, u, d, y, sh::json, tz, te, op, pic
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS t(o, n, s, p, q, u, d, y, sh, tz, te, op, pic)""");
    }

    void insertHolds(List<NewHold> holds) {
        Columns.of(holds).int8(NewHold::orderId).text(NewHold::kind).update(jdbc, """
                INSERT INTO orders.hold (order_id, kind) SELECT o, k FROM unnest(?, ?) AS t(o, k)""");
    }
}
