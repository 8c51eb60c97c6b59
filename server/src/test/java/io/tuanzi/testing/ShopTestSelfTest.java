package io.tuanzi.testing;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link ShopTest} promises: a running shop as the serving role on a database of the class. */
@ShopTest
class ShopTestSelfTest {
    private final JdbcClient client;
    private final TestDatabase database;
    private final DataSource owner;
    @LocalServerPort
    int port;

    ShopTestSelfTest(@Autowired JdbcClient client, @Autowired TestDatabase database,
            @Autowired @Qualifier("owner") DataSource owner) {
        this.client = client;
        this.database = database;
        this.owner = owner;
    }

    @Test
    void theShopServesAsTheAppRoleOnTheDatabaseOfTheClass() {
        assertThat(client.sql("SELECT current_user").query(String.class).single()).isEqualTo("tuanzi_app");
        assertThat(client.sql("SELECT current_database()").query(String.class).single()).isEqualTo(database.name());
        assertThat(client.sql("SELECT current_setting('lock_timeout')").query(String.class).single()).isEqualTo("10s");
        assertThat(JdbcClient.create(owner).sql("SELECT current_user").query(String.class).single())
                .isEqualTo("tuanzi_owner");
        assertThat(port).isPositive();
    }

    @Nested
    class Inside {
        @Test
        void aNestedClassIsInTheSameShop(@Autowired TestDatabase inner) {
            assertThat(inner.name()).isEqualTo(database.name());
        }
    }
}
