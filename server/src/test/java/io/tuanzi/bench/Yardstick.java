package io.tuanzi.bench;

import io.tuanzi.platform.postgres.DatabaseAccess;
import io.tuanzi.platform.postgres.Roles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this machine's PostgreSQL can commit: the statements of {@code pgbench -N}, scale 20, prepared, 16 connections,
 * on the server the shop itself uses; by pgbench where it is installed, else over JDBC.
 */
final class Yardstick {

    private static final int SCALE = 20;
    private static final int CONNECTIONS = 16;
    private static final String DATABASE = "yardstick";

    private final BenchShop shop;
    private final int seconds = Figures.size("TUANZI_BENCH_YARDSTICK", 30, 5);

    Yardstick(BenchShop shop) {
        this.shop = shop;
    }

    private DatabaseAccess access() {
        return shop.access(DATABASE, Roles.ADMIN);
    }

    /** Makes the tables as pgbench does. */
    void prepare() {
        execute(shop.access("postgres", Roles.ADMIN), "CREATE DATABASE " + DATABASE);
        execute(access(), """
                CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int, filler char(88))
                  WITH (fillfactor = 100);
                CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int, tbalance int, filler char(84))
                  WITH (fillfactor = 100);
                CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84))
                  WITH (fillfactor = 100);
                CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
                INSERT INTO pgbench_branches SELECT b, 0, '' FROM generate_series(1, %1$d) b;
                INSERT INTO pgbench_tellers SELECT t, (t - 1) / 10 + 1, 0, '' FROM generate_series(1, %1$d * 10) t;
                INSERT INTO pgbench_accounts SELECT a, (a - 1) / 100000 + 1, 0, ''
                  FROM generate_series(1, %1$d * 100000) a;
                ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid)""".formatted(SCALE));
    }

    /** Transactions a second now. */
    double measure() {
        execute(access(), "VACUUM ANALYZE");
        execute(access(), "CHECKPOINT");
        Path pgbench = pgbench();
        return pgbench == null ? overJdbc() : byPgbench(pgbench);
    }

    private static @Nullable Path pgbench() {
        List<Path> found = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(":", -1)) {
            found.add(Path.of(folder, "pgbench"));
        }
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql")) : Stream.empty()) {
            versions.sorted().forEach(version -> found.add(version.resolve("bin/pgbench")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().filter(Files::isExecutable).findFirst().orElse(null);
    }

    private double byPgbench(Path pgbench) {
        URI url = URI.create(access().url().substring("jdbc:".length()));
        ProcessBuilder builder = new ProcessBuilder(pgbench.toString(), "-n", "-N", "-M", "prepared", "-c",
                Integer.toString(CONNECTIONS), "-j", "2", "-T", Integer.toString(seconds), "-h", url.getHost(), "-p",
                Integer.toString(url.getPort()), "-U", access().user(), DATABASE).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", access().password());
        try {
            Process process = builder.start();
            List<String> said = new ArrayList<>();
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(said::add);
            }
            return said.stream().filter(line -> line.startsWith("tps = "))
                    .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[2])).findFirst()
                    .orElseThrow(() -> new IllegalStateException(String.join("\n", said)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same statements by the driver the shop uses. */
    double overJdbc() {
        AtomicLong done = new AtomicLong();
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int seed = i;
            threads.add(Thread.ofPlatform().start(() -> work(seed, until, done)));
        }
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return done.get() / ((System.nanoTime() - began) / 1e9);
    }

    private void work(int seed, long until, AtomicLong done) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Connection connection = access().open();
             PreparedStatement update = connection.prepareStatement(
                     "UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?");
             PreparedStatement select = connection.prepareStatement(
                     "SELECT abalance FROM pgbench_accounts WHERE aid = ?");
             PreparedStatement insert = connection.prepareStatement("INSERT INTO pgbench_history"
                     + " (tid, bid, aid, delta, mtime) VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP)")) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < until) {
                int account = 1 + random.nextInt(SCALE * 100_000);
                int delta = random.nextInt(-5_000, 5_001);
                update.setInt(1, delta);
                update.setInt(2, account);
                update.executeUpdate();
                select.setInt(1, account);
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                }
                insert.setInt(1, 1 + random.nextInt(SCALE * 10));
                insert.setInt(2, 1 + random.nextInt(SCALE));
                insert.setInt(3, account);
                insert.setInt(4, delta);
                insert.executeUpdate();
                connection.commit();
                done.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(DatabaseAccess access, String sql) {
        try (Connection connection = access.open(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
