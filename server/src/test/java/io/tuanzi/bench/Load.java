package io.tuanzi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a number of connections busy for some seconds, each sending its next request when it has its answer. */
final class Load {

    /** What one connection does next; returns the status of the answer, or 0 when there is nothing left to do. */
    interface Turn {
        int take(Wire wire) throws IOException;
    }

    /** Makes the turns of one connection. */
    interface Script {
        Turn of(int connection);
    }

    /** What was answered and how fast; {@code sample} is one refused answer, for people to read. */
    record Result(long good, Map<Integer, Long> statuses, double seconds, long[] nanos, String sample) {

        double perSecond() {
            return good / seconds;
        }

        double ms(double quantile) {
            return nanos.length == 0 ? 0
                    : nanos[Math.min(nanos.length - 1, (int) (nanos.length * quantile))] / 1_000_000.0;
        }
    }

    private static final int MOST = 200_000;

    private final int port;
    private final int connections;
    private final Map<Integer, Long> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> samples = new ConcurrentHashMap<>();

    private Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    static Result run(int port, int connections, double seconds, Script script) {
        return new Load(port, connections).run(seconds, script);
    }

    private Result run(double seconds, Script script) {
        long began = System.nanoTime();
        long until = began + (long) (seconds * 1e9);
        List<long[]> times = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Turn turn = script.of(i);
            long[] mine = new long[1 + (int) Math.min(MOST, 20_000_000L / connections)];
            times.add(mine);
            threads.add(Thread.ofVirtual().start(() -> work(turn, until, mine)));
        }
        threads.forEach(Load::join);
        double took = (System.nanoTime() - began) / 1e9;
        long[] all = times.stream().flatMapToLong(t -> Arrays.stream(t, 1, 1 + (int) t[0])).sorted().toArray();
        long good = statuses.entrySet().stream().filter(e -> e.getKey() / 100 == 2).mapToLong(Map.Entry::getValue)
                .sum();
        return new Result(good, new TreeMap<>(statuses), took, all, samples.getOrDefault("refused", ""));
    }

    /** {@code times[0]} counts the times that follow. */
    private void work(Turn turn, long until, long[] times) {
        try (Wire wire = new Wire(port)) {
            for (long now = System.nanoTime(); now < until;) {
                int status = turn.take(wire);
                if (status == 0) {
                    return;
                }
                long then = System.nanoTime();
                statuses.merge(status, 1L, Long::sum);
                if (status / 100 != 2) {
                    samples.putIfAbsent("refused", status + " " + wire.text());
                }
                if (times[0] < times.length - 1) {
                    times[1 + (int) times[0]++] = then - now;
                }
                now = then;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
