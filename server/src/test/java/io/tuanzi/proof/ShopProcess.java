package io.tuanzi.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shop as its own process with its own PostgreSQL, as {@code ./tuanzi run} starts it; made to be killed. */
public final class ShopProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Path data;
    private final Path log;
    private final int port;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private int starts;

    public ShopProcess(Path data, Map<String, String> environment) {
        this.data = data;
        this.log = data.resolve("shop.log");
        this.port = freePort();
        this.environment = environment;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    public Path data() {
        return data;
    }

    /** Starts the shop and waits for its line "ready"; {@code options} are JVM options such as an armed crash point. */
    public void start(String... options) {
        Process started = launch(options);
        String wanted = "ready http://127.0.0.1:" + port + "/";
        await().atMost(PATIENCE).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("the shop ended: " + tail());
            }
            return count(wanted) >= starts;
        });
    }

    /** Starts the shop without waiting; it may halt before it is ready. */
    public Process launch(String... options) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx400m", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tuanzi.Tuanzi", "run"));
        try {
            Files.createDirectories(data);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(Map.of("TUANZI_DATA", data.toString(), "TUANZI_PORT",
                    Integer.toString(port), "TUANZI_HOST", "127.0.0.1"));
            builder.environment().putAll(environment);
            Process started = builder.start();
            process = started;
            starts++;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private long count(String line) {
        try {
            return Files.exists(log) ? Files.readAllLines(log).stream().filter(line::equals).count() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** kill -9 of the shop; its PostgreSQL lives on and is adopted by the next start. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> !running.isAlive());
            // a start that was cut short printed no line, so the count begins anew
            starts = (int) count("ready http://127.0.0.1:" + port + "/");
        }
    }

    /** kill -9 of the postmaster; the shop starts it again. */
    public void killPostgres() {
        try {
            postgres().ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessHandle> postgres() throws IOException {
        Path home = Files.exists(data.resolve("pg-home")) ? data.resolve("pg-home").toRealPath() : data;
        Path pidFile = Files.exists(home.resolve("pgdata/postmaster.pid")) ? home.resolve("pgdata/postmaster.pid")
                : data.resolve("pgdata/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
    }

    /** Runs {@code audit} on the same data as another process; the exit code. */
    public int audit() {
        try {
            ProcessBuilder builder = new ProcessBuilder(java(), "-Xmx200m", "-XX:TieredStopAtLevel=1", "-cp",
                    System.getProperty("java.class.path"), "io.tuanzi.Tuanzi", "audit").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("audit.log").toFile()));
            builder.environment().putAll(Map.of("TUANZI_DATA", data.toString()));
            builder.environment().putAll(environment);
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the shop as Ctrl-C would, PostgreSQL included. */
    @Override
    public void close() {
        Process running = process;
        if (running != null && running.isAlive()) {
            running.destroy();
            try {
                if (!running.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try { // a shop that had to be killed leaves its PostgreSQL to the next start, and here there is none
            postgres().filter(it -> it.info().command().orElse("").endsWith("postgres"))
                    .ifPresent(ProcessHandle::destroy);
        } catch (IOException e) {
            // no file, no server: it ended with its shop
        }
    }
}
