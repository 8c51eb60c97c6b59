package io.tuanzi.rewards.internal;

import io.tuanzi.rewards.WithdrawalView;
import io.tuanzi.rewards.Withdrawals.Decider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of withdrawals; each step is one conditional statement. */
@Repository
class WithdrawalBook {

    /** A withdrawal with its version: the seq of its fact. */
    record Row(int version, WithdrawalView view) {
    }

    private static final String FIELDS = """
            withdrawal_id, customer_id, amount_minor, tax_minor, state, at, approved_by, paid_by, paid_ref, paid_at,
            note, version, approved_name, paid_name""";

    private final JdbcClient jdbc;

    WithdrawalBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> byKey(long customerId, String key) {
        return jdbc.sql("SELECT " + FIELDS + " FROM rewards.withdrawal WHERE customer_id = :c AND key = :k")
                .param("c", customerId).param("k", key).query(WithdrawalBook::row).optional();
    }

    int askedToday(long customerId, ZoneId zone) {
        return jdbc.sql("""
                SELECT count(*)::int FROM rewards.withdrawal
                 WHERE customer_id = :c AND (at AT TIME ZONE :z)::date = (shop_now() AT TIME ZONE :z)::date""")
                .param("c", customerId).param("z", zone.getId()).query(Integer.class).single();
    }

    Row add(long withdrawalId, long customerId, String key, long amountMinor) {
        return jdbc.sql("""
                INSERT INTO rewards.withdrawal (withdrawal_id, customer_id, key, amount_minor)
                VALUES (:w, :c, :k, :a) RETURNING\s""" + FIELDS)
                .param("w", withdrawalId).param("c", customerId).param("k", key).param("a", amountMinor)
                .query(WithdrawalBook::row).single();
    }

    Optional<Row> find(long withdrawalId) {
        return jdbc.sql("SELECT " + FIELDS + " FROM rewards.withdrawal WHERE withdrawal_id = :w")
                .param("w", withdrawalId).query(WithdrawalBook::row).optional();
    }

    Optional<Row> approve(long withdrawalId, Decider by) {
        return jdbc.sql("""
                UPDATE rewards.withdrawal SET state = 'APPROVED', approved_by = :by, approved_name = :name, note = :n,
                       version = version + 1
                 WHERE withdrawal_id = :w AND state = 'REQUESTED' RETURNING\s""" + FIELDS)
                .param("by", by.staffId()).param("name", by.name()).param("n", by.reason())
                .param("w", withdrawalId).query(WithdrawalBook::row).optional();
    }

    /** R4: paid once, by another person than the one who approved. */
    Optional<Row> pay(long withdrawalId, Decider by, String reference, long taxMinor) {
        return jdbc.sql("""
                UPDATE rewards.withdrawal
                   SET state = 'PAID', paid_by = :by, paid_name = :name, paid_ref = :ref, paid_at = shop_now(),
                       tax_minor = :tax, note = :n,
                       version = version + 1
                 WHERE withdrawal_id = :w AND state = 'APPROVED' AND approved_by <> :by
                   AND NOT EXISTS (SELECT 1 FROM rewards.withdrawal WHERE paid_ref = :ref) RETURNING\s""" + FIELDS)
                .param("by", by.staffId()).param("name", by.name()).param("ref", reference).param("tax", taxMinor)
                .param("n", by.reason())
                .param("w", withdrawalId).query(WithdrawalBook::row).optional();
    }

    Optional<Row> reject(long withdrawalId, String note) {
        return jdbc.sql("""
                UPDATE rewards.withdrawal SET state = 'REJECTED', note = :n, version = version + 1
                 WHERE withdrawal_id = :w AND state IN ('REQUESTED', 'APPROVED') RETURNING\s""" + FIELDS)
                .param("n", note).param("w", withdrawalId).query(WithdrawalBook::row).optional();
    }

    boolean isUsed(String reference) {
        return jdbc.sql("SELECT count(*) FROM rewards.withdrawal WHERE paid_ref = :r").param("r", reference)
                .query(Long.class).single() > 0;
    }

    /** What a person was paid so far in the shop's month. */
    long paidThisMonth(long customerId, ZoneId zone) {
        return jdbc.sql("""
                SELECT coalesce(sum(amount_minor), 0) FROM rewards.withdrawal
                 WHERE customer_id = :c AND state = 'PAID'
                   AND date_trunc('month', paid_at AT TIME ZONE :z)
                       = date_trunc('month', shop_now() AT TIME ZONE :z)""")
                .param("c", customerId).param("z", zone.getId()).query(Long.class).single();
    }

    List<WithdrawalView> page(@Nullable Long customerId, @Nullable String state, long beforeId, int limit) {
        return jdbc.sql("SELECT " + FIELDS + """
                 FROM rewards.withdrawal
                WHERE withdrawal_id < :before AND (:c::bigint IS NULL OR customer_id = :c)
                  AND (:s::text IS NULL OR state = :s) ORDER BY withdrawal_id DESC LIMIT :limit""")
                .param("before", beforeId).param("c", customerId, java.sql.Types.BIGINT)
                .param("s", state, java.sql.Types.VARCHAR).param("limit", limit)
                .query(WithdrawalBook::row).list().stream().map(Row::view).toList();
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        Timestamp paid = rs.getTimestamp(10);
        return new Row(rs.getInt(12), new WithdrawalView(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4),
                rs.getString(5), rs.getTimestamp(6).toInstant(), (Long) rs.getObject(7), (Long) rs.getObject(8),
                rs.getString(9), paid == null ? null : paid.toInstant(), rs.getString(11), rs.getString(13),
                rs.getString(14)));
    }
}
