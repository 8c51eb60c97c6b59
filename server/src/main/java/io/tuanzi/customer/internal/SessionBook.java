package io.tuanzi.customer.internal;

import io.tuanzi.platform.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sessions and login codes; both live by the wall time of the database, never by a node's. */
@Repository
class SessionBook {

    /** A live session; {@code renew} when it was last extended more than a day ago. */
    record Live(long customerId, boolean renew) {
    }

    /** A code that was sent: whether it may be sent again, and after how many seconds. */
    record Sent(boolean sent, int waitSeconds) {
    }

    /** A login code that matched: whether this very request used it before, and what it did then. */
    record Used(boolean again, @Nullable Boolean wasNew) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    SessionBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void insert(byte[] tokenHash, long customerId) {
        jdbc.sql("""
                INSERT INTO customer.session (token_hash, customer_id, expires_at)
                VALUES (:hash, :id, clock_timestamp() + interval '30 days')""")
                .param("hash", tokenHash).param("id", customerId).update();
    }

    /** The live session of each token, in the order asked; empty where there is none. */
    List<Optional<Live>> live(List<byte[]> tokenHashes) {
        List<Optional<Live>> found = new ArrayList<>(Collections.nCopies(tokenHashes.size(), Optional.empty()));
        Columns.of(tokenHashes).bytes(hash -> hash).query(template, """
                SELECT a.n, s.customer_id, s.renewed_at < clock_timestamp() - interval '1 day'
                  FROM unnest(?) WITH ORDINALITY AS a(hash, n) JOIN customer.session s ON s.token_hash = a.hash
                 WHERE s.expires_at > clock_timestamp()""",
                (rs, n) -> found.set(rs.getInt(1) - 1, Optional.of(new Live(rs.getLong(2), rs.getBoolean(3)))));
        return found;
    }

    void renew(byte[] tokenHash) {
        jdbc.sql("""
                UPDATE customer.session
                   SET renewed_at = clock_timestamp(), expires_at = clock_timestamp() + interval '30 days'
                 WHERE token_hash = :hash AND expires_at > clock_timestamp()""")
                .param("hash", tokenHash).update();
    }

    void delete(byte[] tokenHash) {
        jdbc.sql("DELETE FROM customer.session WHERE token_hash = :hash").param("hash", tokenHash).update();
    }

    int deleteExpired() {
        return jdbc.sql("""
                DELETE FROM customer.session WHERE token_hash IN (
                  SELECT token_hash FROM customer.session WHERE expires_at <= clock_timestamp() LIMIT 1000)""")
                .update();
    }

    /**
     * Stores a new code for a phone in place of the old one, unless one was sent less than {@code gapSeconds} ago by
     * another request, or {@code perDay} were sent today.
     */
    Sent putCode(byte[] phoneIndex, byte[] codeHash, String key, int gapSeconds, int perDay) {
        int stored = jdbc.sql("""
                INSERT INTO customer.login_code AS c (phone_index, code_hash, key, expires_at, day)
                VALUES (:phone, :code, :key, clock_timestamp() + interval '5 minutes', current_date)
                ON CONFLICT (phone_index) DO UPDATE
                   SET code_hash = excluded.code_hash, key = excluded.key, tries = 0, used_key = NULL, used_new = NULL,
                       sent_at = clock_timestamp(), expires_at = excluded.expires_at, day = excluded.day,
                       sent_today = CASE WHEN c.day = excluded.day THEN c.sent_today + 1 ELSE 1 END
                 WHERE (c.key = excluded.key OR c.sent_at <= clock_timestamp() - make_interval(secs => :gap))
                   AND (c.day < excluded.day OR c.sent_today < :perDay)""")
                .param("phone", phoneIndex).param("code", codeHash).param("key", key).param("gap", gapSeconds)
                .param("perDay", perDay).update();
        if (stored == 1) {
            return new Sent(true, gapSeconds);
        }
        return jdbc.sql("""
                SELECT CASE WHEN day = current_date AND sent_today >= :perDay
                            THEN extract(epoch FROM current_date + 1 - clock_timestamp())
                            ELSE greatest(1, :gap - extract(epoch FROM clock_timestamp() - sent_at)) END::int
                  FROM customer.login_code WHERE phone_index = :phone""")
                .param("phone", phoneIndex).param("gap", gapSeconds).param("perDay", perDay)
                .query((rs, n) -> new Sent(false, Math.max(1, rs.getInt(1)))).single();
    }

    /** Counts one try of the code of a phone; false when there is no live code or its five tries are used up. */
    boolean countTry(byte[] phoneIndex) {
        return jdbc.sql("""
                UPDATE customer.login_code SET tries = tries + 1
                 WHERE phone_index = :phone AND tries < 5 AND expires_at > clock_timestamp()""")
                .param("phone", phoneIndex).update() == 1;
    }

    /** Uses the code up if it matches, at most once; the same request may use it again and is told so. */
    Optional<Used> use(byte[] phoneIndex, byte[] codeHash, String key) {
        return jdbc.sql("""
                UPDATE customer.login_code n SET used_key = :key
                  FROM (SELECT phone_index, used_key, used_new FROM customer.login_code
                         WHERE phone_index = :phone FOR UPDATE) o
                 WHERE n.phone_index = o.phone_index AND n.code_hash = :code AND n.expires_at > clock_timestamp()
                   AND (o.used_key IS NULL OR o.used_key = :key)
                RETURNING o.used_key IS NOT NULL, o.used_new""")
                .param("phone", phoneIndex).param("code", codeHash).param("key", key)
                .query((rs, n) -> new Used(rs.getBoolean(1), rs.getObject(2, Boolean.class))).optional();
    }

    void remember(byte[] phoneIndex, boolean isNew) {
        jdbc.sql("UPDATE customer.login_code SET used_new = :isNew WHERE phone_index = :phone")
                .param("isNew", isNew).param("phone", phoneIndex).update();
    }
}
