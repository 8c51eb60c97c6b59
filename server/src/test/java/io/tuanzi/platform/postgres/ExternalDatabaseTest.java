package io.tuanzi.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDatabaseTest {

    @Test
    void bothFormsOfAddressAreRead() {
        assertThat(ExternalDatabase.parse("postgres://ann:p%40ss%2Bword@db.example:6543/shop?sslmode=require"))
                .isEqualTo(new DatabaseAccess("jdbc:postgresql://db.example:6543/shop?sslmode=require",
                        "ann", "p@ss+word", null));
        assertThat(ExternalDatabase.parse("jdbc:postgresql://db.example/shop?user=ann&password=x&ssl=true"))
                .isEqualTo(new DatabaseAccess("jdbc:postgresql://db.example:5432/shop?ssl=true", "ann", "x", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://ann:x@host/shop", "postgres://host/shop", "postgres:", "not a url"})
    void anAddressWithoutUserOrOfAnotherKindIsRefused(String address) {
        assertThatThrownBy(() -> ExternalDatabase.parse(address)).isInstanceOf(DatabaseTrouble.class);
    }

    @Test
    void oneLoginOfTheOperatorServesAsTwoRoles() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh()) {
            DatabaseAccess admin = TestDatabase.server().access(database.name(), Roles.ADMIN);
            ShopDatabase shop = ExternalDatabase.open(
                    admin.url() + "?user=" + admin.user() + "&password=" + admin.password(), null).ready();
            assertThat(currentUser(shop.owner())).isEqualTo(Roles.OWNER);
            assertThat(currentUser(shop.app())).isEqualTo(Roles.APP);
        }
    }

    @Test
    void aServerThatIsNotThereIsToldPlainly() {
        assertThatThrownBy(() -> ExternalDatabase.open("postgres://ann:secret@127.0.0.1:1/shop", null))
                .isInstanceOf(DatabaseTrouble.class).hasMessageContaining("127.0.0.1:1")
                .message().doesNotContain("secret");
    }

    private static String currentUser(DatabaseAccess access) throws SQLException {
        try (Connection connection = access.open(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("SELECT current_user")) {
            row.next();
            return row.getString(1);
        }
    }
}
