package io.tuanzi.platform.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * The shop's database as Spring sees it: a pool for {@code tuanzi_app}, and a second source for {@code tuanzi_owner}
 * that no one gets without asking for {@code @Qualifier("owner")}. Whoever is given either finds every schema migrated.
 */
@Configuration(proxyBeanMethods = false)
public class PostgresConfiguration {

    @Bean(destroyMethod = "close")
    ShopDatabase shopDatabase(ObjectProvider<StartingDatabase> started, Environment environment) {
        StartingDatabase starting = started.getIfAvailable();
        if (starting != null) {
            return starting.await();
        }
        return ShopDatabase.open(DataFolder.at(Path.of(environment.getProperty("tuanzi.data", ".tuanzi"))),
                environment.getProperty("tuanzi.database.url"),
                environment.getProperty("tuanzi.database.app.url")).ready();
    }

    @Bean
    @Primary
    HikariDataSource dataSource(ShopDatabase database, @Value("${tuanzi.database.pool:10}") int pool,
            @Value("${tuanzi.database.wait-ms:1000}") long waitMs,
            @Value("${tuanzi.database.lock-timeout-ms:2000}") int lockTimeoutMs,
            @Value("${tuanzi.database.statement-timeout-ms:10000}") int statementTimeoutMs) {
        DatabaseAccess app = database.app();
        var config = new HikariConfig();
        config.setPoolName("tuanzi");
        config.setJdbcUrl(app.url());
        config.setUsername(app.user());
        config.setPassword(app.password());
        config.setMaximumPoolSize(pool);
        config.setConnectionTimeout(waitMs);
        config.addDataSourceProperty("ApplicationName", "tuanzi");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "1");
        config.addDataSourceProperty("socketTimeout", "30"); // a cut cable must not hold a connection for ever
        config.addDataSourceProperty("options", "-c lock_timeout=" + lockTimeoutMs
                + " -c statement_timeout=" + statementTimeoutMs
                + (app.role() == null ? "" : " -c role=" + app.role()));
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("owner")
    DataSource ownerDataSource(ShopDatabase database) {
        DatabaseAccess owner = database.owner();
        var source = new PGSimpleDataSource();
        source.setUrl(owner.url());
        source.setUser(owner.user());
        source.setPassword(owner.password());
        source.setApplicationName("tuanzi-owner");
        source.setOptions("-c lock_timeout=2000" + (owner.role() == null ? "" : " -c role=" + owner.role()));
        return source;
    }
}
