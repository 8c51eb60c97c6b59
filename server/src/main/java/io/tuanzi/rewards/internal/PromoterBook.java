package io.tuanzi.rewards.internal;

import io.tuanzi.rewards.Promoters.Invitee;
import io.tuanzi.rewards.Promoters.Node;
import io.tuanzi.rewards.Promoters.Promoter;
import io.tuanzi.rewards.Promoters.Suspension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of promoters and of the tree they stand in. */
@Repository
class PromoterBook {

    /** Commissions that wait, and withdrawals not refused. */
    record Sums(long customerId, long pendingMinor, long maturedMinor, long withdrawnMinor) {
    }

    /** How many of a person's coupons of a scheme are live, and how many of them handed over. */
    record Live(String schemeCode, int earned, int issued) {
    }

    private static final String NODE = """
            SELECT m.customer_id, m.bound_at,
                   (SELECT count(*) FROM rewards.member c WHERE c.parent_id = m.customer_id),
                   (SELECT coalesce(sum(net_minor), 0) FROM rewards.purchase p
                     WHERE p.customer_id = m.customer_id AND p.state IN ('EARNED', 'COMPLETED'))\s""";

    private final JdbcClient jdbc;

    PromoterBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Joins unless joined; false when that was so. */
    boolean join(long customerId, String agreementVersion) {
        return jdbc.sql("""
                UPDATE rewards.member SET joined_at = date_trunc('milliseconds', shop_now()), agreement_version = :v
                 WHERE customer_id = :c AND joined_at IS NULL""")
                .param("v", agreementVersion).param("c", customerId).update() == 1;
    }

    boolean hasJoined(long customerId) {
        return jdbc.sql("SELECT count(*) FROM rewards.member WHERE customer_id = :c AND joined_at IS NOT NULL")
                .param("c", customerId).query(Long.class).single() > 0;
    }

    boolean joinedBy(long customerId, Instant at) {
        return jdbc.sql("SELECT count(*) FROM rewards.member WHERE customer_id = :c AND joined_at <= :at")
                .param("c", customerId).param("at", Timestamp.from(at)).query(Long.class).single() > 0;
    }

    /** Whether the person was suspended at a moment; the answer for a moment gone by never changes. */
    boolean suspendedAt(long customerId, Instant at) {
        return jdbc.sql("""
                SELECT count(*) FROM rewards.suspension
                 WHERE customer_id = :c AND from_at <= :at AND (to_at IS NULL OR to_at > :at)""")
                .param("c", customerId).param("at", Timestamp.from(at)).query(Long.class).single() > 0;
    }

    boolean isSuspended(long customerId) {
        return jdbc.sql("SELECT count(*) FROM rewards.suspension WHERE customer_id = :c AND to_at IS NULL")
                .param("c", customerId).query(Long.class).single() > 0;
    }

    /** False when the person is suspended already. Whole milliseconds, as the facts it is compared with. */
    boolean suspend(long suspensionId, long customerId, String who, String why) {
        return jdbc.sql("""
                INSERT INTO rewards.suspension (suspension_id, customer_id, from_at, by, why)
                VALUES (:s, :c, date_trunc('milliseconds', shop_now()), :by, :why)
                ON CONFLICT (customer_id) WHERE to_at IS NULL DO NOTHING""")
                .param("s", suspensionId).param("c", customerId).param("by", who).param("why", why).update() == 1;
    }

    /** False when the person is not suspended. */
    boolean reinstate(long customerId, String who, String why) {
        return jdbc.sql("""
                UPDATE rewards.suspension SET to_at = greatest(date_trunc('milliseconds', shop_now()), from_at),
                       lifted_by = :by, lifted_why = :why
                 WHERE customer_id = :c AND to_at IS NULL""")
                .param("c", customerId).param("by", who).param("why", why).update() == 1;
    }

    List<Suspension> suspensions(long customerId) {
        return jdbc.sql("""
                SELECT from_at, to_at, by, why, lifted_by, lifted_why FROM rewards.suspension
                 WHERE customer_id = :c ORDER BY from_at DESC, suspension_id DESC""").param("c", customerId)
                .query((rs, n) -> new Suspension(rs.getTimestamp(1).toInstant(), instant(rs.getTimestamp(2)),
                        rs.getString(3), rs.getString(4), rs.getString(5), rs.getString(6))).list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    Map<Long, Sums> sums(Collection<Long> customerIds) {
        return jdbc.sql("""
                SELECT c,
                       (SELECT coalesce(sum(amount_minor - reversed_minor), 0) FROM rewards.accrual
                         WHERE beneficiary_id = c AND kind = 'COMMISSION' AND state = 'PENDING'),
                       (SELECT coalesce(sum(amount_minor - reversed_minor), 0) FROM rewards.accrual
                         WHERE beneficiary_id = c AND kind = 'COMMISSION' AND state = 'MATURED'),
                       (SELECT coalesce(sum(amount_minor), 0) FROM rewards.withdrawal
                         WHERE customer_id = c AND state <> 'REJECTED')
                  FROM unnest(:ids::bigint[]) c""")
                .param("ids", customerIds.toArray(Long[]::new))
                .query((rs, n) -> new Sums(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4))).list()
                .stream().collect(Collectors.toMap(Sums::customerId, s -> s, (a, b) -> a));
    }

    long invitees(long customerId) {
        return jdbc.sql("SELECT count(DISTINCT invitee_id) FROM rewards.binding WHERE inviter_id = :c")
                .param("c", customerId).query(Long.class).single();
    }

    /** Bindings to an inviter, the newest of each friend, with what the friend's orders brought. */
    List<Invitee> invitees(long customerId, long beforeId, int limit) {
        return jdbc.sql("""
                SELECT b.invitee_id, b.from_at, b.to_at,
                       (SELECT count(*) FROM rewards.purchase p WHERE p.customer_id = b.invitee_id
                          AND p.inviter_id = :c AND p.state IN ('EARNED', 'COMPLETED')),
                       (SELECT coalesce(sum(amount_minor - reversed_minor), 0) FROM rewards.accrual a
                         WHERE a.buyer_id = b.invitee_id AND a.beneficiary_id = :c AND a.kind = 'COMMISSION')
                  FROM rewards.binding b
                 WHERE b.inviter_id = :c AND b.invitee_id < :before
                   AND b.ordinal = (SELECT max(o.ordinal) FROM rewards.binding o
                                     WHERE o.invitee_id = b.invitee_id AND o.inviter_id = :c)
                 ORDER BY b.invitee_id DESC LIMIT :limit""")
                .param("c", customerId).param("before", beforeId).param("limit", limit)
                .query((rs, n) -> new Invitee(rs.getLong(1), rs.getTimestamp(2).toInstant(),
                        rs.getTimestamp(3).toInstant(), rs.getLong(4), rs.getLong(5)))
                .list();
    }

    Map<String, Live> live(long customerId) {
        return jdbc.sql("""
                SELECT scheme_code, count(*)::int, (count(*) FILTER (WHERE state = 'MATURED'))::int
                  FROM rewards.accrual
                 WHERE beneficiary_id = :c AND kind = 'COUPON' AND state <> 'REVERSED' GROUP BY 1""")
                .param("c", customerId)
                .query((rs, n) -> new Live(rs.getString(1), rs.getInt(2), rs.getInt(3))).list().stream()
                .collect(Collectors.toMap(Live::schemeCode, l -> l));
    }

    List<Promoter> promoters(Collection<Long> among, long afterId, int limit) {
        return jdbc.sql("""
                SELECT m.customer_id, m.invite_code, m.joined_at,
                       (SELECT count(DISTINCT invitee_id) FROM rewards.binding b WHERE b.inviter_id = m.customer_id),
                       (SELECT count(DISTINCT p.customer_id) FROM rewards.purchase p
                         WHERE p.inviter_id = m.customer_id AND p.state IN ('EARNED', 'COMPLETED')),
                       (SELECT s.from_at FROM rewards.suspension s
                         WHERE s.customer_id = m.customer_id AND s.to_at IS NULL)
                  FROM rewards.member m
                 WHERE m.joined_at IS NOT NULL AND m.customer_id > :after
                   AND (cardinality(:among::bigint[]) = 0 OR m.customer_id = ANY(:among::bigint[]))
                 ORDER BY m.customer_id LIMIT :limit""")
                .param("after", afterId).param("among", among.toArray(Long[]::new)).param("limit", limit)
                .query((rs, n) -> new Promoter(rs.getLong(1), rs.getString(2), rs.getTimestamp(3).toInstant(),
                        rs.getLong(4), rs.getLong(5), instant(rs.getTimestamp(6))))
                .list();
    }

    /** The people above, nearest first. */
    List<Node> ancestors(long customerId) {
        return jdbc.sql("""
                WITH RECURSIVE up AS (
                  SELECT customer_id, parent_id, 0 AS height FROM rewards.member WHERE customer_id = :c
                  UNION ALL
                  SELECT m.customer_id, m.parent_id, up.height + 1
                    FROM rewards.member m JOIN up ON m.customer_id = up.parent_id)
                """ + NODE + """
                  FROM (SELECT up.*, (SELECT max(from_at) FROM rewards.binding b WHERE b.invitee_id = up.customer_id)
                               AS bound_at FROM up WHERE height > 0) m ORDER BY m.height""")
                .param("c", customerId).query(PromoterBook::node).list();
    }

    List<Node> children(long customerId, long afterId, int limit) {
        return jdbc.sql(NODE + """
                  FROM (SELECT c.customer_id, (SELECT max(from_at) FROM rewards.binding b
                                                WHERE b.invitee_id = c.customer_id) AS bound_at
                          FROM rewards.member c WHERE c.parent_id = :c AND c.customer_id > :after
                         ORDER BY c.customer_id LIMIT :limit) m ORDER BY m.customer_id""")
                .param("c", customerId).param("after", afterId).param("limit", limit).query(PromoterBook::node)
                .list();
    }

    /** How many people are below someone at any depth, and what stays paid of their orders. */
    long[] subtree(long customerId) {
        return jdbc.sql("""
                WITH RECURSIVE down AS (
                  SELECT customer_id FROM rewards.member WHERE parent_id = :c
                  UNION ALL
                  SELECT m.customer_id FROM rewards.member m JOIN down ON m.parent_id = down.customer_id)
                SELECT count(*), coalesce(sum(p.paid), 0)
                  FROM down LEFT JOIN LATERAL (
                       SELECT sum(net_minor) AS paid FROM rewards.purchase
                        WHERE customer_id = down.customer_id AND state IN ('EARNED', 'COMPLETED')) p ON true""")
                .param("c", customerId).query((rs, n) -> new long[] {rs.getLong(1), rs.getLong(2)}).single();
    }

    Map<Long, Long> parents(Collection<Long> customerIds) {
        return jdbc.sql("""
                SELECT customer_id, parent_id FROM rewards.member
                 WHERE customer_id = ANY(:ids) AND parent_id IS NOT NULL""")
                .param("ids", customerIds.toArray(Long[]::new))
                .query((rs, n) -> Map.entry(rs.getLong(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Node node(ResultSet rs, int n) throws SQLException {
        Timestamp bound = rs.getTimestamp(2);
        return new Node(rs.getLong(1), bound == null ? null : bound.toInstant(), rs.getLong(3), rs.getLong(4));
    }
}
