package io.tuanzi.bench;

import io.tuanzi.platform.postgres.Roles;
import io.tuanzi.platform.time.Pauses;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Looks a hundred times a second at what the database works on and says which statements it was seen at most. */
final class Sampler implements AutoCloseable {

    private static final int MOST = 40;
    private final BenchShop shop;
    private final Map<String, Integer> seen = new HashMap<>();
    private final Thread thread;
    private volatile boolean open = true;
    private int looks;

    private Sampler(BenchShop shop) {
        this.shop = shop;
        this.thread = Thread.ofPlatform().start(this::look);
    }

    static Sampler of(BenchShop shop) {
        return new Sampler(shop);
    }

    private void look() {
        try (Connection connection = shop.access(Roles.DATABASE, Roles.ADMIN).open();
             PreparedStatement ask = connection.prepareStatement("""
                     SELECT coalesce(backend_type, '') || ' ' || coalesce(wait_event, '-') || ' '
                            || left(regexp_replace(coalesce(query, ''), '\\s+', ' ', 'g'), 110)
                       FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()""")) {
            while (open) {
                try (ResultSet rows = ask.executeQuery()) {
                    while (rows.next()) {
                        seen.merge(rows.getString(1), 1, Integer::sum);
                    }
                }
                looks++;
                Pauses.millis(10);
            }
        } catch (SQLException e) {
            Figures.say("sampling ended: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seen.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(MOST)
                .forEach(e -> Figures.say(String.format("seen %5.1f %% %s", 100.0 * e.getValue() / looks,
                        e.getKey())));
    }
}
