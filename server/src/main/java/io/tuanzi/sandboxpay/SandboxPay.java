package io.tuanzi.sandboxpay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sandbox payment provider as a program. Arguments: {@code --port N} (0 chooses one), {@code --book FILE}, {@code
 * --keys DIR}; and if wanted {@code --host ADDRESS} (loopback otherwise), {@code --public-url URL} (the address payers
 * see), {@code --refund-after-ms N} (300), {@code --exit-with-parent} (ends when standard input does). It prints {@code
 * sandbox-pay ready http://127.0.0.1:PORT/} when it answers.
 */
public final class SandboxPay implements AutoCloseable {
    private static final Set<String> FLAGS = Set.of("--exit-with-parent");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Book book;
    private final Courier courier;
    private final String address;

    private SandboxPay(HttpServer server, ExecutorService threads, Book book, Courier courier, String address) {
        this.server = server;
        this.threads = threads;
        this.book = book;
        this.courier = courier;
        this.address = address;
    }

    /** Starts the provider and keeps running; ends with 2 and a sentence when the arguments or the book are no good. */
    public static void main(String[] args) {
        Map<String, String> options;
        SandboxPay running;
        try {
            options = options(args);
            running = start(options);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException why) {
            System.err.println("sandbox-pay cannot start: " + why.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "close"));
        System.out.println("sandbox-pay ready " + running.address + "/");
        System.out.flush();
        if (options.containsKey("--exit-with-parent")) {
            waitForEndOfInput();
            System.exit(0);
        }
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (FLAGS.contains(args[i])) {
                options.put(args[i], "yes");
            } else if (args[i].startsWith("--") && i + 1 < args.length) {
                options.put(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException("not understood: " + args[i]);
            }
        }
        for (String needed : new String[] {"--port", "--book", "--keys"}) {
            if (!options.containsKey(needed)) {
                throw new IllegalArgumentException(needed + " is missing");
            }
        }
        return options;
    }

    /** Opens keys and book, and listens. */
    private static SandboxPay start(Map<String, String> options) throws IOException, GeneralSecurityException {
        // set before the server's classes are loaded: no delayed small packets, room for load clients' connections
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        System.setProperty("jdk.httpclient.keepalive.timeout", "30");
        Clock wall = Clock.systemUTC();
        Keys keys = Keys.of(Path.of(options.getOrDefault("--keys", "")));
        Faults faults = new Faults();
        Book book = Book.open(Path.of(options.getOrDefault("--book", "")), new Till(keys, faults, wall));
        Courier courier = new Courier(book, keys, faults, wall);
        InetAddress host = options.containsKey("--host")
                ? InetAddress.getByName(options.get("--host")) : InetAddress.getLoopbackAddress();
        int port = Integer.parseInt(options.getOrDefault("--port", "0"));
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 1024);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        String home = options.getOrDefault("--public-url", address).replaceAll("/+$", "");
        long refundAfterMs = Long.parseLong(options.getOrDefault("--refund-after-ms", "300"));
        Door door = new Door(book, keys, faults, wall, courier, home, refundAfterMs);
        Cashier cashier = new Cashier(book, faults, courier);
        Control control = new Control(book, keys, faults, courier);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/v3/", exchange -> serve(exchange, door::serve));
        server.createContext("/cashier/", exchange -> serve(exchange, cashier::serve));
        server.createContext("/sandbox/", exchange -> serve(exchange, control::serve));
        server.createContext("/", exchange -> serve(exchange, SandboxPay::nothing));
        server.start();
        courier.start();
        return new SandboxPay(server, threads, book, courier, address);
    }

    /** Answers a call. */
    private interface Server {
        void serve(Call call) throws IOException;
    }

    private static void serve(HttpExchange exchange, Server server) throws IOException {
        try {
            server.serve(Call.of(exchange));
        } catch (RuntimeException defect) {
            defect.printStackTrace();
            byte[] body = "{\"code\":\"SYSTEM_ERROR\",\"message\":\"系统错误\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, body.length);
            exchange.getResponseBody().write(body);
        } finally {
            exchange.close();
        }
    }

    private static void nothing(Call call) throws IOException {
        call.answer(404, "application/json; charset=utf-8",
                Refusal.missing("no such address").json().getBytes(StandardCharsets.UTF_8));
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // whatever is written to us has no meaning; the end of it has
            }
        } catch (IOException gone) {
            // the same as its end
        }
    }

    /** Stops listening and finishes the book. */
    @Override
    public void close() {
        server.stop(0);
        courier.close();
        try {
            book.close();
        } catch (IOException late) {
            System.err.println("sandbox-pay: the book did not close: " + late.getMessage());
        }
        threads.shutdownNow();
    }
}
