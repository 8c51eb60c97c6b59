package io.tuanzi.routes;

import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A print of everything a shop keeps, to see whether a request changed any of it. */
final class ShopPrint {

    // What the machine moves by itself, the counters of attempts that must count even when refused, and the marks that
    // reading leaves on purpose.
    private static final Set<String> RESTLESS = Set.of("platform.scheduled_tasks", "platform.cursor",
            "platform.stamper", "platform.fact_inbox", "customer.login_code", "customer.session",
            "platform.staff_session", "platform.staff", "platform.once",
            "catalog.footprint", "catalog.search_word", "catalog.ranking", "catalog.ranking_run");

    private ShopPrint() {
    }

    /** Rows and a hash of them for each table. */
    static Map<String, String> take(TestDatabase database) {
        Map<String, String> print = new TreeMap<>();
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement()) {
            List<String> parts = new ArrayList<>();
            try (ResultSet tables = statement.executeQuery("""
                    SELECT schemaname || '.' || tablename FROM pg_tables
                     WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'schema_state')
                       AND tablename <> 'flyway_schema_history' AND tablename NOT LIKE 'fact_log%'""")) {
                while (tables.next()) {
                    String table = String.valueOf(tables.getString(1));
                    if (!RESTLESS.contains(table)) {
                        parts.add("SELECT '" + table + "', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, "
                                + "0))::text, '') FROM " + table + " t");
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery(String.join(" UNION ALL ", parts))) {
                while (rows.next()) {
                    print.put(String.valueOf(rows.getString(1)), String.valueOf(rows.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return print;
    }
}
