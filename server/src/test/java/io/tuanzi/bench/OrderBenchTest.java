package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Orders a second over HTTP against the yardstick, the naive build, one hot SKU and full tables. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!orders$).+")
class OrderBenchTest {

    private static final int CONNECTIONS = 64;

    /** Rate and 99th percentile of one measured minute. */
    private record Measured(double perSecond, double p99Ms) {
    }

    @Test
    void ordersOverHttp() {
        Measured empty;
        double yardstick;
        double hot;
        double full;
        int shoppers = Figures.size("TUANZI_BENCH_SHOPPERS", 800_000, 60_000);
        try (BenchShop shop = BenchShop.open("orders", shoppers, Map.of())) {
            Yardstick stick = new Yardstick(shop);
            stick.prepare();
            double before = stick.measure();
            Shoppers crowd = new Shoppers(shop, shoppers);
            crowd.prepare(false);
            long warm = load(shop, crowd, CONNECTIONS, Figures.warmSeconds()).good();
            Load.Result run = load(shop, crowd, CONNECTIONS, Figures.seconds());
            empty = print("order_http_per_s", "order_p99_ms", run);
            shop.printMemory("order_shop_memory");
            yardstick = (before + stick.measure()) / 2;
            Figures.print("yardstick_tps", yardstick, "tx/s");
            Figures.print("order_http_vs_yardstick", empty.perSecond / yardstick, "ratio");
            crowd.prepare(true);
            Load.Result one = load(shop, crowd, CONNECTIONS, Figures.seconds());
            hot = print("order_hot_per_s", "order_hot_p99_ms", one).perSecond;
            Figures.print("order_hot_vs_uniform", hot / empty.perSecond, "ratio");
            shop.prove(warm + run.good() + one.good());
        }
        full = withAPast();
        Figures.print("order_full_vs_empty", full / empty.perSecond, "ratio");
        Figures.print("order_vs_naive", empty.perSecond / naive(), "ratio");
    }

    private static Load.Result load(BenchShop shop, Shoppers crowd, int connections, int seconds) {
        Load.Result result = Load.run(shop.port(), connections, seconds, crowd.orders());
        Figures.say("told to come back " + crowd.busy() + " times in " + result.good() + " orders");
        assertThat(result.statuses()).as("answers, such as %s", result.sample()).containsOnlyKeys(201);
        return result;
    }

    private static Measured print(String rate, String tail, Load.Result run) {
        Figures.print(rate, run.perSecond(), "orders/s");
        Figures.print(tail, run.ms(0.99), "ms");
        Figures.say(rate + ": p50 " + run.ms(0.5) + " ms, answers " + run.statuses());
        return new Measured(run.perSecond(), run.ms(0.99));
    }

    /** The same load on tables that have half a million orders in them. */
    private static double withAPast() {
        int shoppers = Figures.size("TUANZI_BENCH_SHOPPERS", 500_000, 40_000);
        try (BenchShop shop = BenchShop.open("orders-full", shoppers, Map.of())) {
            Shoppers crowd = new Shoppers(shop, shoppers);
            crowd.prepare(false);
            long first = load(shop, crowd, 4, 1).good();
            shop.script("past.sql", Map.of("orders",
                    Integer.toString(Figures.size("TUANZI_BENCH_PAST", 500_000, 20_000))));
            long warm = load(shop, crowd, CONNECTIONS, Figures.warmSeconds()).good();
            Load.Result run = load(shop, crowd, CONNECTIONS, Figures.seconds());
            double rate = print("order_full_per_s", "order_full_p99_ms", run).perSecond;
            shop.prove(first + warm + run.good());
            return rate;
        }
    }

    /** One order a transaction: the best of 8, 16 and 32 connections. */
    private static double naive() {
        int shoppers = Figures.size("TUANZI_BENCH_SHOPPERS", 500_000, 60_000);
        try (BenchShop shop = BenchShop.open("orders-naive", shoppers, Map.of("TUANZI_COMMIT_BATCH", "1"))) {
            Shoppers crowd = new Shoppers(shop, shoppers);
            crowd.prepare(false);
            long accepted = load(shop, crowd, 16, Figures.warmSeconds()).good();
            double best = 0;
            for (int connections : new int[] {8, 16, 32}) {
                Load.Result run = load(shop, crowd, connections, Figures.seconds());
                accepted += run.good();
                best = Math.max(best, print("order_naive_" + connections + "_per_s",
                        "order_naive_" + connections + "_p99_ms", run).perSecond);
            }
            Figures.print("order_naive_per_s", best, "orders/s");
            shop.prove(accepted);
            return best;
        }
    }
}
