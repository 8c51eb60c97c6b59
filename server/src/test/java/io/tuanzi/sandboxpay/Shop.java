package io.tuanzi.sandboxpay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A shop that only listens: keeps every notification it is told and answers as the test wants. */
final class Shop implements AutoCloseable {

    /** One delivery: the envelope as it came and its signature headers. */
    record Delivery(JsonNode envelope, String body, String stamp, String nonce, String signature) {}

    final List<Delivery> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger answer = new AtomicInteger(204);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Shop() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Delivery(Merchant.JSON.readTree(body), body,
                    exchange.getRequestHeaders().getFirst("Wechatpay-Timestamp"),
                    exchange.getRequestHeaders().getFirst("Wechatpay-Nonce"),
                    exchange.getRequestHeaders().getFirst("Wechatpay-Signature")));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
    }

    String notifyUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/wechatpay";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
