package io.tuanzi.rewards.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what is earned. */
@Repository
class AccrualBook {

    /** An accrual; {@code amountMinor - reversedMinor} is what stands of it. */
    record Accrual(long accrualId, int version, String kind, String schemeCode, int schemeVersion,
                   long beneficiaryId, long buyerId, long orderId, int lineNo, long productId, int level,
                   long baseMinor, int rateBp, long amountMinor, long reversedMinor, long owedMinor, long subjectId,
                   int round, int target, @Nullable String template, String state, Instant at,
                   @Nullable Instant maturesAt) {

        long standing() {
            return amountMinor - reversedMinor;
        }

        boolean isCommission() {
            return kind.equals("COMMISSION");
        }
    }

    static final String COLUMNS = """
            SELECT accrual_id, version, kind, scheme_code, scheme_version, beneficiary_id, buyer_id, order_id, line_no,
                   product_id, level, base_minor, rate_bp, amount_minor, reversed_minor, owed_minor, subject_id, round,
                   target, template, state, at, matures_at FROM rewards.accrual\s""";

    private final JdbcClient jdbc;

    AccrualBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a commission or a coupon down unless it is; false when it is. R2 */
    boolean add(Accrual a) {
        return jdbc.sql("""
                INSERT INTO rewards.accrual (accrual_id, kind, scheme_code, scheme_version, beneficiary_id, buyer_id,
                    order_id, line_no, product_id, level, base_minor, rate_bp, amount_minor, subject_id, round, target,
                    template)
                VALUES (:id, :kind, :code, :sv, :who, :buyer, :o, :n, :p, :level, :base, :rate, :amount, :subject,
                    :round, :target, :template)
                ON CONFLICT DO NOTHING""")
                .param("id", a.accrualId()).param("kind", a.kind()).param("code", a.schemeCode())
                .param("sv", a.schemeVersion()).param("who", a.beneficiaryId()).param("buyer", a.buyerId())
                .param("o", a.orderId()).param("n", a.lineNo())
                .param("p", a.productId() == 0 ? null : a.productId(), java.sql.Types.BIGINT)
                .param("level", a.level()).param("base", a.baseMinor()).param("rate", a.rateBp())
                .param("amount", a.amountMinor()).param("subject", a.subjectId()).param("round", a.round())
                .param("target", a.target()).param("template", a.template(), java.sql.Types.VARCHAR).update() == 1;
    }

    /** The commissions of an order, locked in order of ids. */
    List<Accrual> lockCommissions(long orderId) {
        return jdbc.sql(COLUMNS + """
                WHERE order_id = :o AND kind = 'COMMISSION' ORDER BY accrual_id FOR UPDATE""")
                .param("o", orderId).query(AccrualBook::row).list();
    }

    /** What an order earned others, coupons included; for previews and staff. */
    List<Accrual> ofOrder(long orderId) {
        return jdbc.sql(COLUMNS + "WHERE order_id = :o ORDER BY accrual_id").param("o", orderId)
                .query(AccrualBook::row).list();
    }

    /** A person's live coupons of a scheme in order of rounds, locked. */
    List<Accrual> lockRounds(String scheme, long beneficiaryId) {
        return jdbc.sql(COLUMNS + """
                WHERE scheme_code = :s AND beneficiary_id = :b AND subject_id = 0 AND kind = 'COUPON'
                  AND state <> 'REVERSED' ORDER BY round FOR UPDATE""")
                .param("s", scheme).param("b", beneficiaryId).query(AccrualBook::row).list();
    }

    /** The live coupons a friend's first order earned, locked. */
    List<Accrual> lockForFriend(String scheme, long subjectId) {
        return jdbc.sql(COLUMNS + """
                WHERE scheme_code = :s AND subject_id = :f AND kind = 'COUPON' AND state <> 'REVERSED'
                ORDER BY accrual_id FOR UPDATE""")
                .param("s", scheme).param("f", subjectId).query(AccrualBook::row).list();
    }

    /** Moves an accrual on and returns its new version: the seq of its fact and the number of its postings. */
    int move(long accrualId, String from, String to) {
        return jdbc.sql("""
                UPDATE rewards.accrual SET state = :to, version = version + 1
                 WHERE accrual_id = :a AND state = :from RETURNING version""")
                .param("to", to).param("a", accrualId).param("from", from).query(Integer.class).single();
    }

    /** Takes back part of an accrual; it is reversed when nothing stands. */
    int reverse(long accrualId, long byMinor, long owedMinor, @Nullable String note) {
        return jdbc.sql("""
                UPDATE rewards.accrual
                   SET reversed_minor = reversed_minor + :by, owed_minor = owed_minor + :owed, version = version + 1,
                       note = coalesce(:note, note),
                       state = CASE WHEN reversed_minor + :by = amount_minor THEN 'REVERSED' ELSE state END
                 WHERE accrual_id = :a AND state <> 'REVERSED' RETURNING version""")
                .param("by", byMinor).param("owed", owedMinor).param("note", note, java.sql.Types.VARCHAR)
                .param("a", accrualId).query(Integer.class).single();
    }

    void expect(long orderId, Instant maturesAt) {
        jdbc.sql("""
                UPDATE rewards.accrual SET matures_at = :at
                 WHERE order_id = :o AND state = 'PENDING' AND matures_at IS DISTINCT FROM :at""")
                .param("at", Timestamp.from(maturesAt)).param("o", orderId).update();
    }

    /** Sets when a matured commission becomes payable. */
    void payableAfter(long accrualId, int days) {
        jdbc.sql("""
                UPDATE rewards.accrual SET matures_at = shop_now() + make_interval(days => :d)
                 WHERE accrual_id = :a""").param("d", days).param("a", accrualId).update();
    }

    /** Commissions whose settling day has come, locked; those another node holds are left to it. */
    List<Accrual> lockDue(int limit) {
        return jdbc.sql(COLUMNS + """
                WHERE state = 'MATURED' AND kind = 'COMMISSION' AND matures_at <= shop_now()
                ORDER BY accrual_id LIMIT :limit FOR UPDATE SKIP LOCKED""")
                .param("limit", limit).query(AccrualBook::row).list();
    }

    Optional<Accrual> find(long accrualId) {
        return jdbc.sql(COLUMNS + "WHERE accrual_id = :a").param("a", accrualId).query(AccrualBook::row).optional();
    }

    /** The newest first; every filter is optional. */
    List<Accrual> page(@Nullable Long beneficiaryId, Collection<String> states, @Nullable Long orderId, long before,
                       int limit) {
        return jdbc.sql(COLUMNS + """
                WHERE accrual_id < :before AND (:b::bigint IS NULL OR beneficiary_id = :b)
                  AND (:o::bigint IS NULL OR order_id = :o)
                  AND (cardinality(:states::text[]) = 0 OR state = ANY(:states::text[]))
                ORDER BY accrual_id DESC LIMIT :limit""")
                .param("before", before).param("b", beneficiaryId, java.sql.Types.BIGINT)
                .param("o", orderId, java.sql.Types.BIGINT).param("states", states.toArray(String[]::new))
                .param("limit", limit).query(AccrualBook::row).list();
    }

    static Accrual row(ResultSet rs, int n) throws SQLException {
        Timestamp matures = rs.getTimestamp(23);
        return new Accrual(rs.getLong(1), rs.getInt(2), rs.getString(3), rs.getString(4), rs.getInt(5), rs.getLong(6),
                rs.getLong(7), rs.getLong(8), rs.getInt(9), rs.getLong(10), rs.getInt(11), rs.getLong(12),
                rs.getInt(13), rs.getLong(14), rs.getLong(15), rs.getLong(16), rs.getLong(17), rs.getInt(18),
                rs.getInt(19), rs.getString(20), rs.getString(21), rs.getTimestamp(22).toInstant(),
                matures == null ? null : matures.toInstant());
    }
}
