package io.tuanzi.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void theServingRoleReadsAndWritesWhatTheOwnerMakesButNotHowItWasMade() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(); Connection owner = database.owner().open();
             Connection app = database.app().open(); Statement makes = owner.createStatement();
             Statement serves = app.createStatement()) {
            makes.execute("CREATE SCHEMA later");
            makes.execute("CREATE TABLE later.thing (id bigint GENERATED ALWAYS AS IDENTITY, name text)");
            serves.execute("INSERT INTO later.thing (name) VALUES ('a')");
            serves.execute("UPDATE later.thing SET name = 'b'");
            serves.execute("DELETE FROM later.thing");
            for (String forbidden : new String[] {"TRUNCATE later.thing", "DROP TABLE later.thing",
                "CREATE TABLE later.other (id int)", "CREATE SCHEMA mine", "TABLE schema_state.module",
                "TABLE platform.flyway_schema_history"}) {
                assertThatThrownBy(() -> serves.execute(forbidden)).as(forbidden)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
    }

    @Test
    void aDatabaseThatIsUpToDateIsLeftAlone() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(); Connection owner = database.owner().open();
             Statement statement = owner.createStatement()) {
            String mark = "SELECT count(*) || '/' || max(applied_at) FROM schema_state.module";
            String before = one(statement, mark);
            new Migrations(database.owner()).bring();
            assertThat(one(statement, mark)).isEqualTo(before).doesNotStartWith("0/");
        }
    }

    @Test
    void aScriptChangedAfterItWasAppliedIsRefused() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh(); Connection owner = database.owner().open();
             Statement statement = owner.createStatement()) {
            statement.execute("UPDATE schema_state.module SET checksum = 'other' WHERE name = 'platform'");
            statement.execute("UPDATE platform.flyway_schema_history SET checksum = 1 WHERE version = '001'");
            assertThatThrownBy(new Migrations(database.owner())::bring).isInstanceOf(DatabaseTrouble.class)
                    .hasMessageContaining("checksum");
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
