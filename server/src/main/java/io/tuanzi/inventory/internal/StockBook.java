package io.tuanzi.inventory.internal;

import io.tuanzi.inventory.Stock.Demand;
import io.tuanzi.inventory.Stock.Level;
import io.tuanzi.inventory.Stock.MovementRow;
import io.tuanzi.platform.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of inventory. Stock rows are always locked in (sku, warehouse) order. */
@Repository
class StockBook {

    /** A reservation that has just ended. */
    record Ended(long skuId, int warehouseId, int quantity) {
    }

    /** A row that has just fallen below its line; {@code version} counts how often it did. */
    record Marked(long skuId, int available, int planned, long version) {
    }

    private static final String LEVEL = """
            SELECT s.sku_id, w.code AS warehouse, s.available, s.reserved, s.planned, s.uplift_bp,
                   coalesce((SELECT -sum(m.quantity) FROM inventory.movement m WHERE m.sku_id = s.sku_id
                              AND m.warehouse_id = s.warehouse_id AND m.kind = 'SOLD'), 0)::int AS committed,
                   coalesce((SELECT sum(h.asked) FROM inventory.shortage h WHERE h.sku_id = s.sku_id
                              AND h.day > shop_now()::date - 30), 0)::int AS missed,
                   (s.planned > 0 AND s.available::bigint * 10000 < s.planned::bigint * :line) AS low
              FROM inventory.stock s JOIN inventory.warehouse w USING (warehouse_id)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    StockBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    Map<Long, Integer> lock(List<Long> skuIds) {
        return Columns.of(skuIds).int8(s -> s).query(template, """
                SELECT sku_id, available FROM inventory.stock
                 WHERE sku_id = ANY(?) AND warehouse_id = 1 ORDER BY sku_id FOR UPDATE""",
                (rs, n) -> Map.entry(rs.getLong(1), rs.getInt(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void insertReservations(List<Demand> demands) {
        Columns.of(demands).int8(Demand::orderId).int8(Demand::skuId).int4(Demand::quantity).update(template, """
                INSERT INTO inventory.reservation (order_id, sku_id, quantity)
                SELECT o, s, q FROM unnest(?, ?, ?) AS d(o, s, q)""");
    }

    /** Takes summed demand from available; the CHECK is the net under the decision made on the locked rows. */
    int take(Map<Long, Integer> bySku) {
        return Columns.of(List.copyOf(bySku.entrySet())).int8(Map.Entry::getKey).int4(Map.Entry::getValue)
                .update(template, """
                UPDATE inventory.stock s SET available = s.available - d.q, reserved = s.reserved + d.q
                  FROM unnest(?, ?) AS d(sku, q) WHERE s.sku_id = d.sku AND s.warehouse_id = 1""");
    }

    /** The stock rows an order's live reservations stand on, locked in order. */
    void lockOf(long orderId) {
        jdbc.sql("""
                SELECT s.sku_id FROM inventory.stock s
                 WHERE (s.sku_id, s.warehouse_id) IN (SELECT sku_id, warehouse_id FROM inventory.reservation
                                                       WHERE order_id = :o AND state = 'ACTIVE')
                 ORDER BY s.sku_id, s.warehouse_id FOR UPDATE""")
                .param("o", orderId).query(Long.class).list();
    }

    /** Ends live reservations of an order in {@code state}; an ended one has no exit. S3 */
    List<Ended> end(long orderId, String state) {
        return jdbc.sql("""
                UPDATE inventory.reservation SET state = :state WHERE order_id = :o AND state = 'ACTIVE'
                RETURNING sku_id, warehouse_id, quantity""")
                .param("state", state).param("o", orderId).query(Ended.class).list();
    }

    void sold(List<Ended> ended, String ref) {
        Columns.of(ended).int8(Ended::skuId).int4(Ended::warehouseId).int4(Ended::quantity).text(e -> ref)
                .update(template, """
                WITH gone AS (SELECT * FROM unnest(?, ?, ?, ?) AS e(sku, warehouse, q, ref)),
                moved AS (
                  INSERT INTO inventory.movement (sku_id, warehouse_id, kind, quantity, ref)
                  SELECT sku, warehouse, 'SOLD', -q, ref FROM gone)
                UPDATE inventory.stock s SET reserved = s.reserved - g.q
                  FROM gone g WHERE s.sku_id = g.sku AND s.warehouse_id = g.warehouse""");
    }

    void free(List<Ended> ended) {
        Columns.of(ended).int8(Ended::skuId).int4(Ended::warehouseId).int4(Ended::quantity).update(template, """
                UPDATE inventory.stock s SET reserved = s.reserved - e.q, available = s.available + e.q
                  FROM unnest(?, ?, ?) AS e(sku, warehouse, q)
                 WHERE s.sku_id = e.sku AND s.warehouse_id = e.warehouse""");
    }

    boolean insertMovement(long skuId, String kind, int quantity, String ref) {
        return jdbc.sql("""
                INSERT INTO inventory.movement (sku_id, warehouse_id, kind, quantity, ref)
                VALUES (:sku, 1, :kind, :q, :ref) ON CONFLICT (kind, ref, sku_id, warehouse_id) DO NOTHING""")
                .param("sku", skuId).param("kind", kind).param("q", quantity).param("ref", ref).update() == 1;
    }

    void ensure(long skuId) {
        jdbc.sql("INSERT INTO inventory.stock (sku_id) VALUES (:sku) ON CONFLICT DO NOTHING")
                .param("sku", skuId).update();
    }

    /** Changes available by a signed quantity; false when it would go below zero. */
    boolean change(long skuId, int quantity) {
        return jdbc.sql("""
                UPDATE inventory.stock SET available = available + :q
                 WHERE sku_id = :sku AND warehouse_id = 1 AND available + :q >= 0""")
                .param("q", quantity).param("sku", skuId).update() == 1;
    }

    void plan(long skuId, int planned, int upliftBp) {
        jdbc.sql("UPDATE inventory.stock SET planned = :p, uplift_bp = :u WHERE sku_id = :sku AND warehouse_id = 1")
                .param("p", planned).param("u", upliftBp).param("sku", skuId).update();
    }

    Map<Long, Integer> available(Collection<Long> skuIds) {
        return jdbc.sql("SELECT sku_id, sum(available)::int FROM inventory.stock WHERE sku_id = ANY(:s) GROUP BY 1")
                .param("s", skuIds.toArray(Long[]::new))
                .query((rs, n) -> Map.entry(rs.getLong(1), rs.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Level> levels(Collection<Long> skuIds, int lineBp) {
        return jdbc.sql(LEVEL + " WHERE s.sku_id = ANY(:s) ORDER BY s.sku_id")
                .param("line", lineBp).param("s", skuIds.toArray(Long[]::new)).query(Level.class).list();
    }

    List<Level> low(int lineBp, int limit) {
        return jdbc.sql(LEVEL + """
                 WHERE s.planned > 0 AND s.available::bigint * 10000 < s.planned::bigint * :line
                 ORDER BY s.available LIMIT :limit""")
                .param("line", lineBp).param("limit", limit).query(Level.class).list();
    }

    /** Rows that crossed their low line since the last sweep, marked; at most {@code limit}. */
    List<Marked> markLow(int lineBp, int limit) {
        return jdbc.sql("""
                WITH due AS (
                  SELECT sku_id, warehouse_id FROM inventory.stock
                   WHERE short_since IS NULL AND planned > 0
                     AND available::bigint * 10000 < planned::bigint * :line
                   ORDER BY sku_id, warehouse_id LIMIT :limit FOR UPDATE SKIP LOCKED)
                UPDATE inventory.stock s SET short_since = shop_now(), version = version + 1
                  FROM due WHERE s.sku_id = due.sku_id AND s.warehouse_id = due.warehouse_id
                RETURNING s.sku_id, s.available, s.planned, s.version""")
                .param("line", lineBp).param("limit", limit).query(Marked.class).list();
    }

    /** Rows that are above their line again, unmarked. */
    List<Long> markRecovered(int lineBp, int limit) {
        return jdbc.sql("""
                UPDATE inventory.stock s SET short_since = NULL
                 WHERE (sku_id, warehouse_id) IN (
                   SELECT sku_id, warehouse_id FROM inventory.stock
                    WHERE short_since IS NOT NULL AND available::bigint * 10000 >= planned::bigint * :line
                    ORDER BY sku_id, warehouse_id LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING sku_id""")
                .param("line", lineBp).param("limit", limit).query(Long.class).list();
    }

    List<MovementRow> movements(Collection<Long> skuIds, int limit) {
        return jdbc.sql("""
                SELECT sku_id, kind, quantity, ref, at FROM inventory.movement WHERE sku_id = ANY(:s)
                 ORDER BY movement_id DESC LIMIT :limit""")
                .param("s", skuIds.toArray(Long[]::new)).param("limit", limit)
                .query((rs, n) -> new MovementRow(rs.getLong(1), rs.getString(2), rs.getInt(3), rs.getString(4),
                        rs.getTimestamp(5).toInstant()))
                .list();
    }

    /** Adds to the counts of today, in the order given. */
    void missed(List<Map.Entry<Long, Long>> bySku) {
        Columns.of(bySku).int8(Map.Entry::getKey).int8(Map.Entry::getValue).update(template, """
                INSERT INTO inventory.shortage (sku_id, day, asked)
                SELECT s, shop_now()::date, n FROM unnest(?, ?) AS t(s, n) ORDER BY s
                ON CONFLICT (sku_id, day) DO UPDATE SET asked = inventory.shortage.asked + excluded.asked""");
    }
}
