package io.tuanzi.backoffice.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up shopper at the shop's HTTP API. Keys are fixed, so doing a step again is doing it once. */
final class DemoPerson {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An order placed: its number and the group it sits in, if any. */
    record Order(long orderId, @Nullable Long groupId) {
    }

    private final String root;
    private final String token;
    private final int person;
    private long addressId;

    DemoPerson(String root, String token, int person) {
        this.root = root;
        this.token = token;
        this.person = person;
    }

    /** Keeps the person's address, the first step of everybody. */
    void livesAt(Map<String, Object> address) {
        JsonNode kept = send("GET", "/api/shop/addresses", null, "");
        addressId = kept.isEmpty() ? send("POST", "/api/shop/addresses", address, "demo-address-" + person)
                .path("addressId").asLong() : kept.get(0).path("addressId").asLong();
    }

    /** Buys units of a SKU: alone, or in a new group of the offer, or in a group that runs. */
    Order buys(long skuId, int quantity, @Nullable Long activityId, @Nullable Long groupId, String step) {
        Map<String, Object> ask = new LinkedHashMap<>();
        ask.put("lines", List.of(Map.of("skuId", skuId, "quantity", quantity)));
        ask.put("source", activityId == null && groupId == null ? "BUY_NOW" : "GROUP");
        ask.put("activityId", activityId);
        ask.put("groupId", groupId);
        ask.put("addressId", addressId);
        JsonNode quote = send("POST", "/api/shop/checkout", ask, "").path("quote");
        ask.put("shownTotalMinor", quote.path("totalMinor").asLong());
        ask.put("fingerprint", quote.path("fingerprint").asString());
        JsonNode order = send("POST", "/api/shop/orders", ask, "demo-" + step + "-" + person);
        return new Order(order.path("orderId").asLong(),
                order.path("groupId").isNumber() ? order.path("groupId").asLong() : null);
    }

    /** Pays at the sandbox as a thumb on the cashier page would; its notification tells the shop in a moment. */
    void pays(Order order) {
        JsonNode view = send("GET", "/api/shop/orders/" + order.orderId(), null, "");
        if (!"AWAITING_PAYMENT".equals(view.path("state").asString())) {
            return;
        }
        JsonNode ticket = send("POST", "/api/shop/orders/" + order.orderId() + "/pay",
                Map.of("provider", "SANDBOX", "channel", "H5"), "demo-pay-" + order.orderId());
        String cashier = ticket.path("cashierUrl").asString().replaceFirst("\\?.*$", "");
        String path = cashier.startsWith("http") ? cashier.replaceFirst("^https?://[^/]+", "") : cashier;
        String host = cashier.startsWith("http") && !cashier.contains("/cashier/pass") ? cashier.substring(0,
                cashier.length() - path.length()) : root;
        call(HttpRequest.newBuilder(URI.create(host + path + "/pay")).header("Accept", "application/json")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}")).build());
    }

    private JsonNode send(String method, String path, @Nullable Object body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(20)).header("Authorization", "Bearer " + token)
                .header("Accept", "application/json").header("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        String text = call(request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
        return JSON.readTree(text);
    }

    private static String call(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " answered "
                        + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
