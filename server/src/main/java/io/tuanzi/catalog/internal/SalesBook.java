package io.tuanzi.catalog.internal;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Units sold per product and day as the facts say, rankings, and words searched for. */
@Repository
class SalesBook {

    /** Units paid for on one line. */
    record Line(long orderId, int lineNo, long productId, LocalDate day, int units) {
    }

    /** Units given back of one line. */
    record Back(long orderId, int lineNo, int units) {
    }

    /** A place in a computed ranking. */
    record Rank(int rank, long productId, long units) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    SalesBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void sold(List<Line> lines) {
        template.batchUpdate("""
                WITH line AS (INSERT INTO catalog.sold_line (order_id, line_no, product_id, day, units)
                  SELECT s.* FROM (VALUES (?::bigint, ?::int, ?::bigint, ?::date, ?::int)) AS s(order_id, n, p, d, u)
                   WHERE NOT EXISTS (SELECT FROM catalog.sale_left_out o WHERE o.order_id = s.order_id)
                  ON CONFLICT DO NOTHING RETURNING product_id, day, units)
                INSERT INTO catalog.sold_day AS d (product_id, day, units) SELECT product_id, day, units FROM line
                ON CONFLICT (product_id, day) DO UPDATE SET units = d.units + excluded.units""",
                lines, 500, (statement, line) -> {
                    statement.setLong(1, line.orderId());
                    statement.setInt(2, line.lineNo());
                    statement.setLong(3, line.productId());
                    statement.setObject(4, line.day());
                    statement.setInt(5, line.units());
                });
    }

    /** Takes units off the day they were paid on; never more than the line has left. */
    void gaveBack(List<Back> lines) {
        template.batchUpdate("""
                WITH old AS (SELECT order_id, line_no, product_id, day, least(units, ?) AS back FROM catalog.sold_line
                              WHERE order_id = ? AND line_no = ?),
                     line AS (UPDATE catalog.sold_line l SET units = l.units - old.back FROM old
                               WHERE l.order_id = old.order_id AND l.line_no = old.line_no
                              RETURNING old.product_id, old.day, old.back)
                UPDATE catalog.sold_day d SET units = d.units - line.back FROM line
                 WHERE d.product_id = line.product_id AND d.day = line.day""",
                lines, 500, (statement, line) -> {
                    statement.setInt(1, line.units());
                    statement.setLong(2, line.orderId());
                    statement.setInt(3, line.lineNo());
                });
    }

    /** Takes whole orders out of the counts, for good. */
    void leaveOut(Collection<Long> orderIds) {
        jdbc.sql("""
                INSERT INTO catalog.sale_left_out (order_id) SELECT unnest(:ids::bigint[]) ON CONFLICT DO NOTHING""")
                .param("ids", orderIds.toArray(Long[]::new)).update();
        jdbc.sql("""
                WITH old AS (SELECT order_id, line_no, product_id, day, units FROM catalog.sold_line
                              WHERE order_id = ANY (:ids) AND units > 0 FOR UPDATE),
                     line AS (UPDATE catalog.sold_line l SET units = 0 FROM old
                               WHERE l.order_id = old.order_id AND l.line_no = old.line_no),
                     gone AS (SELECT product_id, day, sum(units) AS units FROM old GROUP BY product_id, day)
                UPDATE catalog.sold_day d SET units = d.units - gone.units FROM gone
                 WHERE d.product_id = gone.product_id AND d.day = gone.day""")
                .param("ids", orderIds.toArray(Long[]::new)).update();
        markStale();
    }

    void markStale() {
        jdbc.sql("UPDATE catalog.ranking_run SET stale = true WHERE NOT stale").update();
    }

    void clear() {
        jdbc.sql("DELETE FROM catalog.sold_line").update();
        jdbc.sql("DELETE FROM catalog.sold_day").update();
        markStale();
    }

    Map<Long, Long> sold(Collection<Long> productIds) {
        Map<Long, Long> units = new HashMap<>();
        productIds.forEach(id -> units.put(id, 0L));
        jdbc.sql("""
                SELECT product_id, sum(units) FROM catalog.sold_day WHERE product_id = ANY (:ids)
                 GROUP BY product_id""")
                .param("ids", productIds.toArray(Long[]::new))
                .query((ResultSet rs) -> {
                    units.put(rs.getLong(1), Math.max(0, rs.getLong(2)));
                });
        return units;
    }

    /** Units of every product ever sold. */
    Map<Long, Long> soldAll() {
        Map<Long, Long> units = new HashMap<>();
        jdbc.sql("SELECT product_id, sum(units) FROM catalog.sold_day GROUP BY product_id")
                .query((ResultSet rs) -> {
                    units.put(rs.getLong(1), rs.getLong(2));
                });
        return units;
    }

    /** Claims a computation that is due: sales moved, or the day turned. The row lock keeps a second node out. */
    boolean claimRanking(String code, String zone) {
        return jdbc.sql("""
                UPDATE catalog.ranking_run SET stale = false, computed_at = shop_now()
                 WHERE code = :code AND (stale OR (computed_at AT TIME ZONE :zone)::date
                                                  < (shop_now() AT TIME ZONE :zone)::date)""")
                .param("code", code).param("zone", zone).update() == 1;
    }

    /** The ten products with the most units in the seven days up to today. */
    void rank(String code, String zone) {
        jdbc.sql("DELETE FROM catalog.ranking WHERE code = :code").param("code", code).update();
        jdbc.sql("""
                INSERT INTO catalog.ranking (code, rank, product_id, units)
                SELECT :code, row_number() OVER (ORDER BY units DESC, product_id), product_id, units FROM (
                  SELECT s.product_id, sum(s.units) AS units
                    FROM catalog.sold_day s JOIN catalog.product p USING (product_id)
                   WHERE s.day > (shop_now() AT TIME ZONE :zone)::date - 7 AND p.state = 'ON_SHELF'
                   GROUP BY s.product_id HAVING sum(s.units) > 0 ORDER BY 2 DESC, 1 LIMIT 10) best""")
                .param("code", code).param("zone", zone).update();
    }

    List<Rank> ranks(String code) {
        return jdbc.sql("SELECT rank, product_id, units FROM catalog.ranking WHERE code = :code ORDER BY rank")
                .param("code", code).query(Rank.class).list();
    }

    Optional<Instant> computedAt(String code) {
        return jdbc.sql("SELECT computed_at FROM catalog.ranking_run WHERE code = :code").param("code", code)
                .query((rs, n) -> rs.getTimestamp(1).toInstant()).optional();
    }

    /** Adds searches to today's counts. */
    void searched(Map<String, Long> words, String zone) {
        List<Map.Entry<String, Long>> sorted = words.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        template.batchUpdate("""
                INSERT INTO catalog.search_word AS w (day, word, searches)
                VALUES ((shop_now() AT TIME ZONE ?)::date, ?, ?)
                ON CONFLICT (day, word) DO UPDATE SET searches = w.searches + excluded.searches""",
                sorted, 200, (statement, entry) -> {
                    statement.setString(1, zone);
                    statement.setString(2, entry.getKey());
                    statement.setLong(3, entry.getValue());
                });
    }

    /** The words of the last seven days that were searched for at least {@code least} times. */
    List<String> hotWords(String zone, int least, int limit) {
        return jdbc.sql("""
                SELECT word FROM catalog.search_word WHERE day > (shop_now() AT TIME ZONE :zone)::date - 7
                 GROUP BY word HAVING sum(searches) >= :least ORDER BY sum(searches) DESC, word LIMIT :limit""")
                .param("zone", zone).param("least", least).param("limit", limit).query(String.class).list();
    }
}
