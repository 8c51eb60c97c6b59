package io.tuanzi.platform.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The database named by {@code TUANZI_DATABASE_URL}: {@code postgres://user:password@host:port/name} or a JDBC address
 * with {@code user} and {@code password}.
 *
 * <p>Its login role becomes {@code tuanzi_owner} to migrate and {@code tuanzi_app} to serve; it makes both roles when
 * it may. With {@code TUANZI_DATABASE_APP_URL} the shop logs in as the serving role instead, and the two never share a
 * password.
 */
final class ExternalDatabase {
    private ExternalDatabase() {}

    /** Reads an address; refused without a user. */
    static DatabaseAccess parse(String address) {
        String plain = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        if (uri.getHost() == null || !("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))) {
            throw unreadable(null);
        }
        String user = null;
        String password = "";
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            user = decode(parts[0]);
            password = parts.length > 1 ? decode(parts[1]) : "";
        }
        var rest = new StringBuilder();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                if (pair.startsWith("user=")) {
                    user = decode(pair.substring("user=".length()));
                } else if (pair.startsWith("password=")) {
                    password = decode(pair.substring("password=".length()));
                } else {
                    rest.append(rest.isEmpty() ? "?" : "&").append(pair);
                }
            }
        }
        if (user == null) {
            throw unreadable(null);
        }
        return new DatabaseAccess("jdbc:postgresql://" + uri.getHost() + ":"
                + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getRawPath() + rest, user, password, null);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static DatabaseTrouble unreadable(@Nullable Throwable cause) {
        return new DatabaseTrouble("TUANZI_DATABASE_URL 无法识别，应形如 postgres://用户:口令@主机:5432/库名。",
                "TUANZI_DATABASE_URL is not understood; write it like postgres://user:password@host:5432/name.", cause);
    }

    /** Makes sure both roles exist and the login role may become them. */
    static ShopDatabase open(String address, @Nullable String appAddress) {
        DatabaseAccess login = parse(address);
        try (Connection connection = login.open(); Statement statement = connection.createStatement()) {
            boolean ownerItself = login.user().equals(Roles.OWNER);
            if (!ownerItself) {
                provide(connection, Roles.OWNER);
            }
            if (appAddress == null || !Roles.exists(connection, Roles.APP)) {
                provide(connection, Roles.APP);
            }
            if (!mayCreate(statement)) {
                statement.execute("GRANT CREATE ON DATABASE \"" + connection.getCatalog() + "\" TO " + Roles.OWNER);
            }
            return new ShopDatabase(become(login, ownerItself ? null : Roles.OWNER),
                    appAddress == null ? become(login, Roles.APP) : parse(appAddress), null);
        } catch (SQLException e) {
            boolean unreachable = e.getSQLState() != null && e.getSQLState().startsWith("08");
            String hint = unreachable ? "" : " " + script(login);
            throw new DatabaseTrouble("无法使用外部数据库 " + login + "：" + e.getMessage() + hint,
                    "Cannot use the external database " + login + ": " + e.getMessage() + hint, e);
        }
    }

    private static String script(DatabaseAccess login) {
        return "(CREATE ROLE tuanzi_owner; CREATE ROLE tuanzi_app; GRANT tuanzi_owner, tuanzi_app TO " + login.user()
                + "; GRANT CREATE ON DATABASE ... TO tuanzi_owner;)";
    }

    private static DatabaseAccess become(DatabaseAccess login, @Nullable String role) {
        return new DatabaseAccess(login.url(), login.user(), login.password(), role);
    }

    private static boolean mayCreate(Statement statement) throws SQLException {
        return yes(statement, "SELECT has_database_privilege('" + Roles.OWNER + "', current_database(), 'CREATE')");
    }

    private static void provide(Connection connection, String role) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!Roles.exists(connection, role)) {
                createOrFind(connection, statement, role);
            }
            if (!yes(statement, "SELECT pg_has_role(current_user, '" + role + "', 'SET')")) {
                statement.execute("GRANT " + role + " TO CURRENT_USER");
            }
        }
    }

    /** Another node may make the role at the same instant; then it is there, which is all we want. */
    private static void createOrFind(Connection connection, Statement statement, String role) throws SQLException {
        try {
            statement.execute("CREATE ROLE " + role);
        } catch (SQLException e) {
            if (!Roles.exists(connection, role)) {
                throw e;
            }
        }
    }

    private static boolean yes(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
