package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.platform.postgres.DataFolder;
import io.tuanzi.platform.postgres.DatabaseAccess;
import io.tuanzi.platform.postgres.EmbeddedPostgres;
import io.tuanzi.platform.postgres.Roles;
import io.tuanzi.proof.ShopProcess;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shop of its own process and PostgreSQL, filled for a measurement straight into its tables: a thousand SKUs with
 * stock, fifty rules, one budget, and shoppers with sessions, addresses and, three in ten, a coupon.
 */
final class BenchShop implements AutoCloseable {

    static final long SHOPPERS = 5_000_000_000L;
    static final long ADDRESSES = 6_000_000_000L;
    static final long COUPONS = 7_000_000_000L;
    static final long SKUS = 8_000_000_000L;
    static final long PRODUCTS = 8_500_000_000L;
    static final int SKU_COUNT = 1_000;

    private final ShopProcess process;
    private final EmbeddedPostgres postgres;

    private BenchShop(ShopProcess process, EmbeddedPostgres postgres) {
        this.process = process;
        this.postgres = postgres;
    }

    /** Starts a shop over a new data folder with more environment, such as {@code TUANZI_COMMIT_BATCH=1}. */
    static BenchShop open(String name, int shoppers, Map<String, String> more) {
        Path data = TestDatabase.target().resolve("bench-" + name + "-" + ProcessHandle.current().pid());
        Map<String, String> environment = new HashMap<>(Map.of("TUANZI_DEMO", "off",
                "SERVER_TOMCAT_MAX_KEEP_ALIVE_REQUESTS", "-1"));
        environment.putAll(more);
        ShopProcess process = new ShopProcess(data, environment);
        List<String> options = new ArrayList<>(List.of("-Xms96m", "-Xmx512m",
                "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=4"));
        String profiler = System.getenv("TUANZI_BENCH_JVM");
        if (profiler != null && !profiler.isBlank()) {
            options.addAll(List.of(profiler.strip().split(" ", -1)));
        }
        process.start(options.toArray(String[]::new));
        BenchShop shop = new BenchShop(process, EmbeddedPostgres.visit(DataFolder.at(data)));
        shop.fill(shoppers);
        return shop;
    }

    int port() {
        return process.port();
    }

    DatabaseAccess access(String database, String role) {
        return postgres.access(database, role);
    }

    private void fill(int shoppers) {
        ShopClient template = ShopClient.of(port()).login("13900000001");
        long address = template.post("/api/shop/addresses", Map.of("name", "张三", "phone", "13900000001",
                "province", "浙江省", "city", "杭州市", "district", "余杭区", "street", "良渚街道 1 号",
                "regionCode", "330110", "isDefault", true)).ok().path("addressId").asLong();
        run(script("fill.sql").replace("{shoppers}", Integer.toString(shoppers + Shoppers.ASKERS))
                .replace("{skus}", Integer.toString(SKU_COUNT)).replace("{address}", Long.toString(address)));
        vacuum();
        // the shop has seen the new catalogue when a page of it answers
        await().atMost(Duration.ofSeconds(30)).until(() ->
                ShopClient.of(port()).get("/api/shop/products/" + PRODUCTS).status() == 200);
    }

    /** Runs one of the scripts beside this class, its {@code {name}} replaced. */
    void script(String name, Map<String, String> values) {
        String text = script(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        run(text);
        vacuum();
    }

    private static String script(String name) {
        try (InputStream in = BenchShop.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String sql) {
        try (Connection connection = postgres.access(Roles.DATABASE, Roles.ADMIN).open();
             Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every run begins after VACUUM ANALYZE and a checkpoint, so that it does not pay for what came before. */
    void vacuum() {
        try (Connection connection = postgres.access(Roles.DATABASE, Roles.ADMIN).open();
             Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String query) {
        try (Connection connection = postgres.access(Roles.DATABASE, Roles.ADMIN).open();
             Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until every fact is in the log and every consumer that keeps up has seen it. */
    void drained() {
        await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(20)).until(() -> lag() == 0);
    }

    /** How many facts some consumer has still to see, by the one furthest behind. */
    long lag() {
        return count("SELECT (SELECT count(*) FROM platform.fact_inbox)"
                + " + greatest(0, (SELECT position FROM platform.stamper)"
                + " - coalesce((SELECT min(position) FROM platform.cursor), 0))");
    }

    /** Compares what was answered with what is on the books, runs the audit, and fails when anything differs. */
    void prove(long accepted) {
        long rows = count("SELECT count(*) FROM orders.orders WHERE key LIKE 'bench-%'");
        drained();
        int audit = process.audit();
        Figures.say("accepted answers " + accepted + ", rows in the database " + rows + ", audit exit code " + audit);
        assertThat(rows).as("orders in the database").isEqualTo(accepted);
        assertThat(audit).as("exit code of the audit").isZero();
    }

    /** Sends the shop's memory after a run as a figure, in MB of resident set; Linux only. */
    void printMemory(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + shopPid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    Figures.print(name, Long.parseLong(line.replaceAll("\\D", "")) / 1024.0, "MB");
                }
            }
        } catch (IOException e) {
            Figures.say("no memory figure on this system");
        }
    }

    private long shopPid() throws IOException {
        List<String> holder = Files.readAllLines(process.data().resolve("run.holder"));
        return Long.parseLong(holder.getFirst().strip());
    }

    @Override
    public void close() {
        postgres.close();
        process.close();
        try (Stream<Path> files = Files.walk(process.data())) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    Figures.say("left behind " + file);
                }
            });
        } catch (IOException e) {
            Figures.say("left behind " + process.data());
        }
    }
}
