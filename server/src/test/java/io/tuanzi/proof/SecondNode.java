package io.tuanzi.proof;

import io.tuanzi.Tuanzi;
import io.tuanzi.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Another application node on the database of the test class, with a wrong clock of its own: its queues, pools,
 * stamper, consumers and sweeps work beside those of the first.
 */
final class SecondNode implements AutoCloseable {

    /** What {@link io.tuanzi.testing.ShopTest} is given so that the first node's clock is five minutes ahead. */
    static final String AHEAD = "tuanzi.skew.ms=300000";

    private final ConfigurableApplicationContext context;

    /** Starts a node whose clock is five minutes behind; {@code more} are beans' classes it has besides. */
    SecondNode(TestDatabase database, Class<?>... more) {
        List<Class<?>> sources = new ArrayList<>(List.of(Tuanzi.class));
        sources.addAll(List.of(more));
        context = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).properties(
                "tuanzi.database.url=" + database.ownerUrl(), "tuanzi.database.app.url=" + database.appUrl(),
                "tuanzi.data=" + TestDatabase.target().resolve("test-data").resolve(database.name()),
                "server.address=127.0.0.1", "tuanzi.payment.sandbox.eager=false",
                "tuanzi.database.wait-ms=20000", "tuanzi.database.lock-timeout-ms=10000",
                "tuanzi.skew.ms=-300000").run("--server.port=0");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
