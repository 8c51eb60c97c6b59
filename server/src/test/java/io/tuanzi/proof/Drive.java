package io.tuanzi.proof;

import io.tuanzi.testing.ShopClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * People who use a running shop over HTTP and keep their own log of what was answered.
 *
 * <p>A write without an answer (the shop died) is UNKNOWN: {@link #settle} sends it again with its own key, twice, and
 * it is then known, once.
 */
final class Drive {

    /** The shop did not answer; the scene ends here. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cut(Throwable cause) {
            super(cause);
        }
    }

    /** One write and what was heard of it: OK, REFUSED or UNKNOWN. */
    private record Said(ShopClient who, String method, String path, @Nullable Object body, String outcome) {
    }

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    final int port;
    final JdbcClient owner;
    private final List<Said> open = new ArrayList<>();
    private int writes;

    Drive(int port, JdbcClient owner) {
        this.port = port;
        this.owner = owner;
    }

    static long serial() {
        return SERIAL.incrementAndGet();
    }

    int writes() {
        return writes;
    }

    ShopClient anyone() {
        return ShopClient.of(port);
    }

    /** A write with a key of its own; its answer, whatever it is, or {@link Cut}. */
    ShopClient.Answer tell(ShopClient who, String method, String path, @Nullable Object body) {
        ShopClient keyed = who.key("drive-" + serial());
        writes++;
        Said said = new Said(keyed, method, path, body, "UNKNOWN");
        try {
            ShopClient.Answer answer = send(said);
            if (answer.status() >= 500) {
                open.add(said);
            }
            return answer;
        } catch (AssertionError cut) {
            if (cut.getCause() == null) {
                throw cut;
            }
            open.add(said);
            throw new Cut(cut);
        }
    }

    /** A write that must succeed. */
    JsonNode done(ShopClient who, String method, String path, @Nullable Object body) {
        return tell(who, method, path, body).ok();
    }

    JsonNode post(ShopClient who, String path, @Nullable Object body) {
        return done(who, "POST", path, body);
    }

    /** A write whose body is sent as it is. */
    JsonNode raw(ShopClient who, String path, String body) {
        ShopClient keyed = who.key("drive-" + serial());
        writes++;
        try {
            return keyed.send("POST", path, body).ok();
        } catch (AssertionError cut) {
            if (cut.getCause() == null) {
                throw cut;
            }
            open.add(new Said(keyed, "RAW", path, body, "UNKNOWN"));
            throw new Cut(cut);
        }
    }

    /** A write that may be refused, its body sent as it is. */
    void attempt(ShopClient who, String path, String body) {
        try {
            who.key("drive-" + serial()).send("POST", path, body);
        } catch (AssertionError cut) {
            throw new Cut(cut);
        }
    }

    /** A write under the key its client carries already. */
    JsonNode again(ShopClient who, String path, String body) {
        try {
            return who.send("POST", path, body).ok();
        } catch (AssertionError cut) {
            if (cut.getCause() == null) {
                throw cut;
            }
            open.add(new Said(who, "RAW", path, body, "UNKNOWN"));
            throw new Cut(cut);
        }
    }

    JsonNode read(ShopClient who, String path) {
        try {
            return who.get(path).ok();
        } catch (AssertionError cut) {
            if (cut.getCause() == null) {
                throw cut; // it answered, and refused
            }
            throw new Cut(cut);
        }
    }

    private static ShopClient.Answer send(Said said) {
        Object body = said.body();
        return switch (said.method()) {
            case "PUT" -> said.who().put(said.path(), body == null ? Map.of() : body);
            case "PATCH" -> said.who().patch(said.path(), body == null ? Map.of() : body);
            case "RAW" -> said.who().send("POST", said.path(), String.valueOf(body));
            case "DELETE" -> said.who().delete(said.path());
            default -> body == null ? said.who().post(said.path()) : said.who().post(said.path(), body);
        };
    }

    /** Whether something without an answer is about such a path. */
    boolean asksAgain(String path) {
        return open.stream().anyMatch(said -> said.path().contains(path));
    }

    /** Sends what has no answer again, twice: both say the same, and neither says "try again". */
    List<String> settle() {
        List<String> wrong = new ArrayList<>();
        for (Said said : open) {
            ShopClient.Answer first = send(said);
            ShopClient.Answer second = send(said);
            boolean same = first.status() == second.status() || (first.status() < 300 && second.status() < 300);
            boolean sameOrder = first.body().path("orderId").asLong(0) == second.body().path("orderId").asLong(0);
            // a session that ended is not there the second time
            boolean session = said.path().contains("/login") || List.of("logout", "password")
                    .contains(said.path().replaceFirst(".*/", ""));
            if (first.status() >= 500 || (!session && !(same && sameOrder))) {
                wrong.add(said.method() + " " + said.path() + " sent again: " + first.status() + " "
                        + first.text() + ", then " + second.status() + " " + second.text());
            }
        }
        open.clear();
        return wrong;
    }

    /** A person who never came before, with an address. */
    ShopClient newcomer(@Nullable String inviteCode) {
        ShopClient person = arrives(inviteCode);
        post(person, "/api/shop/addresses", address());
        return person;
    }

    /** A person who has just logged in for the first time. */
    ShopClient arrives(@Nullable String inviteCode) {
        String phone = String.format("13%09d", serial() % 1_000_000_000L);
        JsonNode sent = post(anyone(), "/api/shop/login/code", Map.of("phone", phone));
        Map<String, Object> ask = new HashMap<>(Map.of("phone", phone, "code", sent.path("demoCode").asString()));
        if (inviteCode != null) {
            ask.put("inviteCode", inviteCode);
        }
        return anyone().as(post(anyone(), "/api/shop/login", ask).path("token").asString());
    }

    /** What one unit would cost now with this coupon. */
    long total(ShopClient person, long skuId, long coupon) {
        return post(person, "/api/shop/checkout", Map.of("lines", List.of(Map.of("skuId", skuId, "quantity", 1)),
                "source",
                "BUY_NOW", "addressId", read(person, "/api/shop/addresses").get(0).path("addressId").asLong(),
                "couponIds",
                List.of(coupon))).path("quote").path("totalMinor").asLong();
    }

    static Map<String, Object> address() {
        return Map.of("name", "张三", "phone", "13800000000", "province", "浙江省", "city", "杭州市", "district",
                "余杭区", "street", "良渚街道 1 号", "regionCode", "330110", "isDefault", true);
    }

    long id(ShopClient person) {
        return read(person, "/api/shop/session").path("customer").path("customerId").asLong();
    }

    /** Buys and does not pay; {@code activityId} opens a group, {@code groupId} joins one. */
    JsonNode order(ShopClient person, long skuId, int quantity, @Nullable Long activityId, @Nullable Long groupId,
                   long... coupons) {
        Map<String, Object> ask = new HashMap<>();
        ask.put("lines", List.of(Map.of("skuId", skuId, "quantity", quantity)));
        ask.put("source", activityId == null && groupId == null ? "BUY_NOW" : "GROUP");
        ask.put("activityId", activityId);
        ask.put("groupId", groupId);
        ask.put("addressId", read(person, "/api/shop/addresses").get(0).path("addressId").asLong());
        ask.put("couponIds", java.util.Arrays.stream(coupons).boxed().toList());
        while (true) { // a price that changed meanwhile is shown and taken, as on the page
            JsonNode quote = post(person, "/api/shop/checkout", ask).path("quote");
            ask.put("shownTotalMinor", quote.path("totalMinor").asLong());
            ask.put("fingerprint", quote.path("fingerprint").asString());
            ShopClient.Answer placed = tell(person, "POST", "/api/shop/orders", ask);
            if (!placed.code().equals("PRICE_CHANGED")) {
                return placed.ok();
            }
        }
    }

    /** Opens the payment and answers the cashier page's path. */
    String cashier(ShopClient person, long orderId) {
        return post(person, "/api/shop/orders/" + orderId + "/pay", Map.of("provider", "SANDBOX", "channel", "H5"))
                .path("cashierUrl").asString().replaceFirst("\\?.*$", "").replaceFirst("^https?://[^/]+", "");
    }

    /** Pays and waits until the order says so. */
    void pay(ShopClient person, long orderId) {
        String cashier = cashier(person, orderId);
        try {
            ShopClient.of(port).post(cashier + "/pay", Map.of());
        } catch (AssertionError cut) {
            throw new Cut(cut);
        }
        until("paid " + orderId, () -> !read(person, "/api/shop/orders/" + orderId + "/payment").path("state")
                .asString().equals("WAITING"));
    }

    void ship(ShopClient staff, long orderId) {
        until("ready " + orderId, () -> one("SELECT count(*) FROM orders.orders WHERE order_id = " + orderId
                + " AND state = 'PAID' AND open_holds = 0") == 1);
        post(staff, "/api/staff/orders/" + orderId + "/ship", Map.of("carrier", "SF", "trackingNo", "SF" + serial()));
    }

    /** An order paid, shipped and received. */
    long received(ShopClient staff, ShopClient person, long skuId, int quantity) {
        long orderId = order(person, skuId, quantity, null, null).path("orderId").asLong();
        pay(person, orderId);
        ship(staff, orderId);
        post(person, "/api/shop/orders/" + orderId + "/receive", null);
        return orderId;
    }

    long one(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }

    void sql(String sql) {
        owner.sql(sql).update();
    }

    /** Business time goes on. */
    void pass(String interval) {
        sql("UPDATE platform.shop_clock SET shop_at = shop_at + interval '" + interval + "'");
        wakeSweeps();
    }

    /** Lets every sweep look now, also those a dead node was at; the campaign leaves them their own pace. */
    void wakeSweeps() {
        sql("UPDATE platform.scheduled_tasks SET execution_time = now(), picked = false, picked_by = NULL,"
                + " last_heartbeat = NULL WHERE NOT picked OR last_heartbeat < now() - interval '2 seconds'");
    }

    /** Waits for something to become so; a shop that does not answer ends the scene. */
    static void until(String what, java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(25_000_000L);
        }
    }
}
