package io.tuanzi.sandboxpay;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One HTTP request, read once, and the answer to it. */
final class Call {
    private static final int LONGEST_BODY = 64 * 1024;

    private final HttpExchange exchange;
    private final byte[] body;

    private Call(HttpExchange exchange, byte[] body) {
        this.exchange = exchange;
        this.body = body;
    }

    static Call of(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        InputStream in = exchange.getRequestBody();
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            read.write(part, 0, n);
            if (read.size() > LONGEST_BODY) {
                throw new IOException("the body is longer than " + LONGEST_BODY);
            }
        }
        return new Call(exchange, read.toByteArray());
    }

    boolean is(String method) {
        return exchange.getRequestMethod().equals(method);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** Path and query as they were sent: what a signature covers. */
    String target() {
        String query = exchange.getRequestURI().getRawQuery();
        return exchange.getRequestURI().getRawPath() + (query == null ? "" : "?" + query);
    }

    byte[] bytes() {
        return body.clone();
    }

    String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The JSON body; no body is an empty object. */
    Fields json() {
        return body.length == 0 ? Fields.NONE : Json.read(body());
    }

    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** A parameter of the query, or of a posted form. */
    String parameter(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        String inQuery = parameters(query == null ? "" : query).getOrDefault(name, "");
        if (inQuery.isEmpty() && header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            return parameters(body()).getOrDefault(name, "");
        }
        return inQuery;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> found = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    found.put(pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException notEncoded) {
                    throw Refusal.parameter("the query is not well encoded");
                }
            }
        }
        return found;
    }

    boolean fromLoopback() {
        return exchange.getRemoteAddress().getAddress().isLoopbackAddress();
    }

    Call set(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
        return this;
    }

    void answer(int status, String type, byte[] content) throws IOException {
        set("Content-Type", type).set("X-Content-Type-Options", "nosniff").set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, status == 204 || content.length == 0 ? -1 : content.length);
        if (status != 204 && content.length > 0) {
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    void json(int status, Object content) throws IOException {
        answer(status, "application/json; charset=utf-8", Json.write(content).getBytes(StandardCharsets.UTF_8));
    }

    /** Hangs for a while and cuts the connection without an answer. */
    void cut(long afterMs) {
        linger(afterMs);
        exchange.close();
    }

    static void linger(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.clamp(ms, 0, 600_000)));
    }
}
