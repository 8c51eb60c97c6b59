package io.tuanzi.proof;

import io.tuanzi.testing.ShopClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What people do in a shop, told in short scenes that can be played again and again; between them they reach every
 * crash point.
 */
final class Scenes {

    /** Something people do; ends early with {@link Drive.Cut} when the shop dies. */
    interface Scene {
        void play();
    }

    private static final Map<String, String> PAY = Map.of("provider", "SANDBOX", "channel", "H5");

    private final Drive drive;
    private final OfficeScenes office;
    private final Map<String, Scene> all = new LinkedHashMap<>();
    private final ShopClient boss;
    private final ShopClient buyer;
    private final ShopClient friend;
    private final ShopClient promoter;
    private final String code;
    private final long sku;
    private final long activity;

    Scenes(Drive drive, Provider provider, java.util.function.Consumer<String> errand) {
        this.drive = drive;
        boss = drive.anyone().staff("guanli", "demo-guanli-2026");
        activity = drive.one("SELECT min(activity_id) FROM groupbuy.activity WHERE stopped_at IS NULL");
        sku = drive.one("SELECT min(sku_id) FROM groupbuy.activity_price WHERE activity_id = " + activity);
        drive.sql("UPDATE groupbuy.activity SET per_person_limit = 100000");
        // what staff had a hand in stays when the demo ends
        drive.sql("INSERT INTO platform.audit_entry (who, action, object, why) SELECT 'proof', 'activity.change',"
                + " 'activity:' || activity_id, 'proof' FROM groupbuy.activity");
        drive.post(boss, "/api/staff/skus/" + sku + "/stock", Map.of("delta", 50_000, "kind", "RECEIVE", "reason",
                "for the scenes"));
        promoter = drive.newcomer(null);
        drive.post(promoter, "/api/shop/promoter/join", Map.of("agreementVersion", "2026-11"));
        code = drive.read(promoter, "/api/shop/promoter").path("inviteCode").asString();
        buyer = drive.newcomer(null);
        friend = drive.newcomer(code);
        office = new OfficeScenes(drive, boss, sku, provider, errand);
        all.putAll(people());
        all.putAll(buying());
        all.putAll(groups());
        all.putAll(returning());
        all.putAll(earning());
        all.putAll(office.all());
        all.put("the demo ends", office::demoEnds);
    }

    /** The provider's side of a scene. */
    interface Provider {
        /** Lets the payment behind a cashier page go wrong in this way. */
        void fault(String cashierPath, String fault, long value);

        void openBill();

        /** Ends every fault. */
        void clear();
    }

    Map<String, Scene> all() {
        return all;
    }

    private Map<String, Scene> people() {
        Map<String, Scene> some = new LinkedHashMap<>();
        some.put("a friend comes by an invitation", () -> drive.newcomer(code));
        some.put("a person lives and leaves", () -> {
            ShopClient person = drive.newcomer(null);
            drive.sql("UPDATE customer.session SET renewed_at = renewed_at - interval '3 days'");
            drive.tell(person, "PATCH", "/api/shop/me", Map.of("nickname", "小团")).ok();
            long address = drive.post(person, "/api/shop/addresses", Drive.address()).path("addressId").asLong();
            drive.done(person, "PUT", "/api/shop/addresses/" + address, Drive.address());
            drive.post(person, "/api/shop/addresses/" + address + "/default", null);
            drive.tell(person, "DELETE", "/api/shop/addresses/" + address, null);
            drive.post(person, "/api/shop/visits", Map.of("page", "home"));
            drive.tell(person, "POST", "/api/shop/logout", null);
        });
        some.put("sessions of yesterday renew and old ones end", () -> {
            ShopClient early = drive.arrives(null);
            drive.sql("UPDATE customer.session SET renewed_at = renewed_at - interval '3 days'");
            drive.read(early, "/api/shop/session");
            drive.sql("UPDATE customer.session SET expires_at = now() - interval '1 day' WHERE customer_id IN ("
                    + "SELECT customer_id FROM customer.customer WHERE demo LIMIT 1)");
            drive.read(buyer, "/api/shop/session");
            drive.wakeSweeps();
        });
        some.put("a person looks around", () -> {
            long product = drive.one("SELECT product_id FROM catalog.product LIMIT 1");
            String path = "/api/shop/products/" + product;
            drive.tell(buyer, "PUT", path + "/favourite", null);
            drive.tell(buyer, "DELETE", path + "/favourite", null);
            drive.tell(buyer, "PUT", path + "/restock-notice", null);
            drive.read(buyer, path);
            drive.read(buyer, "/api/shop/products?q=%E8%8C%B6&limit=5");
            drive.wakeSweeps();
        });
        return some;
    }

    private Map<String, Scene> buying() {
        Map<String, Scene> some = new LinkedHashMap<>();
        some.put("a cart is filled, bought and paid", () -> {
            drive.sql("UPDATE promotion.snapshot SET version = version + 1"); // rules are read again within a second
            long second = System.nanoTime() + 1_200_000_000L;
            Drive.until("the rules are read again", () -> alive() && System.nanoTime() > second);
            drive.done(buyer, "PUT", "/api/shop/cart/lines", Map.of("skuId", sku, "quantity", 2));
            drive.pay(buyer, drive.order(buyer, sku, 1, null, null).path("orderId").asLong());
            drive.done(buyer, "PUT", "/api/shop/cart/lines", Map.of("skuId", sku, "quantity", 0));
        });
        some.put("more is wanted than there is", () -> {
            ShopClient person = drive.newcomer(null);
            long few = office.cheapSku();
            long left = drive.one("SELECT available FROM inventory.stock WHERE sku_id = " + few);
            try {
                drive.order(person, few, Math.toIntExact(left + 1), null, null);
            } catch (AssertionError soldOut) {
                if (soldOut.getCause() != null) {
                    throw soldOut;
                }
            }
        });
        some.put("an order is cancelled with its payment open", () -> {
            long order = drive.order(buyer, sku, 1, null, null).path("orderId").asLong();
            drive.cashier(buyer, order);
            drive.post(buyer, "/api/shop/orders/" + order + "/cancel", Map.of("reason", "OTHER"));
            drive.wakeSweeps();
            Drive.until("closed there", () -> alive() && drive.one("SELECT count(*) FROM payment.intent WHERE payable"
                    + " = 'order:" + order + "' AND state = 'CLOSED'") == 1);
        });
        some.put("an order is forgotten", () -> {
            long order = drive.order(buyer, sku, 1, null, null).path("orderId").asLong();
            drive.cashier(buyer, order);
            drive.pass("31 minutes");
            drive.sql("UPDATE payment.intent SET ask_at = shop_now() WHERE state = 'OPEN'");
            Drive.until("closed", () -> alive() && "CLOSED".equals(state(order)));
        });
        some.put("an order that costs nothing", () -> {
            long coupon = office.freeCoupon(drive.id(buyer));
            office.freeDelivery(true);
            try {
                Drive.until("free", () -> drive.total(buyer, office.cheapSku(), coupon) == 0);
                JsonNode order = drive.order(buyer, office.cheapSku(), 1, null, null, coupon);
                drive.tell(buyer, "POST", "/api/shop/orders/" + order.path("orderId").asLong() + "/pay", PAY).ok();
            } finally {
                office.freeDelivery(false);
            }
        });
        some.putAll(parcels());
        return some;
    }

    private Map<String, Scene> parcels() {
        Map<String, Scene> some = new LinkedHashMap<>();
        some.put("a parcel goes its way by itself", () -> {
            long order = drive.order(buyer, sku, 1, null, null).path("orderId").asLong();
            drive.pay(buyer, order);
            drive.pass("3 days");
            Drive.until("late", () -> alive() && drive.one("SELECT count(*) FROM platform.task WHERE kind ="
                    + " 'SHIP_OVERDUE' AND subject = 'order:" + order + "'") == 1);
            drive.ship(boss, order);
            drive.pass("20 days");
            Drive.until("received", () -> alive() && !"SHIPPED".equals(state(order)));
            drive.pass("40 days");
            Drive.until("completed", () -> alive() && "COMPLETED".equals(state(order)));
        });
        some.put("an order is received", () -> {
            long order = drive.received(boss, buyer, sku, 1);
            JsonNode shipments = drive.read(boss, "/api/staff/orders/" + order);
            long shipment = drive.one("SELECT shipment_id FROM fulfilment.shipment WHERE order_id = " + order);
            drive.post(boss, "/api/staff/shipments/" + shipment + "/tracks", Map.of("text", "到达杭州"));
            Objects.requireNonNull(shipments);
        });
        return some;
    }

    private boolean alive() {
        drive.read(drive.anyone(), "/api/shop/session");
        return true;
    }

    private String state(long orderId) {
        return drive.owner.sql("SELECT state FROM orders.orders WHERE order_id = :o").param("o", orderId)
                .query(String.class).single();
    }

    private Map<String, Scene> groups() {
        Map<String, Scene> some = new LinkedHashMap<>();
        some.put("three friends fill a group", () -> {
            int size = Math.toIntExact(drive.one("SELECT size FROM groupbuy.activity WHERE activity_id = " + activity));
            JsonNode first = drive.order(promoter, sku, 1, activity, null);
            long group = first.path("groupId").asLong();
            drive.pay(promoter, first.path("orderId").asLong());
            List<ShopClient> others = List.of(buyer, friend);
            for (int i = 0; i < size - 1; i++) {
                ShopClient person = i < others.size() ? others.get(i) : drive.newcomer(null);
                drive.pay(person, drive.order(person, sku, 1, null, group).path("orderId").asLong());
            }
            Drive.until("told", () -> drive.read(promoter, "/api/shop/messages").path("items").get(0) != null
                    && drive.one(
                    "SELECT count(*) FROM groupbuy.groups WHERE group_id = " + group
                    + " AND state = 'COMPLETED'") == 1);
            drive.post(promoter, "/api/shop/messages/read", Map.of("upTo", drive.read(promoter, "/api/shop/messages")
                    .path("items").get(0).path("messageId").asLong()));
        });
        some.put("a seat lapses and a group fails", () -> {
            JsonNode first = drive.order(promoter, sku, 1, activity, null);
            long group = first.path("groupId").asLong();
            drive.pay(promoter, first.path("orderId").asLong());
            drive.order(friend, sku, 1, null, group);
            drive.pass("11 minutes");
            Drive.until("lapsed", () -> alive() && drive.one("SELECT held FROM groupbuy.groups WHERE group_id = "
                    + group) == 0);
            drive.pass("25 hours");
            Drive.until("failed", () -> alive() && drive.one("SELECT count(*) FROM groupbuy.groups WHERE group_id = "
                    + group + " AND state = 'EXPIRED'") == 1);
            Drive.until("paid back", () -> alive() && "CLOSED".equals(state(first.path("orderId").asLong())));
        });
        return some;
    }

    private Map<String, Scene> returning() {
        Map<String, Scene> some = new LinkedHashMap<>();
        Map<String, Object> why = Map.of("reason", "七天内，同意");
        some.put("one unit goes back", () -> {
            long order = drive.received(boss, buyer, sku, 2);
            long back = wish(order, "RETURN_REFUND");
            drive.post(boss, "/api/staff/returns/" + back + "/approve", why);
            drive.post(buyer, "/api/shop/returns/" + back + "/send-back",
                    Map.of("carrier", "顺丰", "trackingNo", "SF" + Drive.serial()));
            drive.post(boss, "/api/staff/returns/" + back + "/received",
                    Map.of("condition", "OK", "restock", true, "reason", "完好"));
            Drive.until("refunded", () -> alive() && drive.one("SELECT count(*) FROM payment.refund WHERE payable"
                    + " = 'order:"
                    + order + "' AND state = 'DONE'") == 1);
        });
        some.put("returns are refused and taken back", () -> {
            long order = drive.received(boss, buyer, sku, 2);
            drive.post(boss, "/api/staff/returns/" + wish(order, "RETURN_REFUND") + "/reject", why);
            drive.post(buyer, "/api/shop/returns/" + wish(order, "REFUND_ONLY") + "/cancel", null);
        });
        some.put("staff gives money back", () -> {
            long order = drive.received(boss, buyer, sku, 2);
            drive.post(boss, "/api/staff/orders/" + order + "/refund",
                    Map.of("lines", List.of(Map.of("lineNo", 1, "quantity", 1)), "reason", "补偿"));
            long other = drive.order(buyer, sku, 1, null, null).path("orderId").asLong();
            drive.post(boss, "/api/staff/orders/" + other + "/cancel", Map.of("reason", "店里取消"));
        });
        return some;
    }

    private long wish(long order, String kind) {
        return drive.post(buyer, "/api/shop/orders/" + order + "/returns", Map.of("lines", List.of(Map.of("lineNo", 1,
                "quantity", 1)), "kind", kind, "reasonCode", "OTHER")).path("returnId").asLong();
    }

    private Map<String, Scene> earning() {
        Map<String, Scene> some = new LinkedHashMap<>();
        some.put("a promoter earns and is paid", () -> {
            ShopClient newcomer = drive.newcomer(code);
            drive.received(boss, newcomer, sku, 3);
            drive.pass("40 days");
            Drive.until("payable", () -> alive() && drive.one("SELECT count(*) FROM rewards.accrual WHERE kind ="
                    + " 'COMMISSION' AND state IN ('PENDING', 'MATURED') AND buyer_id = " + drive.id(newcomer)) == 0);
            long first = withdraw();
            drive.post(boss, "/api/staff/withdrawals/" + first + "/approve", Map.of("reason", "核对无误"));
            ShopClient cashier = drive.anyone().staff("chuna", "demo-chuna-2026");
            drive.post(cashier, "/api/staff/withdrawals/" + first + "/pay",
                    Map.of("reference", "BANK" + Drive.serial(), "reason", "已转账"));
            drive.post(boss, "/api/staff/withdrawals/" + withdraw() + "/reject", Map.of("reason", "资料不符"));
        });
        some.put("a reward is taken back", () -> {
            ShopClient newcomer = drive.newcomer(code);
            long order = drive.received(boss, newcomer, sku, 1);
            drive.pass("40 days");
            Drive.until("rewarded", () -> alive() && drive.one("SELECT count(*) FROM rewards.accrual WHERE kind ="
                    + " 'COUPON'"
                    + " AND state <> 'PENDING' AND buyer_id = " + drive.id(newcomer)) > 0);
            drive.post(boss, "/api/staff/orders/" + order + "/refund", Map.of("lines", List.of(Map.of("lineNo", 1,
                    "quantity", 1)), "reason", "全退"));
        });
        some.put("a person joins the promoters", () -> {
            ShopClient person = drive.newcomer(null);
            drive.post(person, "/api/shop/promoter/join", Map.of("agreementVersion", "2026-11"));
            drive.read(person, "/api/shop/promoter");
            drive.read(drive.newcomer(null), "/api/shop/promoter");
        });
        return some;
    }

    private long withdraw() {
        drive.pass("1 day");
        return drive.post(promoter, "/api/shop/promoter/withdrawals", Map.of("amountMinor", 100))
                .path("withdrawalId").asLong();
    }
}
