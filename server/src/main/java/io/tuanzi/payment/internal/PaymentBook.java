package io.tuanzi.payment.internal;

import io.tuanzi.payment.CaptureView;
import io.tuanzi.payment.QuarantineView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of intents, captures and what was set aside. */
@Repository
class PaymentBook {

    /** An intent as the book has it. */
    record Intent(long intentId, String payable, long payableId, String provider, String channel, String outTradeNo,
                  long amountMinor, String currency, String request, Instant payBefore, String state) {
    }

    private static final String INTENT = """
            SELECT intent_id, payable, payable_id, provider, channel, out_trade_no, amount_minor, currency, request,
                   pay_before, state
              FROM payment.intent
            """;

    private final JdbcClient jdbc;

    PaymentBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts an open intent unless the payable has one on this channel. */
    boolean insert(Intent intent, Duration firstAsk) {
        return jdbc.sql("""
                INSERT INTO payment.intent (intent_id, payable, payable_id, provider, channel, out_trade_no,
                                            amount_minor, request, pay_before, ask_at)
                VALUES (:id, :payable, :payableId, :provider, :channel, :no, :amount, :request, :before,
                        least(shop_now() + make_interval(secs => :wait), :before + interval '6 seconds'))
                ON CONFLICT (payable, channel) WHERE state = 'OPEN' DO NOTHING""")
                .param("id", intent.intentId()).param("payable", intent.payable())
                .param("payableId", intent.payableId()).param("provider", intent.provider())
                .param("channel", intent.channel()).param("no", intent.outTradeNo())
                .param("amount", intent.amountMinor()).param("request", intent.request())
                .param("before", intent.payBefore().atOffset(ZoneOffset.UTC)).param("wait", firstAsk.toSeconds())
                .update() == 1;
    }

    Optional<Intent> openOf(String payable, String channel) {
        return jdbc.sql(INTENT + " WHERE payable = :payable AND channel = :channel AND state = 'OPEN'")
                .param("payable", payable).param("channel", channel).query(PaymentBook::intent).optional();
    }

    List<Intent> of(String payable) {
        return jdbc.sql(INTENT + " WHERE payable = :payable ORDER BY intent_id")
                .param("payable", payable).query(PaymentBook::intent).list();
    }

    Optional<Intent> byNumber(String outTradeNo) {
        return jdbc.sql(INTENT + " WHERE out_trade_no = :no").param("no", outTradeNo)
                .query(PaymentBook::intent).optional();
    }

    /** Gives up the open intents of a payable, or one of them. */
    int giveUp(String payable, @Nullable Long intentId) {
        return jdbc.sql("""
                UPDATE payment.intent SET state = 'CLOSING', asked = 0, ask_at = shop_now()
                 WHERE payable = :payable AND state = 'OPEN' AND (:id::bigint IS NULL OR intent_id = :id)""")
                .param("payable", payable).param("id", intentId).update();
    }

    /** What was paid on one channel need not stay payable on another. */
    void giveUpOthers(Intent paid) {
        jdbc.sql("""
                UPDATE payment.intent SET state = 'CLOSING', asked = 0, ask_at = shop_now()
                 WHERE payable = :payable AND state = 'OPEN' AND intent_id <> :id""")
                .param("payable", paid.payable()).param("id", paid.intentId()).update();
    }

    /** Takes due intents of a state for this node: each is due again later, further away each time. */
    List<Intent> takeDue(String state, int limit, Duration first, Duration longest) {
        return jdbc.sql("""
                UPDATE payment.intent SET asked = asked + 1,
                       ask_at = shop_now() + make_interval(secs => least(:first * power(2, least(asked, 20)), :longest))
                 WHERE intent_id IN (SELECT intent_id FROM payment.intent
                                      WHERE state = :state AND ask_at <= shop_now() AND state IN ('OPEN', 'CLOSING')
                                      ORDER BY ask_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING intent_id, payable, payable_id, provider, channel, out_trade_no, amount_minor, currency,
                          request, pay_before, state""")
                .param("state", state).param("limit", limit).param("first", first.toSeconds())
                .param("longest", longest.toSeconds()).query(PaymentBook::intent).list();
    }

    /** Moves an unpaid intent whose time to pay is over to CLOSING. */
    boolean outOfTime(long intentId, Duration grace) {
        return jdbc.sql("""
                UPDATE payment.intent SET state = 'CLOSING', asked = 0, ask_at = shop_now()
                 WHERE intent_id = :id AND state = 'OPEN'
                   AND pay_before + make_interval(secs => :grace) < shop_now()""")
                .param("id", intentId).param("grace", grace.toSeconds()).update() == 1;
    }

    /** The provider says nobody can pay it: returns the fact's seq, empty when it had ended already. */
    Optional<Long> close(long intentId) {
        return jdbc.sql("""
                UPDATE payment.intent SET state = 'CLOSED', version = version + 1
                 WHERE intent_id = :id AND state IN ('OPEN', 'CLOSING') RETURNING version""")
                .param("id", intentId).query(Long.class).optional();
    }

    /** Marks an intent paid, from any state: money is never argued away. Returns the fact's seq. */
    long paid(long intentId) {
        return jdbc.sql("UPDATE payment.intent SET state = 'PAID', version = version + 1 WHERE intent_id = :id "
                + "RETURNING version").param("id", intentId).query(Long.class).single();
    }

    /** The seq of one more fact about an intent. */
    long nextSeq(long intentId) {
        return jdbc.sql("UPDATE payment.intent SET version = version + 1 WHERE intent_id = :id RETURNING version")
                .param("id", intentId).query(Long.class).single();
    }

    /** P1: stores the arrival of money; false when this transaction of the provider is on the book already. */
    boolean capture(long captureId, Intent intent, String transactionId, Instant paidAt) {
        return jdbc.sql("""
                INSERT INTO payment.capture (capture_id, intent_id, payable, payable_id, provider, transaction_id,
                                             amount_minor, paid_at)
                VALUES (:id, :intent, :payable, :payableId, :provider, :transaction, :amount, :paidAt)
                ON CONFLICT (provider, transaction_id, kind) DO NOTHING""")
                .param("id", captureId).param("intent", intent.intentId()).param("payable", intent.payable())
                .param("payableId", intent.payableId()).param("provider", intent.provider())
                .param("transaction", transactionId).param("amount", intent.amountMinor())
                .param("paidAt", paidAt.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    void verdict(long captureId, boolean kept) {
        jdbc.sql("UPDATE payment.capture SET kept = :kept WHERE capture_id = :id")
                .param("kept", kept).param("id", captureId).update();
    }

    /** The intent a transaction of the provider was booked for. */
    Optional<Long> intentOf(String provider, String transactionId) {
        return jdbc.sql("SELECT intent_id FROM payment.capture WHERE provider = :p AND transaction_id = :t")
                .param("p", provider).param("t", transactionId).query(Long.class).optional();
    }

    List<CaptureView> captures(String payable) {
        return jdbc.sql("""
                SELECT capture_id, intent_id, payable, provider, transaction_id, amount_minor, refunded_minor,
                       kept IS NOT TRUE AS returned, paid_at AS at
                  FROM payment.capture WHERE payable = :payable ORDER BY capture_id""")
                .param("payable", payable)
                .query((rs, n) -> new CaptureView(rs.getLong(1), rs.getLong(2), rs.getString(3), rs.getString(4),
                        rs.getString(5), rs.getLong(6), rs.getLong(7), rs.getBoolean(8), instant(rs, 9)))
                .list();
    }

    /** P4: sets a notification aside; false when the same stands there already. */
    boolean quarantine(@Nullable Long intentId, String provider, String transactionId, String why, String said) {
        return jdbc.sql("""
                INSERT INTO payment.quarantine (intent_id, provider, transaction_id, why, said)
                VALUES (:intent, :provider, :transaction, :why, :said) ON CONFLICT DO NOTHING""")
                .param("intent", intentId).param("provider", provider).param("transaction", transactionId)
                .param("why", why).param("said", said).update() == 1;
    }

    /** Asks about the intent soon: something strange was told about it. */
    void askSoon(long intentId) {
        jdbc.sql("""
                UPDATE payment.intent SET asked = 0, ask_at = shop_now()
                 WHERE intent_id = :id AND state IN ('OPEN', 'CLOSING')""").param("id", intentId).update();
    }

    List<QuarantineView> quarantined(long before, int limit) {
        return jdbc.sql("""
                SELECT quarantine_id, intent_id, provider, transaction_id, why, said, decision, at
                  FROM payment.quarantine WHERE quarantine_id < :before ORDER BY quarantine_id DESC LIMIT :limit""")
                .param("before", before).param("limit", limit)
                .query((rs, n) -> new QuarantineView(rs.getLong(1), rs.getObject(2, Long.class), rs.getString(3),
                        rs.getString(4), rs.getString(5), rs.getString(6), rs.getString(7), instant(rs, 8)))
                .list();
    }

    boolean decide(long quarantineId, String decision) {
        return jdbc.sql("UPDATE payment.quarantine SET decision = :d WHERE quarantine_id = :id AND decision IS NULL")
                .param("d", decision).param("id", quarantineId).update() == 1;
    }

    boolean isQuarantined(long quarantineId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM payment.quarantine WHERE quarantine_id = :id)")
                .param("id", quarantineId).query(Boolean.class).single();
    }

    static Instant instant(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Intent intent(ResultSet rs, int n) throws SQLException {
        return new Intent(rs.getLong(1), rs.getString(2), rs.getLong(3), rs.getString(4), rs.getString(5),
                rs.getString(6), rs.getLong(7), rs.getString(8), rs.getString(9), instant(rs, 10), rs.getString(11));
    }

    io.tuanzi.payment.Payments.OnTheWay refundsOnTheWay() {
        return jdbc.sql("""
                SELECT count(*) AS refunds, coalesce(sum(amount_minor), 0)::bigint AS amount_minor
                  FROM payment.refund WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN')""")
                .query(io.tuanzi.payment.Payments.OnTheWay.class).single();
    }
}
