package io.tuanzi.order.internal;

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

    record NewOrder(long orderId, long customerId, String key, byte[] bodyHash, int openHolds, String source,
                    @Nullable Long activityId, @Nullable Long groupId, long listMinor, long discountMinor,
                    long freightMinor, long totalMinor, int units, long rulesVersion, String reasons,
                    @Nullable String budgets, String address, @Nullable String note, int payWindowMinutes) {
    }

    record NewLine(long orderId, int lineNo, long skuId, long productId, int quantity, long unitMinor,
                   long discountMinor, long payableMinor, String shares, String titleZh, @Nullable String titleEn,
                   String options, String picture) {
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
        Columns.of(orders).int8(NewOrder::orderId).int8(NewOrder::customerId).text(NewOrder::key)
                .bytes(NewOrder::bodyHash).int4(NewOrder::openHolds).text(NewOrder::source)
                .int8(NewOrder::activityId).int8(NewOrder::groupId).int8(NewOrder::listMinor)
                .int8(NewOrder::discountMinor).int8(NewOrder::freightMinor).int8(NewOrder::totalMinor)
                .int4(NewOrder::units).int8(NewOrder::rulesVersion).text(NewOrder::reasons).text(NewOrder::budgets)
                .text(NewOrder::address).text(NewOrder::note).int4(NewOrder::payWindowMinutes).update(jdbc, """
                INSERT INTO orders.orders (order_id, customer_id, key, body_hash, state, open_holds, source,
                    activity_id, group_id, list_minor, discount_minor, freight_minor, total_minor, units,
                    rules_version, reasons, budgets, address, note, placed_at, pay_before)
                SELECT o, c, k, h, 'AWAITING_PAYMENT', holds, source, activity, grp, list, discount, freight, total,
                       units, rules, reasons::jsonb, budgets::jsonb, address::jsonb, note, n.at,
                       n.at + make_interval(mins => win)
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS t(o, c, k, h, holds, source, activity, grp, list, discount, freight, total, units, rules,
                            reasons, budgets, address, note, win),
                       (SELECT shop_now() AS at) n""");
    }

    void insertLines(List<NewLine> lines) {
        Columns.of(lines).int8(NewLine::orderId).int4(NewLine::lineNo).int8(NewLine::skuId)
                .int8(NewLine::productId).int4(NewLine::quantity).int8(NewLine::unitMinor)
                .int8(NewLine::discountMinor).int8(NewLine::payableMinor).text(NewLine::shares)
                .text(NewLine::titleZh).text(NewLine::titleEn).text(NewLine::options).text(NewLine::picture)
                .update(jdbc, """
                INSERT INTO orders.line (order_id, line_no, sku_id, product_id, quantity, unit_minor, discount_minor,
                    payable_minor, shares, title_zh, title_en, options, picture)
                SELECT o, n, s, p, q, u, d, y, sh::jsonb, tz, te, op, pic
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS t(o, n, s, p, q, u, d, y, sh, tz, te, op, pic)""");
    }

    void insertHolds(List<NewHold> holds) {
        Columns.of(holds).int8(NewHold::orderId).text(NewHold::kind).update(jdbc, """
                INSERT INTO orders.hold (order_id, kind) SELECT o, k FROM unnest(?, ?) AS t(o, k)""");
    }
}
