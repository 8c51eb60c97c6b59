package io.tuanzi.compliance.internal;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of legal parameters; a parameter without a row has its default. */
@Repository
class LegalBook {

    private final JdbcClient jdbc;

    LegalBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Long> values() {
        return jdbc.sql("SELECT name, value FROM compliance.parameter")
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void set(String name, long value, String who, String why) {
        jdbc.sql("""
                INSERT INTO compliance.parameter (name, value, by, why) VALUES (:n, :v, :by, :why)
                ON CONFLICT (name) DO UPDATE SET value = :v, by = :by, why = :why, at = shop_now()""")
                .param("n", name).param("v", value).param("by", who).param("why", why).update();
    }
}
