package io.tuanzi.platform.facts;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the fact log. */
@Repository
class FactBook {

    static final int SHARDS = 8;
    private static final int STAMP_LIMIT = 5_000;
    private static final long PARTITION = 10_000_000;

    /** A row of the log with its body still as text. */
    record Row(long position, long factId, String type, int version, String aggregate, long aggregateId, long seq,
               int shard, java.time.Instant at, String body) {
    }

    /** The head of the log after stamping, and the types that were stamped; none when there was nothing to do. */
    record Stamped(long head, Set<String> types) {
    }

    record Cursor(int shard, long position) {
    }

    record ParkedRow(long parkedId, String consumer, String aggregate, long aggregateId, long position, String error,
                     int attempts, java.time.Instant at, int waiting) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    FactBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void insert(String[] types, Short[] versions, String[] aggregates, Long[] ids, Long[] seqs, String[] bodies) {
        template.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO platform.fact_inbox (type, version, aggregate, aggregate_id, seq, body, at)
                    SELECT f.type, f.version, f.aggregate, f.id, f.seq, f.body::jsonb, n.at
                      FROM unnest(?, ?, ?, ?, ?, ?) WITH ORDINALITY AS f(type, version, aggregate, id, seq, body, n),
                           (SELECT shop_now() AS at) n
                     ORDER BY f.n""")) {
                Object[][] columns = {types, versions, aggregates, ids, seqs, bodies};
                String[] kinds = {"text", "int2", "text", "int8", "int8", "text"};
                for (int i = 0; i < columns.length; i++) {
                    insert.setArray(i + 1, array(connection, kinds[i], columns[i]));
                }
                return insert.executeUpdate();
            }
        });
    }

    private static Array array(Connection connection, String kind, Object[] values) throws SQLException {
        return connection.createArrayOf(kind, values);
    }

    /** Takes the stamper's row if nobody holds it; empty when another node stamps. */
    Optional<Long> lockStamper() {
        return jdbc.sql("SELECT position FROM platform.stamper WHERE id = 1 FOR UPDATE SKIP LOCKED")
                .query(Long.class).optional();
    }

    /** Moves what is visible from the inbox into the log, in id order, after {@code position}. */
    Stamped stamp(long position) {
        if ((position + 2L * STAMP_LIMIT) / PARTITION != position / PARTITION) {
            jdbc.sql("SELECT platform.ensure_fact_partition(:p)::text")
                    .param("p", position + 2L * STAMP_LIMIT).query(String.class).optional();
        }
        Map<String, Long> moved = jdbc.sql("""
                WITH moved AS (
                  DELETE FROM platform.fact_inbox
                   WHERE id IN (SELECT id FROM platform.fact_inbox ORDER BY id LIMIT :limit)
                  RETURNING *),
                logged AS (
                  INSERT INTO platform.fact_log (position, fact_id, type, version, aggregate, aggregate_id, seq,
                                                 shard, at, body)
                  SELECT :position + row_number() OVER (ORDER BY id), id, type, version, aggregate, aggregate_id, seq,
                         mod(aggregate_id, :shards::bigint), at, body
                    FROM moved RETURNING type)
                SELECT type, count(*) FROM logged GROUP BY type""")
                .param("limit", STAMP_LIMIT).param("position", position).param("shards", SHARDS)
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long head = position + moved.values().stream().mapToLong(Long::longValue).sum();
        if (head > position) {
            jdbc.sql("UPDATE platform.stamper SET position = :p WHERE id = 1").param("p", head).update();
        }
        return new Stamped(head, moved.keySet());
    }

    /** The position of the last stamped fact. */
    long head() {
        return jdbc.sql("SELECT position FROM platform.stamper WHERE id = 1").query(Long.class).single();
    }

    long inboxSize() {
        return jdbc.sql("SELECT count(*) FROM platform.fact_inbox").query(Long.class).single();
    }

    void ensureCursors(String consumer, int shards) {
        jdbc.sql("""
                INSERT INTO platform.cursor (consumer, shard)
                SELECT :consumer, s FROM generate_series(0, :last) s ON CONFLICT DO NOTHING""")
                .param("consumer", consumer).param("last", shards - 1).update();
    }

    List<Cursor> cursors(String consumer) {
        return jdbc.sql("SELECT shard, position FROM platform.cursor WHERE consumer = :c ORDER BY shard")
                .param("c", consumer).query(Cursor.class).list();
    }

    /** Moves a cursor from exactly {@code from}; false when another node was faster. E2 */
    boolean advance(String consumer, int shard, long from, long to) {
        return jdbc.sql("""
                UPDATE platform.cursor SET position = :to
                 WHERE consumer = :consumer AND shard = :shard AND position = :from""")
                .param("consumer", consumer).param("shard", shard).param("from", from).param("to", to).update() == 1;
    }

    /** The open transaction need not wait for the disk. */
    void losable() {
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
    }

    /** Moves those cursors that still stand where they were seen; another node may have moved the others. E2 */
    void advanceAll(String consumer, Collection<Cursor> from, long to) {
        jdbc.sql("""
                WITH mine AS (
                  SELECT c.consumer, c.shard FROM platform.cursor c
                    JOIN unnest(:shards, :positions) AS f(shard, position) USING (shard, position)
                   WHERE c.consumer = :consumer ORDER BY c.shard FOR UPDATE OF c SKIP LOCKED)
                UPDATE platform.cursor c SET position = :to
                  FROM mine WHERE c.consumer = mine.consumer AND c.shard = mine.shard""")
                .param("to", to).param("consumer", consumer)
                .param("shards", from.stream().map(Cursor::shard).toArray(Integer[]::new))
                .param("positions", from.stream().map(Cursor::position).toArray(Long[]::new)).update();
    }

    void resetCursors(String consumer) {
        jdbc.sql("UPDATE platform.cursor SET position = 0 WHERE consumer = :c").param("c", consumer).update();
    }

    /** Facts after {@code from} up to {@code to}, of the given types (all when empty), in log order. */
    List<Row> read(long from, long to, Collection<String> types, int limit) {
        return jdbc.sql("""
                SELECT position, fact_id, type, version, aggregate, aggregate_id, seq, shard, at, body::text AS body
                  FROM platform.fact_log
                 WHERE position > :from AND position <= :to AND (:all OR type = ANY(:types))
                 ORDER BY position LIMIT :limit""")
                .param("from", from).param("to", to).param("all", types.isEmpty())
                .param("types", types.toArray(String[]::new)).param("limit", limit)
                .query(FactBook::row).list();
    }

    Optional<Row> at(long position) {
        return read(position - 1, position, List.of(), 1).stream().findFirst();
    }

    List<Row> ofAggregate(@Nullable String aggregate, @Nullable Long id, @Nullable String type, long before,
                          int limit) {
        return jdbc.sql("""
                SELECT position, fact_id, type, version, aggregate, aggregate_id, seq, shard, at, body::text AS body
                  FROM platform.fact_log
                 WHERE position < :before
                   AND (:aggregate::text IS NULL OR aggregate = :aggregate)
                   AND (:id::bigint IS NULL OR aggregate_id = :id)
                   AND (:type::text IS NULL OR type = :type)
                 ORDER BY position DESC LIMIT :limit""")
                .param("before", before).param("aggregate", aggregate).param("id", id).param("type", type)
                .param("limit", limit).query(FactBook::row).list();
    }

    Map<Long, Long> count(String aggregate, Collection<Long> ids, String type) {
        return jdbc.sql("""
                SELECT aggregate_id, count(*) FROM platform.fact_log
                 WHERE aggregate = :aggregate AND aggregate_id = ANY(:ids) AND type = :type GROUP BY aggregate_id""")
                .param("aggregate", aggregate).param("ids", ids.toArray(Long[]::new)).param("type", type)
                .query((rs, n) -> Map.entry(rs.getLong(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean isParked(String consumer, String aggregate, long aggregateId) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM platform.parked WHERE consumer = :c AND aggregate = :a
                                AND aggregate_id = :id AND state = 'PARKED')""")
                .params(Map.of("c", consumer, "a", aggregate, "id", aggregateId)).query(Boolean.class).single();
    }

    void park(String consumer, Row fact, String error, int attempts) {
        jdbc.sql("""
                INSERT INTO platform.parked (consumer, aggregate, aggregate_id, position, error, attempts)
                VALUES (:c, :a, :id, :p, :error, :attempts) ON CONFLICT (consumer, position) DO NOTHING""")
                .param("c", consumer).param("a", fact.aggregate()).param("id", fact.aggregateId())
                .param("p", fact.position()).param("error", error).param("attempts", attempts).update();
    }

    List<ParkedRow> parked() {
        return jdbc.sql("""
                SELECT p.parked_id, p.consumer, p.aggregate, p.aggregate_id, p.position, p.error, p.attempts, p.at,
                       (SELECT count(*) - 1 FROM platform.parked w WHERE w.consumer = p.consumer
                           AND w.aggregate = p.aggregate AND w.aggregate_id = p.aggregate_id
                           AND w.state = 'PARKED')::int AS waiting
                  FROM platform.parked p
                 WHERE p.state = 'PARKED' ORDER BY p.parked_id LIMIT 200""")
                .query((rs, n) -> new ParkedRow(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getLong(4),
                        rs.getLong(5), rs.getString(6), rs.getInt(7), rs.getTimestamp(8).toInstant(), rs.getInt(9)))
                .list();
    }

    /** Locks the oldest parked fact of the aggregate that {@code parkedId} belongs to. */
    Optional<ParkedRow> lockFirstOf(long parkedId) {
        return jdbc.sql("""
                SELECT p.parked_id, p.consumer, p.aggregate, p.aggregate_id, p.position, p.error, p.attempts, p.at
                  FROM platform.parked p JOIN platform.parked q USING (consumer, aggregate, aggregate_id)
                 WHERE q.parked_id = :id AND q.state = 'PARKED' AND p.state = 'PARKED'
                 ORDER BY p.position LIMIT 1 FOR UPDATE OF p""")
                .param("id", parkedId)
                .query((rs, n) -> new ParkedRow(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getLong(4),
                        rs.getLong(5), rs.getString(6), rs.getInt(7), rs.getTimestamp(8).toInstant(), 0))
                .optional();
    }

    void decide(long parkedId, String state) {
        jdbc.sql("""
                UPDATE platform.parked SET state = :state, decided_at = shop_now()
                 WHERE parked_id = :id AND state = 'PARKED'""")
                .param("state", state).param("id", parkedId).update();
    }

    /** The next parked fact of the same aggregate and consumer, 0 when there is none. */
    long nextParked(ParkedRow after) {
        return jdbc.sql("""
                SELECT coalesce(min(parked_id), 0) FROM platform.parked
                 WHERE consumer = :c AND aggregate = :a AND aggregate_id = :id AND state = 'PARKED'""")
                .param("c", after.consumer()).param("a", after.aggregate()).param("id", after.aggregateId())
                .query(Long.class).single();
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        return new Row(rs.getLong("position"), rs.getLong("fact_id"), rs.getString("type"), rs.getInt("version"),
                rs.getString("aggregate"), rs.getLong("aggregate_id"), rs.getLong("seq"), rs.getInt("shard"),
                rs.getTimestamp("at").toInstant(), rs.getString("body"));
    }
}
