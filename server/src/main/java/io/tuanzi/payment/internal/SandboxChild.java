package io.tuanzi.payment.internal;

import io.tuanzi.platform.time.Pauses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The sandbox provider as a child process, started from the same jar or classes folder by the name of its main class.
 *
 * <p>Its book and keys are in {@code TUANZI_DATA/sandbox} and outlive it; its address is kept there too, so it comes
 * back on the same port and a second node on the same data uses the first one's. It ends when we do, because its
 * standard input ends. A child that dies is started again at the next call. {@code tuanzi.payment.sandbox.eager=false}
 * starts it at the first call only.
 */
@Component
class SandboxChild implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxChild.class);
    private static final String MAIN = "io.tuanzi.sandboxpay.SandboxPay";
    private static final String READY = "sandbox-pay ready ";
    private static final int TRIES = 40;

    private final boolean wanted;
    private final boolean eager;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Process process;
    private @Nullable String address;
    private volatile boolean running;

    SandboxChild(Environment settings) {
        this.wanted = settings.getProperty("tuanzi.payment.provider", "sandbox").equals("sandbox")
                && settings.getProperty("tuanzi.payment.url", "").isEmpty();
        this.eager = settings.getProperty("tuanzi.payment.sandbox.eager", Boolean.class, true);
        String data = settings.getProperty("tuanzi.data", settings.getProperty("TUANZI_DATA", ".tuanzi"));
        this.folder = Path.of(data, "sandbox").toAbsolutePath();
    }

    Path keys() {
        return folder.resolve("keys");
    }

    @Override
    public void start() {
        running = true;
        if (wanted && eager) {
            Thread.ofVirtual().name("sandbox-start").start(this::warm);
        }
    }

    private void warm() {
        try {
            address();
        } catch (IllegalStateException later) {
            LOG.warn("{}", later.getMessage());
        }
    }

    /** Where it answers; starts it when it does not run. */
    String address() {
        lock.lock();
        try {
            String known = address;
            Process child = process;
            if (known != null && (child == null ? answers(known) : child.isAlive())) {
                return known;
            }
            for (int attempt = 0; attempt < TRIES; attempt++) {
                String kept = Files.exists(folder.resolve("address"))
                        ? Files.readString(folder.resolve("address")).strip() : "";
                String found = launch(kept);
                if (found == null && !kept.isEmpty() && answers(kept)) {
                    found = kept;
                }
                if (found != null) {
                    address = found;
                    return found;
                }
                // the book may still be held by a child that is just ending
                Pauses.brief();
            }
            throw new IllegalStateException("the sandbox payment provider does not start; its book is in " + folder);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the sandbox payment provider cannot be started", unreadable);
        } finally {
            lock.unlock();
        }
    }

    /** Starts a child, on the port it had if that is free; null when it ended at once. */
    private @Nullable String launch(String kept) throws IOException {
        Files.createDirectories(folder);
        int port = kept.isEmpty() || answers(kept) ? 0 : Integer.parseInt(kept.substring(kept.lastIndexOf(':') + 1));
        Process child = new ProcessBuilder(command(port)).redirectError(folder.resolve("errors.log").toFile()).start();
        // read to the first line; afterwards it says nothing more
        BufferedReader said = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith(READY)) {
            child.destroyForcibly();
            return null;
        }
        process = child;
        String found = line.substring(READY.length()).strip();
        found = found.endsWith("/") ? found.substring(0, found.length() - 1) : found;
        Files.writeString(folder.resolve("address"), found);
        return found;
    }

    private List<String> command(int port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String main = MAIN.replace('.', '/') + ".class";
        String where = String.valueOf(SandboxChild.class.getClassLoader().getResource(main));
        List<String> launch;
        if (where.startsWith("file:")) {
            String root = Path.of(URI.create(where)).toString();
            launch = List.of("-cp", root.substring(0, root.length() - main.length()), MAIN);
        } else if (where.startsWith("jar:file:")) { // the jar taken apart, its classes at its root
            launch = List.of("-cp", Path.of(URI.create(where.substring(4, where.indexOf("!/")))).toString(), MAIN);
        } else {
            // jar:nested:/path/tuanzi.jar/!BOOT-INF/classes/!/io/…
            String jar = where.substring(where.indexOf('/'), where.indexOf("/!"));
            launch = List.of("-cp", jar, "-Dloader.main=" + MAIN,
                    "org.springframework.boot.loader.launch.PropertiesLauncher");
        }
        List<String> command = new ArrayList<>(List.of(java, "-Xmx192m", "-XX:+UseSerialGC"));
        command.addAll(launch);
        command.addAll(List.of("--port", String.valueOf(port), "--book", folder.resolve("book.jsonl").toString(),
                "--keys", keys().toString(), "--exit-with-parent"));
        return command;
    }

    private static boolean answers(String address) {
        try {
            URLConnection asked = URI.create(address + "/sandbox/control").toURL().openConnection();
            asked.setConnectTimeout(500);
            asked.setReadTimeout(2_000);
            try (InputStream answer = asked.getInputStream()) {
                return answer.read() == '{';
            }
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        lock.lock();
        try {
            Process child = process;
            process = null;
            address = null;
            if (child != null) {
                child.destroy();
                if (!child.waitFor(5, TimeUnit.SECONDS)) {
                    child.destroyForcibly();
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and after it: a notification on its way still finds us. */
    @Override
    public int getPhase() {
        return 0;
    }
}
