package io.tuanzi.testing;

import io.tuanzi.platform.web.StaffDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to a running shop over HTTP as one person: anonymous, a shopper, or a member of staff.
 *
 * <p>Every write carries a fresh idempotency key unless {@link #key} fixed one. Immutable: each {@code as…} and
 * {@code with} returns another client.
 */
public final class ShopClient {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

    /** An answer of the shop; {@code body} is a missing node when there was none or it was no JSON. */
    public record Answer(int status, JsonNode body, String text, Map<String, String> headers) {

        /** The problem code, empty when it was none. */
        public String code() {
            return body.path("code").asString("");
        }

        /** The body, after making sure the request succeeded. */
        public JsonNode ok() {
            if (status < 200 || status > 299) {
                throw new AssertionError("answered " + status + " " + text);
            }
            return body;
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    private final String base;
    private final Map<String, String> headers;

    private ShopClient(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static ShopClient of(int port) {
        return new ShopClient("http://127.0.0.1:" + port, Map.of());
    }

    public ShopClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ShopClient(base, more);
    }

    /** The shopper of a token. */
    public ShopClient as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** All writes of this client carry this key. */
    public ShopClient key(String key) {
        return with("Idempotency-Key", key);
    }

    /** Logs in with a phone number by way of the demo code. */
    public ShopClient login(String phone) {
        return login(phone, null);
    }

    /** Logs in with a phone number, coming by an invite code. */
    public ShopClient login(String phone, @Nullable String inviteCode) {
        String code = post("/api/shop/login/code", Map.of("phone", phone)).ok().path("demoCode").asString();
        Map<String, Object> ask = new LinkedHashMap<>(Map.of("phone", phone, "code", code));
        if (inviteCode != null) {
            ask.put("inviteCode", inviteCode);
        }
        return as(post("/api/shop/login", ask).ok().path("token").asString());
    }

    /** Logs in as a member of staff. */
    public ShopClient staff(String username, String password) {
        Answer login = post("/api/staff/login", Map.of("username", username, "password", password));
        String token = login.ok().path("csrfToken").asString();
        String cookie = login.header("set-cookie");
        return with("Cookie", cookie.substring(0, cookie.indexOf(';'))).with(StaffDoor.CSRF_HEADER, token);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, JSON.writeValueAsString(body));
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, JSON.writeValueAsString(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a request with a body as it is. */
    public Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::setHeader);
        if (!headers.containsKey("Content-Type") && body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!headers.containsKey("Idempotency-Key") && !method.equals("GET")) {
            request.setHeader("Idempotency-Key", "test-" + KEYS.incrementAndGet());
        }
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> got = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> got.put(name, values.getFirst()));
            String text = new String(response.body(), StandardCharsets.UTF_8);
            boolean json = got.getOrDefault("content-type", "").contains("json") && !text.isBlank();
            return new Answer(response.statusCode(), json ? JSON.readTree(text) : JSON.missingNode(), text, got);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
