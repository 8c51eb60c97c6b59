package io.tuanzi.proof;

import io.tuanzi.testing.ShopClient;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What staff, the provider and the machine do: the second half of {@link Scenes}. */
final class OfficeScenes {

    private static final String WHY = "演练";

    private final Drive drive;
    private final ShopClient boss;
    private final long sku;
    private final Scenes.Provider provider;
    private final Consumer<String> errand;

    OfficeScenes(Drive drive, ShopClient boss, long sku, Scenes.Provider provider, Consumer<String> errand) {
        this.drive = drive;
        this.boss = boss;
        this.sku = sku;
        this.provider = provider;
        this.errand = errand;
    }

    Map<String, Scenes.Scene> all() {
        Map<String, Scenes.Scene> some = new LinkedHashMap<>();
        some.put("products are worked on", this::products);
        some.put("a file is imported", this::imports);
        some.put("odd files are imported", this::oddImports);
        some.put("staff comes, works and goes", this::staff);
        some.put("offers are made", this::offers);
        some.put("group offers are made", this::activities);
        some.put("coupons are printed, claimed and end", this::coupons);
        some.put("codes become coupons", () -> CouponScenes.codes(drive, boss));
        some.put("coupons are given by rule", () -> CouponScenes.rules(drive, boss, drive.newcomer(null), sku));
        some.put("parcels leave by file", this::parcels);
        some.put("the provider lies", this::lies);
        some.put("a refund does not go through", this::badRefund);
        some.put("the provider's bill", this::bill);
        some.put("facts are parked", this::parked);
        some.put("stock runs low", this::low);
        some.put("the first administrator", this::first);
        for (String each : List.of("redeliver", "rebuild", "law", "freight")) {
            some.put("errand " + each, () -> errand.accept(each));
        }
        return some;
    }

    private void products() {
        long product = drive.one("SELECT product_id FROM catalog.sku WHERE sku_id = " + sku);
        String path = "/api/staff/products/" + product;
        drive.tell(boss, "PUT", path, Map.of("summaryZh", "好物 " + Drive.serial(), "reason", WHY));
        for (String state : List.of("CANDIDATE", "SCORED", "SAMPLED", "APPROVED", "LISTED", "RETIRED")) {
            drive.tell(boss, "POST", path + "/selection", Map.of("state", state, "reason", WHY));
        }
        drive.tell(boss, "PUT", "/api/staff/skus/" + cheapSku() + "/price", Map.of("priceMinor",
                2_000 + Drive.serial() % 100, "reason", WHY));
        drive.tell(boss, "PUT", "/api/staff/skus/" + sku + "/plan", Map.of("plannedStock", 100, "upliftBp", 0,
                "reason", WHY));
        drive.tell(boss, "POST", "/api/staff/skus/" + sku + "/stock", Map.of("delta", 1, "kind", "RECEIVE", "reason",
                WHY));
        long other = drive.one("SELECT product_id FROM catalog.product WHERE product_id <> " + product
                + " AND product_id NOT IN (SELECT product_id FROM catalog.sku WHERE sku_id = " + cheapSku()
                + ") LIMIT 1");
        drive.tell(boss, "POST", "/api/staff/products/" + other + "/shelf", Map.of("state", "OFF_SHELF", "reason",
                WHY));
        drive.tell(boss, "POST", "/api/staff/products/" + other + "/shelf", Map.of("state", "ON_SHELF", "at",
                drive.owner.sql("SELECT to_char(shop_now() + interval '1 minute', 'YYYY-MM-DD\"T\"HH24:MI:SSOF:00')")
                        .query(String.class).single(), "reason", WHY));
        drive.pass("2 minutes");
        Drive.until("shelved", () -> alive() && drive.one("SELECT count(*) FROM catalog.product WHERE product_id = "
                + other + " AND on_shelf_at IS NOT NULL") == 0);
    }

    private boolean alive() {
        drive.read(drive.anyone(), "/api/shop/session");
        return true;
    }

    long cheapSku() {
        return drive.one("SELECT max(s.sku_id) FROM catalog.sku s JOIN catalog.product p USING (product_id) JOIN"
                + " inventory.stock t USING (sku_id) JOIN catalog.price c USING (sku_id, price_version)"
                + " WHERE c.price_minor BETWEEN 1 AND 20000 AND t.available > 5 AND s.sku_id <> " + sku
                + " AND s.rule_per_order IS NULL AND s.rule_per_person IS NULL AND p.state = 'ON_SHELF'");
    }

    private void imports() {
        String handle = "crash-" + Drive.serial();
        JsonNode dry = upload("/api/staff/imports", "dryRun", handle + ",示例,9.90,5\n");
        long id = dry.path("importId").asLong();
        finished(id);
        drive.post(boss, "/api/staff/imports/" + id + "/apply", Map.of("reason", WHY));
        finished(id);
        drive.sql("INSERT INTO catalog.import_job (import_id, file_name, file_hash, state, dry_run, form,"
                + " encoding, columns,"
                + " currency, rate, by, started_at) VALUES (" + Drive.serial() + ", 'cut.csv', '', 'STAGING',"
                + " false, 'TUANZI',"
                + " 'UTF-8', '[]', 'CNY', 1, 'proof', shop_now() - interval '2 hours')");
        drive.wakeSweeps();
    }

    /** Files that are sent twice, that cannot be read, and whose product the database will not take. */
    private void oddImports() {
        String rows = "odd-" + Drive.serial() + ",示例,9.90,5\n";
        ShopClient keyed = boss.key("odd-" + Drive.serial());
        JsonNode first = drive.again(multipart(keyed), "/api/staff/imports", sheet("/api/staff/imports", "x", rows));
        finished(first.path("importId").asLong());
        drive.again(multipart(keyed), "/api/staff/imports", sheet("/api/staff/imports", "x", rows));
        drive.sql("ALTER TABLE catalog.import_product DROP CONSTRAINT IF EXISTS proof");
        drive.sql("ALTER TABLE catalog.import_product ADD CONSTRAINT proof CHECK (handle NOT LIKE 'unstaged-%')"
                + " NOT VALID");
        try {
            drive.attempt(multipart(boss), "/api/staff/imports", sheet("/api/staff/imports", "x",
                    "unstaged-" + Drive.serial() + ",示例,9.90,5\n"));
        } finally {
            drive.sql("ALTER TABLE catalog.import_product DROP CONSTRAINT proof");
        }
        String refused = "refused-" + Drive.serial();
        drive.sql("ALTER TABLE catalog.product DROP CONSTRAINT IF EXISTS proof");
        drive.sql("ALTER TABLE catalog.product ADD CONSTRAINT proof CHECK (handle NOT LIKE 'refused-%') NOT VALID");
        JsonNode odd = drive.raw(multipart(boss), "/api/staff/imports", sheet("/api/staff/imports", "x",
                refused + ",示例,9.90,5\n"));
        finished(odd.path("importId").asLong());
        drive.sql("ALTER TABLE catalog.product DROP CONSTRAINT proof");
    }

    /** The demo's end, and for the next time its beginning. */
    void demoEnds() {
        ShopClient someone = drive.newcomer(null);
        drive.order(someone, sku, 1, null, null);
        drive.sql("UPDATE customer.customer SET demo = true WHERE customer_id = " + drive.id(someone));
        drive.post(boss, "/api/staff/demo/clear", Map.of("reason", WHY));
        drive.sql("UPDATE platform.staff SET enabled = true");
        drive.sql("UPDATE customer.customer SET retired_at = NULL");
    }

    private void finished(long importId) {
        Drive.until("imported", () -> List.of("DONE", "FAILED").contains(drive.read(boss, "/api/staff/imports/"
                + importId).path("state").asString()));
    }

    private static ShopClient multipart(ShopClient who) {
        return who.with("Content-Type", "multipart/form-data; boundary=xyz");
    }

    /** Uploads a small sheet; the client sends what is given as it is, so the body is built here. */
    private JsonNode upload(String path, String flag, String rows) {
        return drive.raw(multipart(boss), path, sheet(path, flag, rows));
    }

    private static String sheet(String path, String flag, String rows) {
        String head = path.endsWith("tracking.csv") ? "order_no,carrier,tracking_no\n"
                : "handle,title,price,quantity\n";
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + flag + "\"\r\n\r\ntrue\r\n"
                + "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + head + rows + "\r\n--xyz--\r\n";
    }

    private void staff() {
        String name = "crash" + Drive.serial();
        long hired = drive.post(boss, "/api/staff/people", Map.of("username", name, "name", "小李", "password",
                "correct horse 9", "roles", List.of("SERVICE"), "reason", WHY)).path("staffId").asLong();
        drive.tell(drive.anyone(), "POST", "/api/staff/login", Map.of("username", name, "password", "wrong horse 9"));
        ShopClient one = drive.anyone().staff(name, "correct horse 9");
        drive.sql("UPDATE platform.staff_session SET seen_at = seen_at - interval '10 minutes'");
        drive.read(one, "/api/staff/session");
        drive.tell(one, "POST", "/api/staff/password", Map.of("current", "wrong", "next", "another horse 9"));
        drive.tell(one, "POST", "/api/staff/password", Map.of("current", "correct horse 9", "next", "another horse 9"));
        drive.tell(drive.anyone().staff(name, "another horse 9"), "POST", "/api/staff/logout", null);
        drive.tell(boss, "PUT", "/api/staff/people/" + hired, Map.of("name", "小李", "roles", List.of("FINANCE"),
                "enabled", true, "reason", WHY));
        drive.tell(boss, "PUT", "/api/staff/roles/WAREHOUSE", Map.of("permissions", List.of("BOARD_VIEW",
                "PRODUCT_VIEW",
                "ORDER_VIEW", "ORDER_SHIP"), "reason", WHY));
        drive.sql("INSERT INTO platform.task (kind, subject, body) VALUES ('LOW_STOCK', 'sku:" + Drive.serial()
                + "', '{\"skuId\": 1, \"available\": 1, \"planned\": 9}')");
        long task = drive.one("SELECT max(task_id) FROM platform.task WHERE state = 'OPEN'");
        drive.tell(boss, "POST", "/api/staff/tasks/" + task + "/done", Map.of("reason", WHY));
        long person = drive.one("SELECT max(customer_id) FROM customer.customer WHERE NOT demo");
        drive.tell(boss, "PUT", "/api/staff/customers/" + person + "/cohorts", Map.of("codes", List.of("SEED"),
                "reason", WHY));
        drive.tell(boss, "PUT", "/api/staff/cohorts/SEED", Map.of("cap", 1_000, "forNewcomers", false, "reason", WHY));
        drive.wakeSweeps();
    }

    private void offers() {
        JsonNode all = drive.read(boss, "/api/staff/promotions");
        for (JsonNode rule : all.path("rules")) {
            if (!rule.path("kind").asString().equals("COUPON")) {
                drive.tell(boss, "PUT", "/api/staff/promotions/rules/" + rule.path("ruleId").asLong(), Map.of("enabled",
                        true, "priority", Drive.serial() % 5, "reason", WHY));
                break;
            }
        }
        drive.done(boss, "PUT", "/api/staff/binding-policy", Map.of("validDays", 30, "bindWithinDays", 30, "rebind",
                "AFTER_EXPIRY", "reason", WHY));
        drive.done(boss, "PUT", "/api/staff/schemes/commission", Map.of("enabled", true, "reason", WHY));
        OfferScenes.play(drive, boss, sku);
        drive.read(drive.anyone(), "/api/shop/home");
    }

    private void activities() {
        JsonNode free = drive.owner.sql("""
                SELECT jsonb_build_object('productId', s.product_id, 'skuId', s.sku_id, 'priceMinor',
                  c.price_minor)::text
                  FROM catalog.sku s JOIN catalog.product p USING (product_id)
                  JOIN catalog.price c USING (sku_id, price_version)
                 WHERE p.state = 'ON_SHELF' AND c.price_minor > 500 AND NOT EXISTS (SELECT 1 FROM groupbuy.activity a
                       WHERE a.product_id = s.product_id AND a.stopped_at IS NULL) LIMIT 1""")
                .query((rs, n) -> tools.jackson.databind.json.JsonMapper.shared().readTree(rs.getString(1))).single();
        Map<String, Object> ask = Map.of("productId", free.path("productId").asLong(), "size", 3, "windowMinutes", 60,
                "holdMinutes", 10, "perPersonLimit", 5, "prices", List.of(Map.of("skuId", free.path("skuId").asLong(),
                        "priceMinor", free.path("priceMinor").asLong() - 100)), "latePolicy", "MOVE", "reason", WHY);
        long id = drive.post(boss, "/api/staff/activities", ask).path("activityId").asLong();
        drive.done(boss, "PUT", "/api/staff/activities/" + id, ask);
        drive.post(boss, "/api/staff/activities/" + id + "/stop", Map.of("reason", WHY));
    }

    private long template(long amountMinor) {
        return drive.post(boss, "/api/staff/promotions/templates", OfferScenes.print(amountMinor, 5, true))
                .path("templateId").asLong();
    }

    /** A coupon that pays everything. */
    long freeCoupon(long customerId) {
        long template = template(1_000_000);
        drive.post(boss, "/api/staff/promotions/templates/" + template + "/grant", Map.of("customerIds",
                List.of(customerId), "reason", WHY));
        return drive.one("SELECT coupon_id FROM promotion.coupon WHERE template_id = " + template);
    }

    /** Delivery costs nothing while this is so. */
    void freeDelivery(boolean free) {
        if (free) {
            drive.sql("CREATE TABLE IF NOT EXISTS public.kept_freight AS SELECT freight_id, free_over_minor FROM"
                    + " promotion.freight_template");
            drive.sql("UPDATE promotion.freight_template SET free_over_minor = 0");
        } else {
            drive.sql("UPDATE promotion.freight_template f SET free_over_minor = k.free_over_minor FROM"
                    + " public.kept_freight k WHERE k.freight_id = f.freight_id");
        }
        drive.sql("UPDATE promotion.snapshot SET version = version + 1");
    }

    private void coupons() {
        ShopClient person = drive.newcomer(null);
        long template = template(100);
        drive.post(person, "/api/shop/coupon-centre/" + template + "/claim", null);
        Map<String, Object> more = OfferScenes.print(100, 6, false);
        more.put("budgetMinor", 10_000_001);
        drive.done(boss, "PUT", "/api/staff/promotions/templates/" + template, more);
        drive.pass("3 days");
        Drive.until("reminded", () -> alive() && drive.one("SELECT count(*) FROM promotion.coupon WHERE template_id = "
                + template + " AND NOT reminded") == 0);
        drive.pass("3 days");
        Drive.until("ended", () -> alive() && drive.one("SELECT count(*) FROM promotion.coupon WHERE template_id = "
                + template + " AND state = 'AVAILABLE'") == 0);
    }

    private void parcels() {
        ShopClient person = drive.newcomer(null);
        long order = drive.order(person, sku, 1, null, null).path("orderId").asLong();
        drive.pay(person, order);
        String no = drive.read(person, "/api/shop/orders/" + order).path("orderNo").asString();
        upload("/api/staff/shipments/tracking.csv", "unused", no + ",SF,SF" + Drive.serial() + "\n");
    }

    private void lies() {
        ShopClient person = drive.newcomer(null);
        long order = drive.order(person, sku, 1, null, null).path("orderId").asLong();
        String cashier = drive.cashier(person, order);
        provider.fault(cashier, "lieAmount", 1);
        drive.tell(person, "POST", cashier + "/pay", Map.of());
        Drive.until("set aside", () -> alive() && drive.one("SELECT count(*) FROM payment.quarantine q JOIN"
                + " payment.intent i USING (intent_id) WHERE i.payable = 'order:" + order + "'") == 1);
        drive.wakeSweeps();
        Drive.until("paid", () -> alive() && drive.one("SELECT paid_minor FROM orders.orders WHERE order_id = "
                + order) > 0);
        long open = drive.one("SELECT max(quarantine_id) FROM payment.quarantine WHERE decision IS NULL");
        drive.post(boss, "/api/staff/payments/quarantine/" + open + "/decide", Map.of("reason", WHY));
    }

    private void badRefund() {
        for (String fault : List.of("timeoutAfterCharging", "refuse", "slowMs", "busy", "lieAmount",
                "abnormalRefund")) {
            ShopClient person = drive.newcomer(null);
            long order = drive.order(person, sku, 2, null, null).path("orderId").asLong();
            String cashier = drive.cashier(person, order);
            drive.pay(person, order);
            drive.ship(boss, order);
            provider.fault(cashier, fault.equals("busy") ? "refuse" : fault, switch (fault) {
                case "slowMs" -> 100;
                case "refuse" -> 503;
                case "busy" -> 429;
                default -> 1;
            });
            drive.post(boss, "/api/staff/orders/" + order + "/refund", Map.of("lines", List.of(Map.of("lineNo", 1,
                    "quantity", 1)), "reason", WHY));
            drive.wakeSweeps();
            String there = fault.equals("abnormalRefund") ? "state = 'FAILED'" : "asked > 0";
            Drive.until(fault, () -> alive() && drive.one("SELECT count(*) FROM payment.refund WHERE payable = 'order:"
                    + order + "' AND " + there) > 0);
        }
        provider.clear();
        Drive.until("ended", () -> {
            drive.sql("UPDATE payment.refund SET ask_at = shop_now() WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN')");
            drive.wakeSweeps();
            return alive() && drive.one("SELECT count(*) FROM payment.refund WHERE state NOT IN ('DONE',"
                    + " 'FAILED')") == 0;
        });
    }

    private void bill() {
        provider.openBill();
        drive.tell(boss, "POST", "/api/staff/payments/bills/" + LocalDate.now(ZoneId.of("Asia/Shanghai")) + "/compare",
                Map.of("reason", WHY));
    }

    /**
     * An order that never was is paid: groups cannot seat it, so the fact waits for a person, with the one behind it.
     */
    private void parked() {
        long seated = ghost();
        long left = ghost();
        Drive.until("parked", () -> alive() && drive.one("SELECT count(*) FROM platform.parked WHERE aggregate_id IN ("
                + seated + ", " + left + ") AND consumer = 'groupbuy.seats'") == 4);
        // someone gives the one a seat, and the facts can be heard; the other is given up
        drive.sql("INSERT INTO groupbuy.seat (order_id, group_id, customer_id, state, held_until) SELECT " + seated
                + ", min(group_id), 1, 'LEFT', now() FROM groupbuy.groups");
        drive.tell(boss, "POST", "/api/staff/facts/parked/" + drive.one("SELECT min(parked_id) FROM platform.parked"
                + " WHERE state = 'PARKED' AND aggregate_id = " + seated) + "/retry", Map.of("reason", WHY));
        while (drive.one("SELECT count(*) FROM platform.parked WHERE state = 'PARKED'") > 0) {
            long next = drive.one("SELECT min(parked_id) FROM platform.parked WHERE state = 'PARKED'");
            drive.tell(boss, "POST", "/api/staff/facts/parked/" + next + "/skip", Map.of("reason", WHY));
        }
    }

    private long ghost() {
        long ghost = Drive.serial();
        for (int seq = 1; seq <= 2; seq++) {
            drive.sql("INSERT INTO platform.fact_inbox (type, version, aggregate, aggregate_id, seq, body) VALUES ("
                    + "'order.paid', 1, 'order', " + ghost + ", " + seq + ", '{\"orderId\": " + ghost
                    + ", \"customerId\": 1,"
                    + " \"totalMinor\": 0, \"freightMinor\": 0, \"placedAtMs\": 0, \"groupId\": 1, \"held\": true,"
                    + " \"lines\": []}')");
        }
        return ghost;
    }

    /** The first administrator of a shop that has nobody yet: everybody steps out, and comes back. */
    private void first() {
        drive.sql("CREATE TABLE IF NOT EXISTS public.kept_staff AS TABLE platform.staff");
        drive.sql("CREATE TABLE IF NOT EXISTS public.kept_role AS TABLE platform.staff_role");
        drive.sql("CREATE TABLE IF NOT EXISTS public.kept_session AS TABLE platform.staff_session");
        try {
            nobody();
            errand.accept("administrator");
        } finally {
            nobody();
            drive.sql("INSERT INTO platform.staff SELECT * FROM public.kept_staff");
            drive.sql("INSERT INTO platform.staff_role SELECT * FROM public.kept_role");
            drive.sql("INSERT INTO platform.staff_session SELECT * FROM public.kept_session");
            drive.sql("DROP TABLE public.kept_staff, public.kept_role, public.kept_session");
        }
    }

    private void nobody() {
        drive.sql("DELETE FROM platform.staff_session");
        drive.sql("DELETE FROM platform.staff_role");
        drive.sql("DELETE FROM platform.staff");
    }

    private void low() {
        drive.tell(boss, "PUT", "/api/staff/skus/" + cheapSku() + "/plan", Map.of("plannedStock", 90_000
                + Drive.serial()
                % 1_000, "upliftBp", 0, "reason", WHY));
        drive.wakeSweeps();
        drive.tell(boss, "PUT", "/api/staff/skus/" + cheapSku() + "/plan", Map.of("plannedStock", 1, "upliftBp", 0,
                "reason", WHY));
        drive.wakeSweeps();
    }
}
