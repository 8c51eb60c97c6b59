package io.tuanzi.platform.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D1: no shop on a server that could forget. */
class DurabilityCheckTest {

    @Test
    void ourOwnServerIsDurable() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(); Connection app = database.app().open()) {
            assertThatCode(() -> DurabilityCheck.require(app)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"fsync, off", "full_page_writes, off", "synchronous_commit, off", "synchronous_commit, local",
        "synchronous_commit, remote_write"})
    void aServerWithABadSettingIsRefused(String name, String value) throws IOException, SQLException {
        refuses(ScratchFolder.SMALL.with(name, value), name + "=" + value);
    }

    @Test
    void aServerWithoutChecksumsIsRefused() throws IOException, SQLException {
        refuses(ScratchFolder.SMALL.withoutChecksums(), "data_checksums=off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "local"})
    void aServingRoleThatCommitsUnsafelyIsRefusedAlthoughTheServerIsSafe(String value)
            throws IOException, SQLException {
        try (ScratchFolder scratch = ScratchFolder.make();
             var server = EmbeddedPostgres.start(scratch.folder(), ScratchFolder.SMALL);
             Connection admin = server.access("postgres", Roles.ADMIN).open();
             Statement statement = admin.createStatement()) {
            statement.execute("ALTER ROLE tuanzi_app SET synchronous_commit = " + value);
            var shop = new ShopDatabase(server.owner(), server.app(), null);
            assertThatThrownBy(shop::ready).isInstanceOf(DatabaseTrouble.class)
                    .hasMessageContaining("synchronous_commit=" + value);
        }
    }

    private static void refuses(ServerSettings settings, String named) throws IOException, SQLException {
        try (ScratchFolder scratch = ScratchFolder.make();
             var server = EmbeddedPostgres.start(scratch.folder(), settings)) {
            var shop = new ShopDatabase(server.owner(), server.app(), null);
            assertThatThrownBy(shop::ready).isInstanceOf(DatabaseTrouble.class).hasMessageContaining("D1")
                    .hasMessageContaining(named);
        }
    }
}
