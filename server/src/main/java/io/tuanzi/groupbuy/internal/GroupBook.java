package io.tuanzi.groupbuy.internal;

import io.tuanzi.platform.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** SQL of groups and seats. The group's row is always locked before its seats. */
@Repository
class GroupBook {

    record Row(long groupId, long activityId, long productId, long leaderId, int size, int held, int paid,
               String state, int version, boolean joinable, Instant openedAt, Instant expiresAt) {
    }

    record SeatRow(long orderId, long groupId, long customerId, String state, Instant heldUntil) {
    }

    record NewGroup(long groupId, long activityId, long productId, long leaderId, int size, int windowMinutes) {
    }

    record NewSeat(long orderId, long groupId, long customerId, int holdMinutes) {
    }

    record Held(long groupId, int seats) {
    }

    private static final String ROW = """
            SELECT group_id, activity_id, product_id, leader_id, size, held, paid, state, version,
                   state = 'OPEN' AND expires_at > shop_now() AS joinable, opened_at, expires_at
              FROM groupbuy.groups\s""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    GroupBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    List<Row> lock(List<Long> groupIds) {
        return Columns.of(groupIds).int8(g -> g).query(template,
                ROW + " WHERE group_id = ANY(?) ORDER BY group_id FOR UPDATE", GroupBook::row);
    }

    Optional<Row> lock(long groupId) {
        return lock(List.of(groupId)).stream().findFirst();
    }

    /** Live seats of these groups. */
    List<SeatRow> liveSeats(Collection<Long> groupIds) {
        return jdbc.sql("""
                SELECT order_id, group_id, customer_id, state, held_until FROM groupbuy.seat
                 WHERE group_id = ANY(:g) AND state IN ('HELD', 'PAID') ORDER BY group_id, taken_at, order_id""")
                .param("g", groupIds.toArray(Long[]::new)).query(GroupBook::seat).list();
    }

    void insertGroups(List<NewGroup> groups) {
        Columns.of(groups).int8(NewGroup::groupId).int8(NewGroup::activityId).int8(NewGroup::productId)
                .int8(NewGroup::leaderId).int4(NewGroup::size).int4(NewGroup::windowMinutes).update(template, """
                INSERT INTO groupbuy.groups (group_id, activity_id, product_id, leader_id, size, held, version,
                                             opened_at, expires_at)
                SELECT g, a, p, l, s, 1, 2, n.at, n.at + make_interval(mins => w)
                  FROM unnest(?, ?, ?, ?, ?, ?) AS t(g, a, p, l, s, w), (SELECT shop_now() AS at) n""");
    }

    /** G1: one statement per batch; the row condition and the CHECK stand behind the decision on the locked rows. */
    int hold(List<Held> held) {
        return Columns.of(held).int8(Held::groupId).int4(Held::seats).update(template, """
                UPDATE groupbuy.groups g SET held = g.held + h.n, version = g.version + h.n
                  FROM unnest(?, ?) AS h(id, n)
                 WHERE g.group_id = h.id AND g.state = 'OPEN' AND g.held + g.paid + h.n <= g.size
                   AND g.expires_at > shop_now()""");
    }

    void insertSeats(List<NewSeat> seats) {
        Columns.of(seats).int8(NewSeat::orderId).int8(NewSeat::groupId).int8(NewSeat::customerId)
                .int4(NewSeat::holdMinutes).update(template, """
                INSERT INTO groupbuy.seat (order_id, group_id, customer_id, state, held_until)
                SELECT o, g, c, 'HELD', shop_now() + make_interval(mins => h)
                  FROM unnest(?, ?, ?, ?) AS t(o, g, c, h)""");
    }

    /** The newest seat of an order, live or not. */
    Optional<SeatRow> seatOf(long orderId) {
        return jdbc.sql("""
                SELECT order_id, group_id, customer_id, state, held_until FROM groupbuy.seat WHERE order_id = :o
                 ORDER BY (state IN ('HELD', 'PAID')) DESC, taken_at DESC LIMIT 1""")
                .param("o", orderId).query(GroupBook::seat).optional();
    }

    /** Moves a seat from one state to another; false when it is not in that state. */
    boolean moveSeat(long orderId, long groupId, String from, String to) {
        return jdbc.sql("""
                UPDATE groupbuy.seat SET state = :to WHERE order_id = :o AND group_id = :g AND state = :from""")
                .param("to", to).param("o", orderId).param("g", groupId).param("from", from).update() == 1;
    }

    /** A late payer sits down in a group with room, paid at once. */
    void seatLate(long orderId, long groupId, long customerId) {
        jdbc.sql("""
                INSERT INTO groupbuy.seat (order_id, group_id, customer_id, state, held_until)
                VALUES (:o, :g, :c, 'HELD', shop_now())
                ON CONFLICT (order_id, group_id) DO UPDATE SET state = 'HELD'""")
                .param("o", orderId).param("g", groupId).param("c", customerId).update();
    }

    boolean holdOne(long groupId) {
        return hold(List.of(new Held(groupId, 1))) == 1;
    }

    /** G2: the last payment completes the group in the same statement. */
    Row payOne(long groupId) {
        return jdbc.sql("""
                UPDATE groupbuy.groups SET held = held - 1, paid = paid + 1, version = version + 1,
                       state = CASE WHEN paid + 1 = size THEN 'COMPLETED' ELSE state END,
                       ended_at = CASE WHEN paid + 1 = size THEN shop_now() END
                 WHERE group_id = :g AND state = 'OPEN' AND held > 0
                RETURNING group_id, activity_id, product_id, leader_id, size, held, paid, state, version,
                          false AS joinable, opened_at, expires_at""")
                .param("g", groupId).query(GroupBook::row).single();
    }

    Row freeOne(long groupId) {
        return jdbc.sql("""
                UPDATE groupbuy.groups SET held = held - 1, version = version + 1
                 WHERE group_id = :g AND held > 0
                RETURNING group_id, activity_id, product_id, leader_id, size, held, paid, state, version,
                          state = 'OPEN' AND expires_at > shop_now() AS joinable, opened_at, expires_at""")
                .param("g", groupId).query(GroupBook::row).single();
    }

    /** G2: it fails only when nobody is still paying. */
    Optional<Row> expire(long groupId) {
        return jdbc.sql("""
                UPDATE groupbuy.groups SET state = 'EXPIRED', version = version + 1, ended_at = shop_now()
                 WHERE group_id = :g AND state = 'OPEN' AND held = 0 AND expires_at <= shop_now()
                RETURNING group_id, activity_id, product_id, leader_id, size, held, paid, state, version,
                          false AS joinable, opened_at, expires_at""")
                .param("g", groupId).query(GroupBook::row).optional();
    }

    /** The sweep fails it by the condition it always has, G2. */
    void endNow(long groupId) {
        jdbc.sql("""
                UPDATE groupbuy.groups SET expires_at = shop_now()
                 WHERE group_id = :g AND state = 'OPEN' AND expires_at > shop_now()""").param("g", groupId).update();
    }

    int bump(long groupId) {
        return jdbc.sql("UPDATE groupbuy.groups SET version = version + 1 WHERE group_id = :g RETURNING version")
                .param("g", groupId).query(Integer.class).single();
    }

    List<Long> expireDue(int limit) {
        return jdbc.sql("""
                SELECT group_id FROM groupbuy.groups WHERE state = 'OPEN' AND held = 0 AND expires_at <= shop_now()
                 ORDER BY expires_at LIMIT :limit""").param("limit", limit).query(Long.class).list();
    }

    List<SeatRow> lapseDue(int limit) {
        return jdbc.sql("""
                SELECT order_id, group_id, customer_id, state, held_until FROM groupbuy.seat
                 WHERE state = 'HELD' AND held_until < shop_now() ORDER BY held_until LIMIT :limit""")
                .param("limit", limit).query(GroupBook::seat).list();
    }

    /** A running group of the activity with room in which this person does not sit; the fullest first. */
    Optional<Long> roomElsewhere(long activityId, long notGroup, long customerId) {
        return jdbc.sql("""
                SELECT group_id FROM groupbuy.groups g
                 WHERE activity_id = :a AND group_id <> :not AND state = 'OPEN' AND expires_at > shop_now()
                   AND held + paid < size AND NOT EXISTS (
                     SELECT 1 FROM groupbuy.seat s WHERE s.group_id = g.group_id AND s.customer_id = :c
                        AND s.state IN ('HELD', 'PAID'))
                 ORDER BY size - paid - held, expires_at LIMIT 1""")
                .param("a", activityId).param("not", notGroup).param("c", customerId).query(Long.class).optional();
    }

    private static SeatRow seat(ResultSet rs, int n) throws SQLException {
        return new SeatRow(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getString(4),
                rs.getTimestamp(5).toInstant());
    }

    static Row row(ResultSet rs, int n) throws SQLException {
        return new Row(rs.getLong("group_id"), rs.getLong("activity_id"), rs.getLong("product_id"),
                rs.getLong("leader_id"), rs.getInt("size"), rs.getInt("held"), rs.getInt("paid"),
                rs.getString("state"), rs.getInt("version"), rs.getBoolean("joinable"),
                rs.getTimestamp("opened_at").toInstant(), rs.getTimestamp("expires_at").toInstant());
    }

    List<Row> joinable(@Nullable Long productId, long after, int limit) {
        return jdbc.sql(ROW + """
                 WHERE state = 'OPEN' AND expires_at > shop_now() AND held + paid < size
                   AND (:product::bigint IS NULL OR product_id = :product) AND group_id > :after
                 ORDER BY group_id LIMIT :limit""")
                .param("product", productId).param("after", after).param("limit", limit)
                .query(GroupBook::row).list();
    }

    int running() {
        return jdbc.sql("""
                SELECT count(*) FROM groupbuy.groups
                 WHERE state = 'OPEN' AND expires_at > shop_now() AND held + paid < size""")
                .query(Integer.class).single();
    }

    List<Row> newest(@Nullable String state, long before, int limit) {
        return jdbc.sql(ROW + """
                 WHERE group_id < :before AND (:state::text IS NULL OR state = :state)
                 ORDER BY group_id DESC LIMIT :limit""")
                .param("before", before).param("state", state).param("limit", limit).query(GroupBook::row).list();
    }

    List<Row> byId(Collection<Long> groupIds) {
        return jdbc.sql(ROW + " WHERE group_id = ANY(:ids)").param("ids", groupIds.toArray(Long[]::new))
                .query(GroupBook::row).list();
    }

    io.tuanzi.groupbuy.Groups.Stats stats() {
        return jdbc.sql("""
                SELECT count(*) AS opened, count(*) FILTER (WHERE state = 'COMPLETED') AS completed,
                       count(*) FILTER (WHERE state = 'EXPIRED') AS expired,
                       count(*) FILTER (WHERE state = 'OPEN') AS open FROM groupbuy.groups""")
                .query(io.tuanzi.groupbuy.Groups.Stats.class).single();
    }

    Map<Long, io.tuanzi.groupbuy.Groups.Stats> stats(Collection<Long> activityIds) {
        return jdbc.sql("""
                SELECT activity_id, count(*), count(*) FILTER (WHERE state = 'COMPLETED'),
                       count(*) FILTER (WHERE state = 'EXPIRED'), count(*) FILTER (WHERE state = 'OPEN')
                  FROM groupbuy.groups WHERE activity_id = ANY(:ids) GROUP BY activity_id""")
                .param("ids", activityIds.toArray(Long[]::new))
                .query((rs, n) -> Map.entry(rs.getLong(1), new io.tuanzi.groupbuy.Groups.Stats(rs.getLong(2),
                        rs.getLong(3), rs.getLong(4), rs.getLong(5)))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
