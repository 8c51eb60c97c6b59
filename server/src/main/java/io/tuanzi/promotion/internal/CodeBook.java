package io.tuanzi.promotion.internal;

import io.tuanzi.platform.Columns;
import io.tuanzi.promotion.CouponCodes.Batch;
import io.tuanzi.promotion.CouponCodes.Change;
import io.tuanzi.promotion.CouponCodes.Kind;
import io.tuanzi.promotion.CouponCodes.Print;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of codes. A batch is locked after its template, like everything that is issued. */
@Repository
class CodeBook {

    /** A code as it is found; nothing of it ever changes. */
    record Found(long codeId, long batchId, long templateId, Kind kind, @Nullable Long customerId) {}

    /** A batch on its locked row, with how it stands at shop time. */
    record Locked(boolean enabled, boolean begun, boolean ended, long left, int perPersonLimit) {}

    /** A new code, hashed and sealed. */
    record Made(long codeId, byte[] index, byte[] sealed, @Nullable Long customerId) {}

    /** A code with what became of it. */
    record Kept(byte[] sealed, @Nullable Long customerId, @Nullable Long usedBy, @Nullable Instant usedAt) {}

    private static final String BATCHES = """
            SELECT b.*, (SELECT count(*) FROM promotion.code k WHERE k.batch_id = b.batch_id) AS codes
              FROM promotion.code_batch b""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CodeBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    List<Batch> batches() {
        return jdbc.sql(BATCHES + " ORDER BY b.batch_id DESC LIMIT 500").query(CodeBook::batch).list();
    }

    Optional<Batch> batch(long batchId) {
        return jdbc.sql(BATCHES + " WHERE b.batch_id = :id").param("id", batchId).query(CodeBook::batch).optional();
    }

    void insertBatch(long batchId, Print print, long usesCap) {
        jdbc.sql("""
                INSERT INTO promotion.code_batch (batch_id, template_id, name, kind, uses_cap, per_person_limit,
                  starts_at, ends_at) VALUES (:id, :t, :name, :kind, :cap, :limit, :from, :until)""")
                .param("id", batchId).param("t", print.templateId()).param("name", print.name())
                .param("kind", print.kind().name()).param("cap", usesCap).param("limit", print.perPersonLimit())
                .param("from", OfferBook.timestamp(print.startsAt()))
                .param("until", OfferBook.timestamp(print.endsAt())).update();
    }

    /** Returns how many were new: one that is in use already is left out. */
    int insertCodes(long batchId, List<Made> codes) {
        return Columns.of(codes).int8(Made::codeId).int8(code -> batchId).bytes(Made::index).bytes(Made::sealed)
                .int8(Made::customerId).update(template, """
                INSERT INTO promotion.code (code_id, batch_id, code_index, sealed, customer_id)
                SELECT * FROM unnest(?, ?, ?, ?, ?) ON CONFLICT (code_index) DO NOTHING""");
    }

    Optional<Long> templateOf(long batchId) {
        return jdbc.sql("SELECT template_id FROM promotion.code_batch WHERE batch_id = :id").param("id", batchId)
                .query(Long.class).optional();
    }

    void change(long batchId, Change change) {
        jdbc.sql("""
                UPDATE promotion.code_batch SET name = :name, uses_cap = :cap, ends_at = :until, enabled = :enabled
                 WHERE batch_id = :id""").param("name", change.name()).param("cap", change.usesCap())
                .param("until", OfferBook.timestamp(change.endsAt())).param("enabled", change.enabled())
                .param("id", batchId).update();
    }

    Optional<Found> find(byte[] index) {
        return jdbc.sql("""
                SELECT k.code_id, k.batch_id, b.template_id, b.kind, k.customer_id
                  FROM promotion.code k JOIN promotion.code_batch b USING (batch_id) WHERE k.code_index = :i""")
                .param("i", index).query((row, n) -> new Found(row.getLong(1), row.getLong(2), row.getLong(3),
                        Kind.valueOf(row.getString(4)), row.getObject(5, Long.class))).optional();
    }

    Locked lock(long batchId) {
        return jdbc.sql("""
                SELECT enabled, starts_at IS NULL OR starts_at <= shop_now() AS begun,
                       ends_at IS NOT NULL AND ends_at <= shop_now() AS ended, uses_cap - used AS "left",
                       per_person_limit
                  FROM promotion.code_batch WHERE batch_id = :id FOR UPDATE""").param("id", batchId)
                .query(Locked.class).single();
    }

    /** Who used a code that is good once. */
    Optional<Long> userOf(long codeId) {
        return jdbc.sql("SELECT customer_id FROM promotion.code_use WHERE code_id = :id AND good_once")
                .param("id", codeId).query(Long.class).optional();
    }

    int usesOf(long batchId, long customerId) {
        return jdbc.sql("SELECT count(*) FROM promotion.code_use WHERE batch_id = :b AND customer_id = :c")
                .param("b", batchId).param("c", customerId).query(Integer.class).single();
    }

    /** One more coupon of the batch, unless its cap is reached. C1 */
    boolean countUsed(long batchId) {
        return jdbc.sql("UPDATE promotion.code_batch SET used = used + 1 WHERE batch_id = :id AND used < uses_cap")
                .param("id", batchId).update() == 1;
    }

    void insertUse(long couponId, Found code, long customerId, int ordinal, int most) {
        jdbc.sql("""
                INSERT INTO promotion.code_use (coupon_id, code_id, batch_id, customer_id, good_once, ordinal, most)
                VALUES (:coupon, :code, :batch, :c, :once, :n, :most)""").param("coupon", couponId)
                .param("code", code.codeId()).param("batch", code.batchId()).param("c", customerId)
                .param("once", code.kind() != Kind.SHARED).param("n", ordinal).param("most", most).update();
    }

    /** All codes of a batch as they were made; of a shared one nobody is named. */
    List<Kept> codes(long batchId) {
        return jdbc.sql("""
                SELECT k.sealed, k.customer_id, u.customer_id AS used_by, u.used_at
                  FROM promotion.code k LEFT JOIN promotion.code_use u ON u.code_id = k.code_id AND u.good_once
                 WHERE k.batch_id = :id ORDER BY k.code_id""").param("id", batchId)
                .query((row, n) -> new Kept(row.getBytes(1), row.getObject(2, Long.class),
                        row.getObject(3, Long.class), OfferBook.instant(row, "used_at"))).list();
    }

    private static Batch batch(ResultSet row, int n) throws SQLException {
        Timestamp made = row.getTimestamp("made_at");
        return new Batch(row.getLong("batch_id"), row.getLong("template_id"), row.getString("name"),
                Kind.valueOf(row.getString("kind")), row.getLong("codes"), row.getLong("uses_cap"),
                row.getLong("used"), row.getInt("per_person_limit"), OfferBook.instant(row, "starts_at"),
                OfferBook.instant(row, "ends_at"), row.getBoolean("enabled"), made.toInstant());
    }
}
