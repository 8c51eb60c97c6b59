package io.tuanzi.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

@Timeout(120)
class EmbeddedPostgresTest {
    private ScratchFolder scratch = new ScratchFolder(DataFolder.at(Path.of("target/test-pg")));

    @BeforeEach
    void aDataFolder() throws IOException {
        scratch = ScratchFolder.make();
    }

    @AfterEach
    void leavesNothing() throws IOException {
        scratch.close();
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws SQLException {
        int port;
        try (var server = start()) {
            port = server.port();
            write(server, 42);
        }
        try (var server = start()) {
            assertThat(server.startedHere()).isTrue();
            assertThat(server.port()).as("the port is chosen once").isEqualTo(port);
            assertThat(read(server)).isEqualTo(42);
        }
    }

    @Test
    void aKilledServerComesBackByItselfWithWhatItAcknowledged() throws SQLException {
        try (var server = start()) {
            write(server, 7);
            long killed = server.pid();
            kill(killed);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.pid() != killed);
            assertThat(read(server)).isEqualTo(7);
        }
    }

    @Test
    void aServerKilledWithNobodyThereStartsAgainAlthoughItsOrphansStillLive() throws SQLException {
        var gone = start();
        write(gone, 9);
        gone.abandon();
        Path lockFile = ClusterHome.of(scratch.folder()).cluster().resolve("postmaster.pid");
        kill(gone.pid());
        assertThat(lockFile).as("the lock file of the dead server is left to PostgreSQL").exists();
        try (var server = start()) {
            assertThat(server.startedHere()).isTrue();
            assertThat(read(server)).isEqualTo(9);
        }
    }

    @Test
    void aLivingServerWithoutItsShopIsAdopted() throws SQLException {
        var gone = start();
        write(gone, 5);
        gone.abandon();
        try (var server = start()) {
            assertThat(server.startedHere()).isFalse();
            assertThat(server.pid()).isEqualTo(gone.pid());
            assertThat(read(server)).isEqualTo(5);
        }
        assertThat(alive(gone.pid())).as("who adopts it stops it").isFalse();
    }

    @Test
    void aVisitorLeavesTheServerAsItFoundIt() {
        long pid;
        try (var visitor = EmbeddedPostgres.visit(scratch.folder())) {
            pid = visitor.pid();
        }
        assertThat(alive(pid)).as("it started it, so it stopped it").isFalse();
        try (var server = start()) {
            EmbeddedPostgres.visit(scratch.folder()).close();
            assertThat(alive(server.pid())).isTrue();
        }
        var orphaned = start();
        orphaned.abandon();
        EmbeddedPostgres.visit(scratch.folder()).close();
        assertThat(alive(orphaned.pid())).as("an orphan is left alone").isTrue();
        start().close();
    }

    @Test
    void theShopThatComesDuringAVisitKeepsTheServerTheVisitorStarted() {
        var visitor = EmbeddedPostgres.visit(scratch.folder());
        try (var shop = start()) {
            visitor.close();
            assertThat(alive(shop.pid())).isTrue();
        }
    }

    @Test
    void aTakenPortIsReplacedByAnother() throws IOException {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            scratch.folder().write("pg-port", taken.getLocalPort() + "\n");
            try (var server = start()) {
                assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
            }
        }
    }

    @Test
    void theServingRoleIsNoOwnerAndPasswordsAreForTheirOwnerOnly() throws SQLException, IOException {
        try (var server = start(); Connection app = server.app().open(); Statement statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE SCHEMA mine")).hasMessageContaining("permission denied");
            var wrong = new DatabaseAccess(server.app().url(), Roles.APP, "guess", null);
            assertThatThrownBy(wrong::open).hasMessageContaining("password authentication failed");
        }
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(scratch.folder().file("pg-secrets")))).isEqualTo("rw-------");
    }

    @Test
    @EnabledIf("io.tuanzi.platform.postgres.PostgresUser#weAreRoot")
    void asRootTheServerRunsAsAnotherUser() throws IOException {
        try (var server = start()) {
            Object uid = Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid");
            assertThat(uid).isNotEqualTo(0);
            assertThat(Files.getAttribute(ClusterHome.of(scratch.folder()).cluster(), "unix:uid")).isEqualTo(uid);
        }
    }

    @Test
    @EnabledIf("io.tuanzi.platform.postgres.PostgresUser#weAreRoot")
    void aFolderTheServersUserCannotEnterGetsItsDatabaseElsewhereAndPointsThere() throws IOException, SQLException {
        Path closed = Files.createDirectories(scratch.folder().file("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        DataFolder inside = DataFolder.at(closed.resolve("shop"));
        ClusterHome home = ClusterHome.of(inside);
        assertThat(home.path()).isNotEqualTo(inside.path());
        assertThat(inside.file("pg-home")).isSymbolicLink();
        assertThat(ClusterHome.of(inside).path()).as("found again").isEqualTo(home.path());
        Files.delete(home.path());
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(scratch.folder(), ScratchFolder.SMALL);
    }

    private static void write(EmbeddedPostgres server, int value) throws SQLException {
        try (Connection owner = server.owner().open(); Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA kept");
            statement.execute("CREATE TABLE kept.value AS SELECT " + value + " AS value");
        }
    }

    private static int read(EmbeddedPostgres server) throws SQLException {
        try (Connection owner = server.owner().open(); Statement statement = owner.createStatement();
             ResultSet row = statement.executeQuery("SELECT value FROM kept.value")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(Objects.requireNonNull(process).destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> !alive(pid));
    }

    private static boolean alive(long pid) {
        return new ClusterHome.Postmaster(pid, 0, true).lives();
    }
}
