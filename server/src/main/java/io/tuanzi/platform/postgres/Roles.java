package io.tuanzi.platform.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The roles of a shop's database and what each may do: one owns and migrates, one serves and owns nothing. */
public final class Roles {
    /** The superuser of an embedded server; only we use it, to make roles and databases. */
    public static final String ADMIN = "tuanzi_admin";
    /** Owns every schema and table. */
    public static final String OWNER = "tuanzi_owner";
    /** Serves; reads and writes rows as far as migrations let it. */
    public static final String APP = "tuanzi_app";
    /** The name of the shop's database on an embedded server. */
    public static final String DATABASE = "tuanzi";

    private Roles() {}

    static boolean exists(Connection connection, String role) throws SQLException {
        return found(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role);
    }

    static boolean databaseExists(Connection connection, String database) throws SQLException {
        return found(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database);
    }

    private static boolean found(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Gives the serving role its rights on whatever the owner makes from now on in this database. */
    static void grantFuture(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String grant : new String[] {
                "USAGE ON SCHEMAS", "SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"}) {
                statement.execute("ALTER DEFAULT PRIVILEGES FOR ROLE " + OWNER + " GRANT " + grant + " TO " + APP);
            }
        }
    }
}
