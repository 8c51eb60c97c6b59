package io.tuanzi.testing;

import io.tuanzi.platform.postgres.AuditViews;
import io.tuanzi.platform.postgres.DataFolder;
import io.tuanzi.platform.postgres.DatabaseAccess;
import io.tuanzi.platform.postgres.EmbeddedPostgres;
import io.tuanzi.platform.postgres.Migrations;
import io.tuanzi.platform.postgres.Roles;
import io.tuanzi.platform.postgres.ServerSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, fully migrated database on this build's test server: durable settings, real roles, dropped on close.
 *
 * <p>The server lives in {@code target/test-pg} and runs while some test JVM runs. Databases are copies of a template
 * that is migrated once per set of scripts, so a copy costs about a tenth of a second.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String template;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** Makes a new database; safe from several threads and test JVMs. */
    public static TestDatabase fresh() {
        String name = "t_" + ProcessHandle.current().pid() + "_" + SERIAL.incrementAndGet();
        admin("CREATE DATABASE " + name + " OWNER " + Roles.OWNER + " TEMPLATE " + template());
        return new TestDatabase(name);
    }

    /** The test server, started when first asked for and stopped when the last test JVM ends. */
    public static synchronized EmbeddedPostgres server() {
        if (server == null) {
            server = EmbeddedPostgres.startUntilExit(DataFolder.at(target().resolve("test-pg")),
                    ServerSettings.durable().with("max_connections", "200").with("shared_buffers", "192MB"));
        }
        return server;
    }

    /** Where tests may write: the module's {@code target}. */
    public static Path target() {
        return Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath().normalize();
    }

    private static synchronized String template() {
        if (template == null) {
            clearLeftovers();
            String wanted = "tpl_" + Migrations.fingerprint();
            if (!databases("tpl\\_%").contains(wanted)) {
                String draft = "draft_" + ProcessHandle.current().pid();
                admin("DROP DATABASE IF EXISTS " + draft);
                admin("CREATE DATABASE " + draft + " OWNER " + Roles.OWNER);
                new Migrations(server().access(draft, Roles.OWNER)).bring();
                try {
                    admin("ALTER DATABASE " + draft + " RENAME TO " + wanted);
                } catch (IllegalStateException e) {
                    admin("DROP DATABASE " + draft); // another test JVM was quicker
                }
            }
            template = wanted;
        }
        return template;
    }

    private static void clearLeftovers() {
        for (String each : databases("t\\_%")) {
            long maker = Long.parseLong(each.split("_", -1)[1]);
            if (ProcessHandle.of(maker).isEmpty()) {
                admin("DROP DATABASE IF EXISTS " + each + " WITH (FORCE)");
            }
        }
    }

    private static List<String> databases(String pattern) {
        List<String> names = new ArrayList<>();
        try (Connection connection = server().access("postgres", Roles.ADMIN).open();
             Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(
                     "SELECT datname FROM pg_database WHERE datname LIKE '" + pattern + "'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void admin(String command) {
        try (Connection connection = server().access("postgres", Roles.ADMIN).open();
             Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(command, e);
        }
    }

    public String name() {
        return name;
    }

    /** The role that serves. */
    public DatabaseAccess app() {
        return server().access(name, Roles.APP);
    }

    /** The role that migrates and sees every schema. */
    public DatabaseAccess owner() {
        return server().access(name, Roles.OWNER);
    }

    /** An address with credentials, as {@code TUANZI_DATABASE_URL} takes it; for child processes. */
    public String ownerUrl() {
        return withCredentials(owner());
    }

    /** The same for {@code TUANZI_DATABASE_APP_URL}. */
    public String appUrl() {
        return withCredentials(app());
    }

    private static String withCredentials(DatabaseAccess access) {
        return access.url() + "?user=" + access.user() + "&password=" + access.password();
    }

    /** A source without a pool, as the serving role; for tests of a desk without Spring. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(app().url());
        source.setUser(app().user());
        source.setPassword(app().password());
        return source;
    }

    /** The audit views that return rows; empty when all is well or the schema is absent. */
    public List<AuditViews.Finding> auditFindings() {
        try {
            return AuditViews.count(owner()).stream().filter(finding -> finding.rows() > 0).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
}
