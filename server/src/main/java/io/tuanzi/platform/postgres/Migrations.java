package io.tuanzi.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings one schema per module up to date, in the order in which modules may use each other, as {@code tuanzi_owner}.
 *
 * <p>The scripts of a module lie in {@code db/migration/<module>}. Starting Flyway costs more than a start can spare,
 * so a module whose scripts are exactly those applied last time (by checksum) is passed over.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String FOLDER = "db/migration/";
    private static final long LOCK = 0x7475616e7a69L; // one node at a time
    /** The modules in dependency order; {@code audit} reads all the others, so it comes last. */
    private static final List<String> MODULES = List.of("platform", "ledger", "compliance", "catalog", "customer",
            "inventory", "audience", "insight", "promotion", "payment", "order", "fulfilment", "groupbuy", "rewards",
            "community", "campaign", "plan", "audit");
    private static final String HISTORY = "flyway_schema_history";

    private final DatabaseAccess owner;

    public Migrations(DatabaseAccess owner) {
        this.owner = owner;
    }

    /** The schema of a module; {@code order} is a word of SQL, so its schema is {@code orders}. */
    static String schemaOf(String module) {
        return module.equals("order") ? "orders" : module;
    }

    /** One fingerprint of every script of this build; equal fingerprints make equal databases. */
    public static String fingerprint() {
        return digest(String.join("\n", checksums().entrySet().stream().map(Map.Entry::toString).toList())
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Applies what is new; refused when an applied script was changed afterwards. */
    public void bring() {
        Map<String, String> wanted = checksums();
        try (Connection connection = owner.open(); Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute("SET client_min_messages = warning");
            if (!hasState(statement)) {
                makeState(connection, statement);
            }
            Map<String, String> applied = applied(statement);
            for (Map.Entry<String, String> module : wanted.entrySet()) {
                if (!module.getValue().equals(applied.get(module.getKey()))) {
                    migrate(module.getKey());
                    hideHistory(statement, schemaOf(module.getKey()));
                    remember(connection, module.getKey(), module.getValue());
                }
            }
        } catch (SQLException | FlywayException e) {
            throw new DatabaseTrouble("数据库结构升级失败：" + e.getMessage(),
                    "Cannot bring the schemas up to date: " + e.getMessage(), e);
        }
    }

    private void migrate(String module) {
        var source = new PGSimpleDataSource();
        source.setUrl(owner.url());
        source.setUser(owner.user());
        source.setPassword(owner.password());
        source.setApplicationName("tuanzi-migrate");
        if (owner.role() != null) {
            source.setOptions("-c role=" + owner.role());
        }
        var result = Flyway.configure(Migrations.class.getClassLoader()).dataSource(source)
                .locations("classpath:" + FOLDER + module)
                .schemas(schemaOf(module)).defaultSchema(schemaOf(module)).createSchemas(true)
                .outOfOrder(module.equals("audit")) // its views are numbered by module and know nothing of each other
                .table(HISTORY).cleanDisabled(true).validateMigrationNaming(true).load().migrate();
        LOG.info("Schema {}: {} scripts applied", schemaOf(module), result.migrationsExecuted);
    }

    private static boolean hasState(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass('schema_state.module') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void makeState(Connection connection, Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA IF NOT EXISTS schema_state"); // before the grants: the shop may not see it
        statement.execute("CREATE TABLE schema_state.module (name text PRIMARY KEY, checksum text NOT NULL, "
                + "applied_at timestamptz NOT NULL DEFAULT clock_timestamp())");
        Roles.grantFuture(connection);
    }

    private static Map<String, String> applied(Statement statement) throws SQLException {
        Map<String, String> applied = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT name, checksum FROM schema_state.module")) {
            while (rows.next()) {
                applied.put(rows.getString(1), rows.getString(2));
            }
        }
        return applied;
    }

    private static void hideHistory(Statement statement, String schema) throws SQLException {
        statement.execute("REVOKE ALL ON " + schema + "." + HISTORY + " FROM " + Roles.APP);
    }

    private static void remember(Connection connection, String module, String checksum) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO schema_state.module (name, checksum) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = clock_timestamp()
                """)) {
            insert.setString(1, module);
            insert.setString(2, checksum);
            insert.executeUpdate();
        }
    }

    /** The checksum of each module's folder, in migration order. */
    private static Map<String, String> checksums() {
        Map<String, TreeMap<String, String>> scripts = new HashMap<>();
        try {
            for (Resource each : new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
                    .getResources("classpath*:" + FOLDER + "*/*.sql")) {
                String path = each.getURL().getPath();
                String[] parts = path.substring(path.lastIndexOf(FOLDER) + FOLDER.length()).split("/", -1);
                scripts.computeIfAbsent(parts[0], _ -> new TreeMap<>())
                        .put(Objects.requireNonNull(parts[1]), digest(each.getContentAsByteArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the migrations", e);
        }
        Map<String, String> checksums = new LinkedHashMap<>();
        scripts.keySet().stream().sorted(Comparator.comparingInt(Migrations::position)).forEach(module ->
                checksums.put(module, digest(scripts.getOrDefault(module, new TreeMap<>()).toString()
                        .getBytes(StandardCharsets.UTF_8))));
        return checksums;
    }

    private static int position(String module) {
        int position = MODULES.indexOf(module);
        if (position < 0) {
            throw new IllegalStateException("db/migration/" + module + " names no module; known: " + MODULES);
        }
        return position;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
