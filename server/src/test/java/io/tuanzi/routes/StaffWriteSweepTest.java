package io.tuanzi.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.DemoCatalogue.DemoProduct;
import io.tuanzi.fulfilment.Goods;
import io.tuanzi.payment.SandboxControl;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.promotion.OfferForms;
import io.tuanzi.rewards.RewardsKit;
import io.tuanzi.rewards.Withdrawals;
import io.tuanzi.routes.WriteWitness.Kind;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every write of staff leaves its entry, in its own transaction: who, what, before, after, why (W1). */
@ShopTest(properties = "tuanzi.limits.token=1000000")
@Import({Goods.class, RewardsKit.class})
class StaffWriteSweepTest {

    /** The staff routes that leave no entry, and why. */
    private static final Map<String, String> SILENT = Map.of(
            "POST /api/staff/login", "opens a session; the person's row says when",
            "POST /api/staff/logout", "ends one's own session",
            "POST /api/staff/integrity/check", "counts and changes nothing",
            "POST /api/staff/whatif/cart", "prices a cart nobody has and changes nothing",
            "POST /api/staff/whatif/replay", "prices old orders again and changes nothing");

    @Autowired Goods goods;
    @Autowired RewardsKit kit;
    @Autowired Withdrawals withdrawals;
    @Autowired StaffAccounts accounts;
    @Autowired DemoCatalogue catalogue;
    @Autowired Tasks tasks;
    @Autowired FactDesk facts;
    @Autowired JdbcClient jdbc;
    @Autowired TestDatabase database;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;
    @Value("${tuanzi.data}") Path data;
    @LocalServerPort int port;

    private ShopClient staff = ShopClient.of(0);
    private WriteWitness witness;

    @BeforeEach
    void open() {
        accounts.seedDemo();
        staff = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
        witness = new WriteWitness(database, facts, staff);
    }

    @Test
    void everyStaffWriteLeavesItsEntryOrDoesNothing() {
        people();
        machine();
        List<DemoProduct> products = catalogue.load();
        products(products.get(0));
        imports();
        orders();
        returns();
        groups(products.get(1));
        promotions();
        prices(products.get(0).skus().getFirst().skuId());
        rewards();
        payments();
        witness.does(Kind.STEPS, "POST /api/staff/demo/clear", why());
        assertThat(witness.faults).isEmpty();
        Set<String> writes = new TreeSet<>();
        Route.all(mapping).stream().filter(route -> route.isStaff() && route.writes())
                .forEach(route -> writes.add(route.toString()));
        Set<String> known = new TreeSet<>(witness.seen);
        known.addAll(SILENT.keySet());
        assertThat(known).as("staff writes watched, or silent for a reason").isEqualTo(writes);
    }

    @Test
    void aWriteWithoutAnEntryIsSeen() {
        witness.does(Kind.CHANGES, "POST /api/staff/integrity/check", why());
        assertThat(witness.faults).as("a route that leaves nothing").hasSize(2)
                .anyMatch(fault -> fault.contains("without a trail -> 200"))
                .anyMatch(fault -> fault.contains("left no entry"));
    }

    private static Map<String, Object> why(Object... more) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            body.put(String.valueOf(more[i]), more[i + 1]);
        }
        body.put("reason", "because of the sweep");
        return body;
    }

    private void people() {
        JsonNode hired = witness.does(Kind.MAKES, "POST /api/staff/people", why("username", "sweeper", "name", "小扫",
                "password", "correct horse 9", "roles", List.of("SERVICE")));
        witness.does(Kind.CHANGES, "PUT /api/staff/people/{staffId}", why("name", "小李", "roles", List.of("FINANCE"),
                "enabled", true), hired.path("staffId").asLong());
        witness.does(Kind.CHANGES, "PUT /api/staff/roles/{code}", why("permissions", List.of("ORDER_VIEW",
                "ORDER_SHIP")), "WAREHOUSE");
        witness.does(ShopClient.of(port).staff("sweeper", "correct horse 9"), Kind.CHANGES, "POST /api/staff/password",
                Map.of("current", "correct horse 9", "next", "another horse 10"), "own password");
        witness.does(Kind.CHANGES, "PUT /api/staff/customers/{customerId}/cohorts", why("codes", List.of("SEED")),
                goods.person());
        witness.does(Kind.MAKES, "POST /api/staff/cohorts", why("code", "SWEPT", "nameZh", "群", "nameEn", "Group",
                "forNewcomers", false));
        witness.does(Kind.CHANGES, "PUT /api/staff/cohorts/{code}", why("cap", 900, "forNewcomers", false), "SEED");
    }

    private void machine() {
        tasks.open("LOW_STOCK", "sku:1", Map.of("skuId", 1, "available", 1, "planned", 10));
        witness.does(Kind.CHANGES, "POST /api/staff/tasks/{taskId}/done", why(), staff.get("/api/staff/tasks").ok()
                .path("items").get(0).path("taskId").asLong());
        goods.pay(goods.placed(goods.person(), new long[] {goods.sku(), 1, 1_000}));
        goods.settle();
        for (String decision : List.of("retry", "skip")) {
            witness.does(Kind.CHANGES, "POST /api/staff/facts/parked/{parkedId}/" + decision, why(), jdbc.sql("""
                    INSERT INTO platform.parked (consumer, aggregate, aggregate_id, position, error, attempts)
                    SELECT 'rewards.orders', aggregate, aggregate_id, position, 'parked by a test', 1
                      FROM platform.fact_log f WHERE type = 'order.paid' ORDER BY position LIMIT 1
                    ON CONFLICT (consumer, position) DO UPDATE SET state = 'PARKED' RETURNING parked_id""")
                    .query(Long.class).single());
        }
    }

    private void products(DemoProduct product) {
        long id = product.productId();
        long sku = product.skus().getFirst().skuId();
        witness.does(Kind.CHANGES, "PUT /api/staff/products/{productId}", why("titleZh", "换了名字的商品"), id);
        witness.does(Kind.CHANGES, "POST /api/staff/products/{productId}/shelf", why("state", "OFF_SHELF"), id);
        String now = staff.get("/api/staff/products/" + id).ok().path("selection").path(0).path("state").asString("");
        witness.does(Kind.CHANGES, "POST /api/staff/products/{productId}/selection", why("state",
                now.isEmpty() || now.equals("RETIRED") ? "CANDIDATE" : "RETIRED"), id);
        witness.does(Kind.CHANGES, "PUT /api/staff/skus/{skuId}/price", why("priceMinor", 123_456), sku);
        witness.does(Kind.CHANGES, "PUT /api/staff/skus/{skuId}/limit", why("min", 2, "step", 2, "perPerson", 8), sku);
        witness.does(Kind.CHANGES, "POST /api/staff/skus/{skuId}/stock", why("delta", 7, "kind", "RECEIVE"), sku);
        witness.does(Kind.CHANGES, "PUT /api/staff/skus/{skuId}/plan", why("plannedStock", 777, "upliftBp", 500), sku);
    }

    private void prices(long sku) {
        long list = witness.does(Kind.MAKES, "POST /api/staff/price-lists", why("nameZh", "华南价", "nameEn",
                "South China", "regions", List.of("44"))).path("listId").asLong();
        long entry = witness.does(Kind.MAKES, "POST /api/staff/skus/{skuId}/list-prices", why("listId", list, "stageZh",
                "华南价", "stageEn", "South China", "priceMinor", 120_000), sku).path("entryId").asLong();
        witness.does(Kind.CHANGES, "POST /api/staff/list-prices/{entryId}/stop", why(), entry);
        witness.does(Kind.MAKES, "POST /api/staff/skus/{skuId}/pricing-methods", why("way", "MARKET", "floorMarginBp",
                100, "note", "跟着市场走"), sku);
        witness.does(Kind.MAKES, "POST /api/staff/skus/{skuId}/competitor-prices", why("competitor", "隔壁", "priceMinor",
                9_900, "seenOn", "2026-01-05", "source", "门店"), sku);
    }

    private void imports() {
        JsonNode staged = witness.sends(Kind.STEPS, "POST /api/staff/imports", """
                handle,title,sku,price,quantity
                swept-tea,扫出来的茶,SWEPT-1,10.00,5
                """, Map.of("dryRun", "true", "currency", "CNY"), "import a.csv");
        long id = staged.path("importId").asLong();
        org.awaitility.Awaitility.await().until(() -> staff.get("/api/staff/imports/" + id).ok().path("state")
                .asString().equals("DONE"));
        witness.does(Kind.CHANGES, "POST /api/staff/imports/{importId}/apply", why(), id);
    }

    private long bought() {
        return goods.pay(goods.placed(goods.person(), new long[] {goods.sku(), 3, 1_000})).orderId();
    }

    private void orders() {
        long unpaid = goods.placed(goods.person(), new long[] {goods.sku(), 1, 1_000}).orderId();
        witness.does(Kind.CHANGES, "POST /api/staff/orders/{orderId}/cancel", why(), unpaid);
        long sent = bought();
        long shipment = witness.does(Kind.CHANGES, "POST /api/staff/orders/{orderId}/ship",
                why("carrier", "SF", "trackingNo", "SF100000001"), sent).path("shipmentId").asLong();
        witness.does(staff, Kind.CHANGES, "POST /api/staff/shipments/{shipmentId}/tracks",
                Map.of("text", "到达杭州转运中心"), "到达杭州转运中心", shipment);
        witness.does(Kind.CHANGES, "POST /api/staff/orders/{orderId}/refund",
                why("lines", List.of(Map.of("lineNo", 1, "quantity", 1))), bought());
        String sheet = "order_no,carrier,tracking_no\n" + io.tuanzi.order.OrderNo.of(bought()) + ",SF,SF100000002\n";
        witness.sends(Kind.STEPS, "POST /api/staff/shipments/tracking.csv", sheet,
                Map.of("reason", "because of the sweep"), "because of the sweep");
    }

    private void returns() {
        long person = goods.person();
        long order = goods.pay(goods.placed(person, new long[] {goods.sku(), 3, 1_000})).orderId();
        staff.post("/api/staff/orders/" + order + "/ship", why("carrier", "SF", "trackingNo", "SF100000003")).ok();
        ShopClient buyer = ShopClient.of(port).as(goods.token(person));
        long refused = asks(buyer, order);
        witness.does(Kind.CHANGES, "POST /api/staff/returns/{returnId}/reject", why(), refused);
        long agreed = asks(buyer, order);
        witness.does(Kind.CHANGES, "POST /api/staff/returns/{returnId}/approve", why(), agreed);
        buyer.post("/api/shop/returns/" + agreed + "/send-back", Map.of("carrier", "SF", "trackingNo", "SF200000001"))
                .ok();
        witness.does(Kind.CHANGES, "POST /api/staff/returns/{returnId}/received",
                why("condition", "OK", "restock", true), agreed);
    }

    private static long asks(ShopClient buyer, long order) {
        return buyer.post("/api/shop/orders/" + order + "/returns", Map.of("lines", List.of(Map.of("lineNo", 1,
                "quantity", 1)), "kind", "RETURN_REFUND", "reasonCode", "OTHER")).ok().path("returnId").asLong();
    }

    private void groups(DemoProduct product) {
        Map<String, Object> offer = why("productId", product.productId(), "size", 3, "windowMinutes", 60,
                "holdMinutes", 10, "perPersonLimit", 2, "latePolicy", "MOVE", "startsAt", "1970-01-01T00:00:00Z",
                "prices", List.of(Map.of("skuId", product.skus().getFirst().skuId(), "priceMinor", 100)));
        long id = witness.does(Kind.MAKES, "POST /api/staff/activities", offer).path("activityId").asLong();
        offer.put("size", 4);
        witness.does(Kind.CHANGES, "PUT /api/staff/activities/{activityId}", offer, id);
        witness.does(Kind.CHANGES, "POST /api/staff/activities/{activityId}/stop", why(), id);
    }

    private void promotions() {
        Map<String, Object> coupon = OfferForms.template("swept-coupon", "满减券", OfferForms.amount(1_000, 100));
        long id = witness.does(Kind.MAKES, "POST /api/staff/promotions/templates", coupon).path("templateId").asLong();
        coupon.remove("code");
        coupon.put("validDays", 9);
        witness.does(Kind.CHANGES, "PUT /api/staff/promotions/templates/{templateId}", coupon, id);
        witness.does(Kind.MAKES, "POST /api/staff/promotions/rules", why("code", "swept-rule", "nameZh", "满减", "nameEn",
                "Less", "terms", OfferForms.amount(100_000, 500), "enabled", true, "stacks", false));
        witness.does(Kind.CHANGES, "PUT /api/staff/promotions/rules/{ruleId}", why("enabled", false), 2);
        Map<String, Object> freight = why("code", "swept-freight", "nameZh", "按件", "nameEn", "By piece", "measure",
                "PIECE", "zones", List.of(Map.of("regions", List.of(), "first", 1, "firstMinor", 800, "step", 1,
                "stepMinor", 200, "served", true)), "priority", -5, "goods", OfferForms.ALL_GOODS, "enabled", true);
        long parcel = witness.does(Kind.MAKES, "POST /api/staff/promotions/freight", freight).path("templateId")
                .asLong();
        freight.remove("code");
        freight.put("freeOverMinor", 19_900);
        witness.does(Kind.CHANGES, "PUT /api/staff/promotions/freight/{templateId}", freight, parcel);
        witness.does(Kind.MAKES, "POST /api/staff/promotions/templates/{templateId}/grant",
                why("customerIds", List.of(goods.person())), id);
        codes(id);
    }

    private void codes(long template) {
        Map<String, Object> rule = why("nameZh", "谢谢", "nameEn", "Thanks", "kind", "PURCHASE", "templates",
                List.of("thanks-10"), "unlocks", false, "atCompletion", false, "monthly", false, "perPersonLimit", 2,
                "enabled", false);
        witness.does(Kind.MAKES, "POST /api/staff/issue-rules/{code}", rule, "swept");
        witness.does(Kind.CHANGES, "PUT /api/staff/issue-rules/{code}", rule, "swept");
        witness.does(Kind.CHANGES, "PUT /api/staff/promotions/newcomers", why("days", 29));
        witness.does(Kind.CHANGES, "PUT /api/staff/promotions/templates/{templateId}/gate", why("hidden", true),
                template);
        long batch = witness.does(Kind.MAKES, "POST /api/staff/promotions/code-batches", why("templateId", template,
                "name", "地推卡", "kind", "SINGLE", "codes", 2)).path("batchId").asLong();
        witness.does(Kind.CHANGES, "PUT /api/staff/promotions/code-batches/{batchId}", why("name", "地推卡", "usesCap", 2,
                "enabled", false), batch);
        witness.does(Kind.MAKES, "POST /api/staff/promotions/code-batches/{batchId}/export", why(), batch);
    }

    private void rewards() {
        witness.does(Kind.CHANGES, "PUT /api/staff/schemes/{code}", why("enabled", false), "000-tier1");
        witness.does(Kind.CHANGES, "PUT /api/staff/binding-policy", why("validDays", 31, "bindWithinDays", 31, "rebind",
                "NEVER"));
        long promoter = kit.promoter();
        long friend = kit.friendOf(promoter);
        kit.completed(kit.paid(friend, 400_000), friend);
        kit.settle();
        witness.does(Kind.CHANGES, "POST /api/staff/promoters/{customerId}/suspend", why(), promoter);
        witness.does(Kind.CHANGES, "POST /api/staff/promoters/{customerId}/reinstate", why(), promoter);
        witness.does(Kind.CHANGES, "PUT /api/staff/legal/{code}", why("value", 4), "WITHDRAWALS_PER_DAY");
        long first = withdrawals.request(promoter, "key-of-sweep-1", 5_000).withdrawalId();
        witness.does(Kind.CHANGES, "POST /api/staff/withdrawals/{id}/approve", why(), first);
        ShopClient cashier = ShopClient.of(port).staff("chuna", "demo-chuna-2026");
        Map<String, Object> paid = why("reference", "bank-of-sweep-1");
        witness.does(cashier, Kind.CHANGES, "POST /api/staff/withdrawals/{id}/pay", paid,
                String.valueOf(paid.get("reason")), first);
        long second = withdrawals.request(promoter, "key-of-sweep-2", 5_000).withdrawalId();
        witness.does(Kind.CHANGES, "POST /api/staff/withdrawals/{id}/reject", why(), second);
    }

    private void payments() {
        witness.does(Kind.CHANGES, "POST /api/staff/payments/quarantine/{quarantineId}/decide", why(), jdbc.sql("""
                INSERT INTO payment.quarantine (provider, transaction_id, why, said)
                VALUES ('SANDBOX', 'swept', 'swept by a test', '{}') RETURNING quarantine_id""")
                .query(Long.class).single());
        new SandboxControl(data).control(Map.of("openBill", true));
        witness.does(Kind.STEPS, "POST /api/staff/payments/bills/{day}/compare", why(),
                LocalDate.now(ZoneId.of("Asia/Shanghai")));
    }
}
