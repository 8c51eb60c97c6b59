package io.tuanzi.platform.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The views of schema {@code audit}: each lists the rows that break one invariant, so an empty view is a proof. */
public final class AuditViews {
    private AuditViews() {}

    /**
     * How many rows one view returned.
     *
     * @param view its name without the schema
     * @param rows the rows that break its invariant
     */
    public record Finding(String view, long rows) {}

    /** Counts every view at one instant, in name order; empty when the schema is absent. */
    public static List<Finding> count(DatabaseAccess owner) throws SQLException {
        try (Connection connection = owner.open()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            List<Finding> findings = new ArrayList<>();
            for (String view : names(connection)) {
                try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM audit.\"" + view.replace("\"", "\"\"") + "\"")) {
                    row.next();
                    findings.add(new Finding(view, row.getLong(1)));
                }
            }
            connection.rollback();
            return findings;
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
                SELECT viewname FROM pg_views WHERE schemaname = 'audit' ORDER BY viewname
                """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
