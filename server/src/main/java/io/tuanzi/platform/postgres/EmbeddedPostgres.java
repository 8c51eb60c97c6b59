package io.tuanzi.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable PostgreSQL of one data folder: started by the first process that needs it, shared by those who come
 * while it lives, started again when it dies, stopped by the last to leave.
 *
 * <p>It never removes {@code postmaster.pid}: after a kill the server's orphans still hold its shared memory, and
 * PostgreSQL itself refuses to start beside them until they are gone; we wait and try again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final long PATIENCE_MS = 20_000;
    private static final long WATCH_MS = 100;
    private static final int FIRST_PORT = 20_000; // below the range the system gives to outgoing connections
    private static final int PORTS = 12_000;

    private final DataFolder folder;
    private final ServerSettings settings;
    private final ClusterHome home;
    private final PostgresBinaries binaries;
    private final Properties secrets;
    private final boolean visiting;
    private final FolderLock presence;
    private final @Nullable Thread exitHook;
    private volatile int port;
    private volatile long pid;
    private volatile boolean leaving;
    private boolean startedHere;

    private EmbeddedPostgres(DataFolder folder, ServerSettings settings, boolean visiting, boolean stopOnExit) {
        this.folder = folder;
        this.settings = settings;
        this.visiting = visiting;
        this.home = ClusterHome.of(folder);
        String shared = System.getenv("TUANZI_PG_BIN");
        this.binaries = PostgresBinaries.in(shared == null ? home.path().resolve("pg-bin") : Path.of(shared));
        try (var _ = FolderLock.take(folder.file("pg-start.lock"))) {
            this.secrets = loadSecrets();
            this.presence = FolderLock.take(presenceFolder().resolve(
                    ProcessHandle.current().pid() + "-" + randomHex(4)));
            try {
                home.makeCluster(binaries, settings, secret(Roles.ADMIN));
                this.startedHere = bringUp(true);
                prepareDatabase();
            } catch (RuntimeException | SQLException e) {
                forgetPresence();
                if (startedHere) {
                    home.stop(binaries);
                }
                throw e instanceof RuntimeException known ? known
                        : new DatabaseTrouble("无法准备数据库：" + e.getMessage(),
                                "Cannot prepare the database: " + e.getMessage(), e);
            }
        }
        Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
        this.exitHook = stopOnExit ? new Thread(this::close, "postgres-stop") : null;
        if (exitHook != null) {
            Runtime.getRuntime().addShutdownHook(exitHook);
        }
    }

    /** Adopts the living server of the folder or starts it; the caller closes it. */
    public static EmbeddedPostgres start(DataFolder folder) {
        return start(folder, ServerSettings.durable());
    }

    /** The same with other settings. */
    public static EmbeddedPostgres start(DataFolder folder, ServerSettings settings) {
        return new EmbeddedPostgres(folder, settings, false, false);
    }

    /** The same, stopped by a shutdown hook when nobody closed it before. */
    public static EmbeddedPostgres startUntilExit(DataFolder folder, ServerSettings settings) {
        return new EmbeddedPostgres(folder, settings, false, true);
    }

    /** Uses the living server, or starts it for as long as this visit lasts; one it did not start it leaves alone. */
    public static EmbeddedPostgres visit(DataFolder folder) {
        return new EmbeddedPostgres(folder, ServerSettings.durable(), true, true);
    }

    /** How the role that migrates reaches the shop's database. */
    public DatabaseAccess owner() {
        return access(Roles.DATABASE, Roles.OWNER);
    }

    /** How the role that serves reaches the shop's database. */
    public DatabaseAccess app() {
        return access(Roles.DATABASE, Roles.APP);
    }

    /** How one of the {@link Roles} reaches a database of this server. */
    public DatabaseAccess access(String database, String role) {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + port + "/" + database, role, secret(role), null);
    }

    public int port() {
        return port;
    }

    /** The process of the server; another one after it died and was started again. */
    public long pid() {
        return pid;
    }

    /** Whether this call started the server; false when it found it alive. */
    public boolean startedHere() {
        return startedHere;
    }

    /** Leaves; the last one out stops the server (a visitor only one it started itself). */
    @Override
    public void close() {
        if (leaving) {
            return;
        }
        leaving = true;
        try (var _ = FolderLock.take(folder.file("pg-start.lock"))) {
            forgetPresence();
            if ((!visiting || startedHere) && !someoneElseIsHere() && home.postmaster().isPresent()) {
                PostgresUser.Answer stopped = home.stop(binaries);
                if (!stopped.ok()) {
                    LOG.warn("PostgreSQL did not stop cleanly: {}", stopped.text().strip());
                }
            }
        }
        if (exitHook != null && Thread.currentThread() != exitHook) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException e) {
                LOG.trace("The process is ending already", e);
            }
        }
    }

    /** Leaves without a word, as a killed process does; the server lives on. For tests of adoption. */
    void abandon() {
        leaving = true;
        forgetPresence();
    }

    private void watch() {
        while (!leaving) {
            Pause.ms(WATCH_MS);
            if (leaving || home.postmaster().filter(it -> it.pid() == pid && it.lives()).isPresent()) {
                continue;
            }
            try (var _ = FolderLock.take(folder.file("pg-start.lock"))) {
                if (!leaving) {
                    LOG.warn("PostgreSQL (process {}) is gone; starting it again", pid);
                    bringUp(false);
                    LOG.warn("PostgreSQL is back as process {}", pid);
                }
            } catch (RuntimeException e) {
                LOG.error("PostgreSQL does not come back; trying again", e);
                Pause.ms(1_000);
            }
        }
    }

    /** Makes sure the server answers; true when it had to be started. The caller holds the start lock. */
    private boolean bringUp(boolean mayMove) {
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        long backoffMs = 50;
        boolean launched = false;
        while (true) {
            Optional<ClusterHome.Postmaster> living = home.postmaster().filter(ClusterHome.Postmaster::lives);
            if (living.isPresent()) {
                if (answersWhileAlive(living.get())) {
                    pid = living.get().pid();
                    port = living.get().port();
                    return launched;
                }
                continue; // it ended while we waited
            }
            if (launched && System.nanoTime() > giveUp) {
                throw new DatabaseTrouble("PostgreSQL 启动失败，日志 " + home.log() + "：\n" + home.lastWords(),
                        "PostgreSQL does not start; its log " + home.log() + " ends:\n" + home.lastWords());
            }
            if (launched) {
                if (mayMove && home.lastWords().contains("Address already in use")) {
                    folder.write("pg-port", freePort() + "\n");
                }
                Pause.ms(backoffMs);
                backoffMs = Math.min(1_000, backoffMs * 2);
            }
            home.tune(settings);
            launchAndAwaitLockFile();
            launched = true;
        }
    }

    /** The lock file names the new process once it runs; a start that fails ends the process instead. */
    private void launchAndAwaitLockFile() {
        Process process = home.launch(binaries, settings, chosenPort());
        while (process.isAlive()) {
            if (home.postmaster().filter(it -> it.pid() == process.pid()).isPresent()) {
                return;
            }
            Pause.ms(10);
        }
    }

    /** Waits through recovery, however long; false when the process ends first. */
    private boolean answersWhileAlive(ClusterHome.Postmaster server) {
        var access = new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
                Roles.ADMIN, secret(Roles.ADMIN), null);
        while (server.lives()) {
            if (home.postmaster().filter(it -> it.pid() == server.pid() && it.ready()).isEmpty()) {
                Pause.ms(10);
                continue;
            }
            try (Connection connection = access.open()) {
                return connection.isValid(5);
            } catch (SQLException e) {
                if (e.getSQLState() != null && e.getSQLState().startsWith("28")) {
                    throw new DatabaseTrouble("数据库不接受 " + folder.file("pg-secrets") + " 里的口令。",
                            "The database refuses the password kept in " + folder.file("pg-secrets") + ".", e);
                }
                Pause.ms(20);
            }
        }
        return false;
    }

    private void prepareDatabase() throws SQLException {
        try (Connection connection = access("postgres", Roles.ADMIN).open();
             Statement statement = connection.createStatement()) {
            if (Roles.databaseExists(connection, Roles.DATABASE)) {
                return;
            }
            for (String role : new String[] {Roles.OWNER, Roles.APP}) {
                statement.execute((Roles.exists(connection, role) ? "ALTER" : "CREATE") + " ROLE " + role
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '" + secret(role) + "'");
            }
            statement.execute("CREATE DATABASE " + Roles.DATABASE + " OWNER " + Roles.OWNER);
        }
    }

    private int chosenPort() {
        return folder.read("pg-port").map(String::strip).map(Integer::parseInt).orElseGet(() -> {
            int chosen = freePort();
            folder.write("pg-port", chosen + "\n");
            return chosen;
        });
    }

    private static int freePort() {
        var random = new SecureRandom();
        while (true) {
            int candidate = FIRST_PORT + random.nextInt(PORTS);
            try (var _ = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return candidate;
            } catch (IOException e) {
                LOG.trace("Port {} is taken", candidate, e);
            }
        }
    }

    private Properties loadSecrets() {
        var loaded = new Properties();
        Path file = folder.file("pg-secrets");
        try {
            if (!Files.exists(file)) {
                folder.write("pg-secrets", Roles.ADMIN + "=" + randomHex(24) + "\n" + Roles.OWNER + "=" + randomHex(24)
                        + "\n" + Roles.APP + "=" + randomHex(24) + "\n");
            }
            try (var in = Files.newBufferedReader(file)) {
                loaded.load(in);
            }
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private String secret(String role) {
        String secret = secrets.getProperty(role);
        if (secret == null) {
            throw new IllegalStateException("No password for " + role + " in " + folder.file("pg-secrets"));
        }
        return secret;
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private Path presenceFolder() {
        try {
            return Files.createDirectories(folder.file("pg-users"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetPresence() {
        try {
            Files.deleteIfExists(presence.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            presence.close();
        }
    }

    /** A presence file that nobody holds was left by a process that died; it is cleared on the way. */
    private boolean someoneElseIsHere() {
        try (Stream<Path> files = Files.list(presenceFolder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<FolderLock> dead = FolderLock.tryTake(file);
                if (dead.isEmpty()) {
                    return true;
                }
                Files.deleteIfExists(file);
                dead.get().close();
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
