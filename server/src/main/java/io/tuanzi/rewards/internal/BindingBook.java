package io.tuanzi.rewards.internal;

import io.tuanzi.rewards.Bindings.Bound;
import io.tuanzi.rewards.Bindings.Policy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the tree of invitations. */
@Repository
class BindingBook {

    /** A binding that was made. */
    record Made(long bindingId, int depth, Instant until) {
    }

    private final JdbcClient jdbc;

    BindingBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes rows for these people where there are none, in order of ids. */
    void ensure(Collection<Long> customerIds) {
        jdbc.sql("""
                INSERT INTO rewards.member (customer_id)
                SELECT DISTINCT c FROM unnest(:ids::bigint[]) c ORDER BY c ON CONFLICT DO NOTHING""")
                .param("ids", customerIds.toArray(Long[]::new)).update();
    }

    /** Makes the row of a person first seen at an instant; keeps the one there is. */
    void ensure(long customerId, Instant seenAt) {
        jdbc.sql("INSERT INTO rewards.member (customer_id, seen_at) VALUES (:c, :at) ON CONFLICT DO NOTHING")
                .param("c", customerId).param("at", Timestamp.from(seenAt)).update();
    }

    boolean knows(long customerId) {
        return jdbc.sql("SELECT count(*) FROM rewards.member WHERE customer_id = :c").param("c", customerId)
                .query(Long.class).single() > 0;
    }

    /** Locks people's rows in order of ids; foreign keys may still be checked against them. */
    void lock(Collection<Long> customerIds) {
        jdbc.sql("""
                SELECT customer_id FROM rewards.member WHERE customer_id = ANY(:ids) ORDER BY customer_id
                   FOR NO KEY UPDATE""")
                .param("ids", customerIds.toArray(Long[]::new)).query(Long.class).list();
    }

    /** The person at the top of someone's tree. */
    long root(long customerId) {
        return jdbc.sql("""
                WITH RECURSIVE up AS (
                  SELECT customer_id, parent_id FROM rewards.member WHERE customer_id = :c
                  UNION ALL
                  SELECT m.customer_id, m.parent_id FROM rewards.member m JOIN up ON m.customer_id = up.parent_id)
                SELECT customer_id FROM up WHERE parent_id IS NULL""")
                .param("c", customerId).query(Long.class).single();
    }

    void savepoint() {
        jdbc.sql("SAVEPOINT bind_roots").update();
    }

    /** Gives up the locks taken since {@link #savepoint}. */
    void unlock() {
        jdbc.sql("ROLLBACK TO SAVEPOINT bind_roots").update();
    }

    /** R1: binds in one statement if the policy and the tree let it; the rows of both roots must be held. */
    Optional<Made> bind(long bindingId, long inviteeId, long inviterId) {
        Optional<Made> made = jdbc.sql("""
                WITH RECURSIVE n AS (SELECT date_trunc('milliseconds', shop_now()) AS at),
                p AS (SELECT policy.* FROM rewards.policy, n WHERE from_at <= n.at ORDER BY version DESC LIMIT 1),
                last AS (SELECT ordinal, to_at FROM rewards.binding WHERE invitee_id = :invitee
                          ORDER BY ordinal DESC LIMIT 1),
                up AS (
                  SELECT customer_id, parent_id, 1 AS depth FROM rewards.member WHERE customer_id = :inviter
                  UNION ALL
                  SELECT m.customer_id, m.parent_id, up.depth + 1
                    FROM rewards.member m JOIN up ON m.customer_id = up.parent_id)
                INSERT INTO rewards.binding (binding_id, invitee_id, ordinal, inviter_id, depth, policy_version,
                                             from_at, to_at)
                SELECT :id, :invitee, coalesce(last.ordinal, 0) + 1, :inviter, (SELECT max(depth) FROM up), p.version,
                       n.at, n.at + make_interval(days => p.valid_days)
                  FROM n, p, rewards.member me LEFT JOIN last ON true
                 WHERE me.customer_id = :invitee AND :invitee <> :inviter
                   AND NOT EXISTS (SELECT 1 FROM up WHERE customer_id = :invitee)
                   AND CASE WHEN last.ordinal IS NULL
                            THEN me.seen_at + make_interval(days => p.bind_within_days) >= n.at
                            ELSE p.rebind = 'AFTER_EXPIRY' AND last.to_at <= n.at END
                ON CONFLICT (invitee_id, ordinal) DO NOTHING
                RETURNING binding_id, depth, to_at""")
                .param("id", bindingId).param("invitee", inviteeId).param("inviter", inviterId)
                .query((rs, n) -> new Made(rs.getLong(1), rs.getInt(2), rs.getTimestamp(3).toInstant())).optional();
        made.ifPresent(m -> jdbc.sql("UPDATE rewards.member SET parent_id = :p WHERE customer_id = :c")
                .param("p", inviterId).param("c", inviteeId).update());
        return made;
    }

    /** Whether {@code above} is the person or stands above the person in the tree. */
    boolean isAbove(long above, long customerId) {
        return jdbc.sql("""
                WITH RECURSIVE up AS (
                  SELECT customer_id, parent_id FROM rewards.member WHERE customer_id = :c
                  UNION ALL
                  SELECT m.customer_id, m.parent_id FROM rewards.member m JOIN up ON m.customer_id = up.parent_id)
                SELECT count(*) FROM up WHERE customer_id = :above""")
                .param("c", customerId).param("above", above).query(Long.class).single() > 0;
    }

    Optional<Bound> inviterOf(long customerId, Instant at) {
        return jdbc.sql("""
                SELECT inviter_id, from_at, to_at FROM rewards.binding
                 WHERE invitee_id = :c AND from_at <= :at AND :at < to_at ORDER BY ordinal DESC LIMIT 1""")
                .param("c", customerId).param("at", Timestamp.from(at))
                .query((rs, n) -> new Bound(rs.getLong(1), rs.getTimestamp(2).toInstant(),
                        rs.getTimestamp(3).toInstant()))
                .optional();
    }

    boolean everBound(long customerId) {
        return jdbc.sql("SELECT count(*) FROM rewards.binding WHERE invitee_id = :c").param("c", customerId)
                .query(Long.class).single() > 0;
    }

    Optional<String> code(long customerId) {
        return jdbc.sql("SELECT invite_code FROM rewards.member WHERE customer_id = :c AND invite_code IS NOT NULL")
                .param("c", customerId).query(String.class).optional();
    }

    /** Gives a person a code unless there is one; false when the code is someone else's. */
    boolean giveCode(long customerId, String code) {
        return jdbc.sql("""
                UPDATE rewards.member SET invite_code = coalesce(invite_code, :code)
                 WHERE customer_id = :c AND NOT EXISTS (SELECT 1 FROM rewards.member WHERE invite_code = :code)""")
                .param("code", code).param("c", customerId).update() == 1;
    }

    @Nullable Long ownerOf(String code) {
        return jdbc.sql("SELECT customer_id FROM rewards.member WHERE invite_code = :code").param("code", code)
                .query(Long.class).optional().orElse(null);
    }

    Policy policy() {
        return jdbc.sql("""
                SELECT version, valid_days, bind_within_days, rebind FROM rewards.policy WHERE from_at <= shop_now()
                 ORDER BY version DESC LIMIT 1""").query(Policy.class).single();
    }

    boolean addPolicy(Policy policy) {
        return jdbc.sql("""
                INSERT INTO rewards.policy (version, valid_days, bind_within_days, rebind) VALUES (:v, :d, :w, :r)
                ON CONFLICT DO NOTHING""")
                .param("v", policy.version()).param("d", policy.validDays()).param("w", policy.bindWithinDays())
                .param("r", policy.rebind()).update() == 1;
    }

    /** Nobody is named twice, in order of the ids asked for. */
    List<Long> children(long customerId, long after, int limit) {
        return jdbc.sql("""
                SELECT customer_id FROM rewards.member WHERE parent_id = :c AND customer_id > :after
                 ORDER BY customer_id LIMIT :limit""")
                .param("c", customerId).param("after", after).param("limit", limit).query(Long.class).list();
    }
}
