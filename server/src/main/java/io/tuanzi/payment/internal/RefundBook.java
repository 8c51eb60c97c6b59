package io.tuanzi.payment.internal;

import io.tuanzi.payment.RefundView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of refunds. */
@Repository
class RefundBook {

    /** A capture money may still go back from. */
    record Source(long captureId, long intentId, long payableId, String provider, String transactionId,
                  String outTradeNo, long amountMinor, long leftMinor) {
    }

    /** A refund as the book has it. */
    record Row(long refundId, long captureId, long intentId, String payable, long payableId, String key,
               String provider, String transactionId, String outRefundNo, long amountMinor, String request,
               String state, int asked) {
    }

    private static final String ROW = """
            SELECT r.refund_id, r.capture_id, r.intent_id, r.payable, r.payable_id, r.key, r.provider,
                   c.transaction_id, r.out_refund_no, r.amount_minor, r.request, r.state, r.asked
              FROM payment.refund r JOIN payment.capture c USING (capture_id)
            """;

    private final JdbcClient jdbc;

    RefundBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the kept captures of a payable in id order, or one capture kept or not. */
    List<Source> lockSources(String payable, @Nullable Long captureId) {
        return jdbc.sql("""
                SELECT c.capture_id, c.intent_id, c.payable_id, c.provider, c.transaction_id, i.out_trade_no,
                       c.amount_minor, c.amount_minor - c.refunded_minor
                  FROM payment.capture c JOIN payment.intent i USING (intent_id)
                 WHERE c.payable = :payable AND ((:id::bigint IS NULL AND c.kept) OR c.capture_id = :id)
                 ORDER BY c.capture_id FOR UPDATE OF c""")
                .param("payable", payable).param("id", captureId)
                .query((rs, n) -> new Source(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getString(4),
                        rs.getString(5), rs.getString(6), rs.getLong(7), rs.getLong(8)))
                .list();
    }

    /** The id of the first part of a refund that is already on the book, and its whole sum. */
    Optional<long[]> known(String payable, String key) {
        return jdbc.sql("""
                SELECT min(refund_id), sum(amount_minor)::bigint FROM payment.refund
                 WHERE payable = :payable AND key = :key HAVING count(*) > 0""")
                .param("payable", payable).param("key", key)
                .query((rs, n) -> new long[] {rs.getLong(1), rs.getLong(2)}).optional();
    }

    /** M5: takes the sum from what is left of a capture; false when not enough is. */
    boolean take(long captureId, long amountMinor) {
        return jdbc.sql("""
                UPDATE payment.capture SET refunded_minor = refunded_minor + :sum
                 WHERE capture_id = :id AND refunded_minor + :sum <= amount_minor""")
                .param("id", captureId).param("sum", amountMinor).update() == 1;
    }

    void insert(Row row, int part, String reason) {
        jdbc.sql("""
                INSERT INTO payment.refund (refund_id, capture_id, intent_id, payable, payable_id, key, part, provider,
                                            out_refund_no, amount_minor, request, reason)
                VALUES (:id, :capture, :intent, :payable, :payableId, :key, :part, :provider, :no, :sum, :request,
                        :reason)""")
                .param("id", row.refundId()).param("capture", row.captureId()).param("intent", row.intentId())
                .param("payable", row.payable()).param("payableId", row.payableId()).param("key", row.key())
                .param("part", part).param("provider", row.provider()).param("no", row.outRefundNo())
                .param("sum", row.amountMinor()).param("request", row.request()).param("reason", reason).update();
    }

    /** Takes refunds that are due for this node: each is due again later, further away each time. */
    List<Row> takeDue(int limit, Duration first, Duration longest) {
        return jdbc.sql("""
                WITH due AS (
                  UPDATE payment.refund SET asked = asked + 1,
                         ask_at = shop_now()
                                + make_interval(secs => least(:first * power(2, least(asked, 20)), :longest))
                   WHERE refund_id IN (SELECT refund_id FROM payment.refund
                                        WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN') AND ask_at <= shop_now()
                                        ORDER BY ask_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                  RETURNING refund_id)
                """ + ROW + " WHERE r.refund_id IN (SELECT refund_id FROM due) ORDER BY r.refund_id")
                .param("limit", limit).param("first", first.toSeconds()).param("longest", longest.toSeconds())
                .query(RefundBook::row).list();
    }

    Optional<Row> byNumber(String outRefundNo) {
        return jdbc.sql(ROW + " WHERE r.out_refund_no = :no").param("no", outRefundNo)
                .query(RefundBook::row).optional();
    }

    /** The provider has it in hand, or did not answer: ask again soon. */
    void underway(long refundId, String state, @Nullable String trouble, long askInSeconds) {
        jdbc.sql("""
                UPDATE payment.refund SET state = :state, trouble = :trouble,
                       ask_at = shop_now() + make_interval(secs => :wait)
                 WHERE refund_id = :id AND state IN ('QUEUED', 'SENT', 'UNKNOWN')""")
                .param("id", refundId).param("state", state).param("trouble", trouble).param("wait", askInSeconds)
                .update();
    }

    /** Ends it as paid back; false when it was already. */
    boolean done(long refundId, String providerRefundId) {
        return jdbc.sql("""
                UPDATE payment.refund SET state = 'DONE', done_at = shop_now(), trouble = NULL,
                       provider_refund_id = :theirs
                 WHERE refund_id = :id AND state <> 'DONE'""")
                .param("id", refundId).param("theirs", providerRefundId).update() == 1;
    }

    /** Ends it as not paid back; false when it had ended. */
    boolean failed(long refundId, String why) {
        return jdbc.sql("""
                UPDATE payment.refund SET state = 'FAILED', done_at = shop_now(), trouble = :why
                 WHERE refund_id = :id AND state NOT IN ('DONE', 'FAILED')""")
                .param("id", refundId).param("why", why).update() == 1;
    }

    /** Whether every part of the refund of that key is done. */
    boolean whole(String payable, String key) {
        return jdbc.sql("""
                SELECT NOT EXISTS (SELECT 1 FROM payment.refund
                                    WHERE payable = :payable AND key = :key AND state <> 'DONE')""")
                .param("payable", payable).param("key", key).query(Boolean.class).single();
    }

    List<RefundView> of(String payable) {
        return jdbc.sql("""
                SELECT r.refund_id, r.capture_id, r.payable, r.key, r.out_refund_no, r.amount_minor, r.reason, r.state,
                       r.trouble, r.at, r.done_at, c.provider
                  FROM payment.refund r JOIN payment.capture c USING (capture_id)
                 WHERE r.payable = :payable ORDER BY r.refund_id""")
                .param("payable", payable).query(RefundBook::view).list();
    }

    private static RefundView view(ResultSet rs, int n) throws SQLException {
        OffsetDateTime done = rs.getObject(11, OffsetDateTime.class);
        return new RefundView(rs.getLong(1), rs.getLong(2), rs.getString(12), rs.getString(3), rs.getString(4),
                rs.getString(5), rs.getLong(6), rs.getString(7), rs.getString(8), rs.getString(9),
                PaymentBook.instant(rs, 10), done == null ? null : done.toInstant());
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        return new Row(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getString(4), rs.getLong(5), rs.getString(6),
                rs.getString(7), rs.getString(8), rs.getString(9), rs.getLong(10), rs.getString(11),
                rs.getString(12), rs.getInt(13));
    }
}
