package io.tuanzi.proof;

import io.tuanzi.testing.ShopClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Shoppers who buy over HTTP while the shop is being killed, each keeping a log of what was answered.
 *
 * <p>The log lives outside the shop: an order answered with "placed" must exist afterwards, one that was refused must
 * not, and one without an answer (the client's AssertionError) is asked again with its own key and then counts as one
 * or the other, once.
 */
final class CrowdAtTheDoor {

    /** One wish to buy and what was heard of it: OK, REFUSED or UNKNOWN. */
    record Wish(int shopper, String key, Map<String, Object> body, String outcome, long orderId) {
    }

    private final int port;
    private final List<ShopClient> shoppers = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    private final List<Long> skus = new ArrayList<>();
    final ConcurrentLinkedQueue<Wish> log = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger serial = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Wish> paid = new ConcurrentLinkedQueue<>();
    private volatile long lastGroup;
    private long activity;
    private long groupSku;

    CrowdAtTheDoor(int port) {
        this.port = port;
    }

    int size() {
        return shoppers.size();
    }

    long unknown() {
        return log.stream().filter(wish -> wish.outcome().equals("UNKNOWN")).count();
    }

    ShopClient shopper(int i) {
        return shoppers.get(i);
    }

    /** Logs people in and gives them addresses; picks what can be bought. */
    void gather(int people) {
        for (int i = 0; i < people; i++) {
            ShopClient shopper = ShopClient.of(port).login(String.format("138%08d", 1_000 + i));
            addresses.add(shopper.post("/api/shop/addresses", Map.of("name", "张三", "phone", "13800000000",
                    "province", "浙江省", "city", "杭州市", "district", "余杭区", "street", "良渚街道 1 号",
                    "regionCode", "330110", "isDefault", true)).ok().path("addressId").asLong());
            shoppers.add(shopper);
        }
        for (JsonNode product : ShopClient.of(port).get("/api/shop/products?limit=20").ok().path("items")) {
            JsonNode page = ShopClient.of(port).get("/api/shop/products/" + product.path("productId").asLong()).ok();
            page.path("skus").forEach(sku -> skus.add(sku.path("skuId").asLong()));
            if (activity == 0 && page.path("activity").path("activityId").asLong(0) > 0) {
                activity = page.path("activity").path("activityId").asLong();
                groupSku = page.path("skus").get(0).path("skuId").asLong();
            }
        }
    }

    void start() {
        for (int i = 0; i < shoppers.size(); i++) {
            int shopper = i;
            threads.add(Thread.ofVirtual().start(() -> {
                while (open.get()) {
                    buy(shopper);
                    LockSupport.parkNanos(20_000_000);
                }
            }));
        }
        threads.add(Thread.ofVirtual().start(() -> {
            while (open.get()) {
                serve();
                LockSupport.parkNanos(30_000_000);
            }
        }));
    }

    /** A clerk sends what was paid; it is received, and of some a unit goes back. */
    private void serve() {
        Wish next = paid.poll();
        if (next == null) {
            return;
        }
        try {
            ShopClient staff = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
            String order = "/api/staff/orders/" + next.orderId();
            int sent = staff.key("ship-" + next.key()).post(order + "/ship", Map.of("carrier", "SF", "trackingNo",
                    "SF" + next.orderId())).status();
            ShopClient shopper = shoppers.get(next.shopper());
            if (sent < 300) {
                shopper.key("got-" + next.key()).post("/api/shop/orders/" + next.orderId() + "/receive");
            }
            if (sent < 300 && next.orderId() % 3 == 0) {
                long wish = shopper.key("back-" + next.key()).post("/api/shop/orders/" + next.orderId() + "/returns",
                        Map.of("lines", List.of(Map.of("lineNo", 1, "quantity", 1)), "kind", "REFUND_ONLY",
                        "reasonCode",
                                "OTHER")).body().path("returnId").asLong();
                staff.key("yes-" + next.key()).post("/api/staff/returns/" + wish + "/approve", Map.of("reason", "同意"));
            }
        } catch (AssertionError | RuntimeException cut) {
            paid.add(next);
            LockSupport.parkNanos(200_000_000);
        }
    }

    void stop() {
        open.set(false);
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void buy(int shopper) {
        int n = serial.incrementAndGet();
        String key = "crash-" + shopper + "-" + n;
        boolean group = n % 4 == 1 && activity > 0;
        Map<String, Object> ask = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", group ? groupSku
                : skus.get(n % skus.size()), "quantity", 1)), "source", group ? "GROUP" : "BUY_NOW", "addressId",
                addresses.get(shopper)));
        if (group && n % 12 == 1) {
            ask.put("activityId", activity);
        } else if (group) {
            ask.put("groupId", lastGroup);
        }
        try {
            ShopClient.Answer quote = shoppers.get(shopper).post("/api/shop/checkout", ask);
            if (quote.status() != 200) {
                return;
            }
            ask.put("shownTotalMinor", quote.body().path("quote").path("totalMinor").asLong());
            ask.put("fingerprint", quote.body().path("quote").path("fingerprint").asString());
        } catch (AssertionError away) {
            LockSupport.parkNanos(100_000_000);
            return;
        }
        Wish wish = say(shopper, key, ask);
        log.add(wish);
        if (wish.outcome().equals("OK") && n % 2 == 0) {
            pay(shopper, wish.orderId());
        }
    }

    private Wish say(int shopper, String key, Map<String, Object> ask) {
        try {
            ShopClient.Answer answer = shoppers.get(shopper).key(key).post("/api/shop/orders", ask);
            if (answer.status() == 201) {
                lastGroup = answer.body().path("groupId").asLong(lastGroup);
                return new Wish(shopper, key, ask, "OK", answer.body().path("orderId").asLong());
            }
            return new Wish(shopper, key, ask, answer.status() >= 500 ? "UNKNOWN" : "REFUSED", 0);
        } catch (AssertionError cut) {
            return new Wish(shopper, key, ask, "UNKNOWN", 0);
        }
    }

    private void pay(int shopper, long orderId) {
        try {
            ShopClient.Answer ticket = shoppers.get(shopper).post("/api/shop/orders/" + orderId + "/pay",
                    Map.of("provider", "SANDBOX", "channel", "H5"));
            if (ticket.status() == 200) {
                String cashier = ticket.body().path("cashierUrl").asString().replaceFirst("\\?.*$", "")
                        .replaceFirst("^https?://[^/]+", "");
                ShopClient.of(port).post(cashier + "/pay", Map.of());
                paid.add(new Wish(shopper, "order-" + orderId, Map.of(), "OK", orderId));
            }
        } catch (AssertionError cut) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Asks every unanswered wish again with its own key; it is then known. */
    List<Wish> settled() {
        List<Wish> known = new ArrayList<>();
        for (Wish wish : log) {
            known.add(wish.outcome().equals("UNKNOWN") ? say(wish.shopper(), wish.key(), wish.body()) : wish);
        }
        return known;
    }
}
