package io.tuanzi.backoffice;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what the views of schema {@code audit} find: the same views {@code ./tuanzi audit} counts. */
@Repository
class AuditReads {

    /** How many rows break one invariant. */
    record Finding(String view, long rows) {
    }

    private final JdbcClient jdbc;

    AuditReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All views in order of their names, counted now. */
    List<Finding> count() {
        List<String> names = jdbc.sql("SELECT viewname FROM pg_views WHERE schemaname = 'audit' ORDER BY viewname")
                .query(String.class).list();
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            findings.add(new Finding(name, jdbc.sql("SELECT count(*) FROM audit.\"" + name.replace("\"", "\"\"")
                    + "\"").query(Long.class).single()));
        }
        return findings;
    }
}
