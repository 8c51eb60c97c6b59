package io.tuanzi.payment.internal;

import io.tuanzi.payment.Reconciliations.DayView;
import io.tuanzi.payment.Reconciliations.DifferenceView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of comparing bills. */
@Repository
class BillBook {

    private final JdbcClient jdbc;

    BillBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sums of our captures by the provider's transaction, taken by the provider between two moments. */
    Map<String, Long> captures(String provider, Instant from, Instant to) {
        return sums("""
                SELECT transaction_id, amount_minor FROM payment.capture
                 WHERE provider = :provider AND paid_at >= :from AND paid_at < :to""", provider, from, to);
    }

    /** Sums of our refunds that certainly happened between two moments. */
    Map<String, Long> refundsDone(String provider, Instant from, Instant to) {
        return sums("""
                SELECT out_refund_no, amount_minor FROM payment.refund
                 WHERE provider = :provider AND state = 'DONE' AND at >= :from AND done_at < :to""",
                provider, from, to);
    }

    private Map<String, Long> sums(String sql, String provider, Instant from, Instant to) {
        return jdbc.sql(sql).param("provider", provider).param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Sums of the refunds with these numbers, however they stand. */
    Map<String, Long> refunds(List<String> numbers) {
        return jdbc.sql("SELECT out_refund_no, amount_minor FROM payment.refund WHERE out_refund_no = ANY(:n)")
                .param("n", numbers.toArray(String[]::new))
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean compared(String provider, LocalDate day) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM payment.bill WHERE provider = :p AND day = :day)")
                .param("p", provider).param("day", day).query(Boolean.class).single();
    }

    boolean anyIntentBefore(String provider, Instant moment) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM payment.intent WHERE provider = :p AND created_at < :m)")
                .param("p", provider).param("m", moment.atOffset(ZoneOffset.UTC)).query(Boolean.class).single();
    }

    void replace(DayView view, List<DifferenceView> differences) {
        jdbc.sql("DELETE FROM payment.bill_difference WHERE provider = :p AND day = :day")
                .param("p", view.provider()).param("day", view.day()).update();
        jdbc.sql("""
                INSERT INTO payment.bill (provider, day, rows, agreed, differences, bill_hash)
                VALUES (:p, :day, :rows, :agreed, :differences, :hash)
                ON CONFLICT (provider, day) DO UPDATE SET rows = excluded.rows, agreed = excluded.agreed,
                    differences = excluded.differences, bill_hash = excluded.bill_hash, at = shop_now()""")
                .param("p", view.provider()).param("day", view.day()).param("rows", view.rows())
                .param("agreed", view.agreed()).param("differences", view.differences())
                .param("hash", view.billHash()).update();
        for (DifferenceView one : differences) {
            jdbc.sql("INSERT INTO payment.bill_difference VALUES (:p, :day, :what, :number, :theirs, :ours)")
                    .param("p", view.provider()).param("day", view.day()).param("what", one.what())
                    .param("number", one.number()).param("theirs", one.providerMinor())
                    .param("ours", one.oursMinor()).update();
        }
    }

    List<DayView> days(int limit) {
        return jdbc.sql("""
                SELECT day, provider, rows, agreed, differences, bill_hash, at FROM payment.bill
                 ORDER BY day DESC, provider LIMIT :limit""").param("limit", limit)
                .query((rs, n) -> new DayView(rs.getObject(1, LocalDate.class), rs.getString(2), rs.getInt(3),
                        rs.getInt(4), rs.getInt(5), rs.getString(6), rs.getObject(7, OffsetDateTime.class).toInstant()))
                .list();
    }

    List<DifferenceView> differences(LocalDate day) {
        return jdbc.sql("""
                SELECT day, what, number, provider_minor, ours_minor FROM payment.bill_difference
                 WHERE day = :day ORDER BY what, number""").param("day", day)
                .query((rs, n) -> new DifferenceView(rs.getObject(1, LocalDate.class), rs.getString(2),
                        rs.getString(3), rs.getLong(4), rs.getLong(5))).list();
    }
}
