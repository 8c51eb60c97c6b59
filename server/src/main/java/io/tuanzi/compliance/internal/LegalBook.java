package io.tuanzi.compliance.internal;

import io.tuanzi.compliance.Compliance.Change;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of legal parameters; a parameter without a row has its default. */
@Repository
class LegalBook {

    /** A parameter that was set. */
    record Row(String name, long value, Change changed) {
    }

    private final JdbcClient jdbc;

    LegalBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Row> rows() {
        return jdbc.sql("SELECT name, value, by, at, why FROM compliance.parameter")
                .query((rs, n) -> new Row(rs.getString(1), rs.getLong(2), new Change(rs.getString(3),
                        rs.getTimestamp(4).toInstant(), rs.getString(5)))).list().stream()
                .collect(Collectors.toMap(Row::name, Function.identity()));
    }

    /** Nobody else changes a parameter until the transaction ends; reading goes on. */
    void lock() {
        jdbc.sql("LOCK TABLE compliance.parameter IN SHARE ROW EXCLUSIVE MODE").update();
    }

    void set(String name, long value, String who, String why) {
        jdbc.sql("""
                INSERT INTO compliance.parameter (name, value, by, why) VALUES (:n, :v, :by, :why)
                ON CONFLICT (name) DO UPDATE SET value = :v, by = :by, why = :why, at = shop_now()""")
                .param("n", name).param("v", value).param("by", who).param("why", why).update();
    }
}
