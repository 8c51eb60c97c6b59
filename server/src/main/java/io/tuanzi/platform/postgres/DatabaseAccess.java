package io.tuanzi.platform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * How one role reaches one database.
 *
 * @param url a JDBC address without credentials
 * @param user the login role
 * @param password its password; empty where the server asks for none
 * @param role the role to become after login, null to stay the login role
 */
public record DatabaseAccess(String url, String user, String password, @Nullable String role) {

    /** Opens one connection, outside any pool. */
    public Connection open() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "tuanzi");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10"); // whatever listens there may never answer
        if (role != null) {
            properties.setProperty("options", "-c role=" + role);
        }
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("Not a PostgreSQL address: " + url);
        }
        return connection;
    }

    @Override
    public String toString() {
        return user + "@" + url; // a password must not reach a log
    }
}
