package io.tuanzi.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.DemoCatalogue.DemoProduct;
import io.tuanzi.catalog.Products;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.groupbuy.NewActivity;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Staff's groups, offers, books and board over HTTP, and the end of the demo. */
@ShopTest
class OfficeTest {

    @Autowired
    private DemoCatalogue catalogue;
    @Autowired
    private StaffAccounts accounts;
    @Autowired
    private Customers customers;
    @Autowired
    private Groups groups;
    @Autowired
    private Orders orders;
    @Autowired
    private Products products;
    @Autowired
    private FactDesk facts;
    @LocalServerPort
    private int port;

    private ShopClient staff(String username) {
        return ShopClient.of(port).staff(username, "demo-" + username + "-2026");
    }

    private Placed opensGroup(long customer, Activity offer) {
        long sku = offer.priceMinorBySku().keySet().stream().min(Long::compare).orElseThrow();
        long list = Objects.requireNonNull(products.snapshot().sku(sku)).priceMinor();
        return (Placed) groups.join(new JoinGroup(null, offer, Orderings.of(products.snapshot().version(), customer,
                "office-" + customer, List.of(new Orderings.Line(sku, 1, list)), List.of())));
    }

    private static Map<String, Object> offerOf(DemoProduct product, int size) {
        Map<String, Object> ask = new HashMap<>(Map.of("productId", product.productId(), "size", size,
                "windowMinutes", 60, "holdMinutes", 10, "perPersonLimit", 2, "latePolicy", "MOVE",
                "prices", List.of(Map.of("skuId", product.skus().getFirst().skuId(), "priceMinor", 100)),
                "reason", "weekend offer"));
        ask.put("startsAt", Instant.EPOCH.toString());
        return ask;
    }

    @Test
    @Capability("GRP-12")
    void staffRunsOffersReadsTheBooksAndEndsTheDemo() {
        accounts.seedDemo();
        List<DemoProduct> goods = catalogue.load();
        await().atMost(Duration.ofSeconds(10)).until(() -> !products.snapshot().products().isEmpty());
        refusesWithoutPermission(goods);
        long own = staffMakesAnOffer(goods.get(0));
        long person = customers.register(new NewCustomer("13900009001", "小满", "/a.svg", true, Instant.EPOCH));
        DemoProduct second = goods.get(1);
        Activity demo = groups.offer(new NewActivity(second.productId(), 3, 60, 10, 5, "MOVE", null, null,
                Map.of(second.skus().getFirst().skuId(), 100L)));
        Placed placed = opensGroup(person, demo);
        await().atMost(Duration.ofSeconds(20)).until(facts::isQuiet);
        showsTheGroup(placed);
        showsTheBooks();
        endsTheDemo(own, demo, placed, person);
    }

    private void refusesWithoutPermission(List<DemoProduct> goods) {
        ShopClient packer = staff("cangku");
        for (String path : List.of("groups", "groups/1", "groups/stats", "activities", "ledger/accounts",
                "ledger/transfers", "integrity", "demo")) {
            assertThat(packer.get("/api/staff/" + path).code()).as(path).isEqualTo("FORBIDDEN");
            assertThat(ShopClient.of(port).get("/api/staff/" + path).status()).as(path).isEqualTo(401);
        }
        assertThat(packer.post("/api/staff/activities", offerOf(goods.get(0), 3)).code()).isEqualTo("FORBIDDEN");
        assertThat(packer.post("/api/staff/demo/clear", Map.of("reason", "because")).code()).isEqualTo("FORBIDDEN");
    }

    private long staffMakesAnOffer(DemoProduct product) {
        ShopClient operator = staff("yunying");
        assertThat(operator.post("/api/staff/activities", offerOf(product, 1)).body().path("field").asString())
                .isEqualTo("size");
        ShopClient once = operator.key("offer-key-1");
        JsonNode made = once.post("/api/staff/activities", offerOf(product, 3)).ok();
        long id = made.path("activityId").asLong();
        assertThat(once.post("/api/staff/activities", offerOf(product, 3)).ok().path("activityId").asLong())
                .isEqualTo(id);
        assertThat(made.path("state").asString()).isEqualTo("RUNNING");
        assertThat(operator.post("/api/staff/activities", offerOf(product, 3)).code()).isEqualTo("ACTIVITY_EXISTS");
        assertThat(operator.put("/api/staff/activities/" + id, offerOf(product, 4)).ok().path("size").asInt())
                .isEqualTo(4);
        assertThat(staff("guanli").get("/api/staff/audit?object=activity:" + id).ok().path("items").size())
                .isEqualTo(2);
        return id;
    }

    private void showsTheGroup(Placed placed) {
        ShopClient admin = staff("guanli").with("Accept-Language", "en");
        JsonNode row = admin.get("/api/staff/groups?state=OPEN").ok().path("items").get(0);
        assertThat(row.path("held").asInt()).isEqualTo(1);
        JsonNode group = admin.get("/api/staff/groups/" + placed.groupId()).ok();
        assertThat(group.path("members").get(0).path("customer").asString()).isEqualTo("小满");
        assertThat(group.path("history").get(0).path("text").asString()).isEqualTo("小满 opened a group of 3");
        JsonNode stats = admin.get("/api/staff/groups/stats").ok();
        assertThat(stats.path("opened").asInt()).isEqualTo(1);
        for (String figure : List.of("filled", "failed", "fillRateBp", "newPerGroup", "rewardCostMinor")) {
            assertThat(stats.path(figure).isNumber()).as(figure).isTrue();
        }
        assertThat(admin.get("/api/staff/groups/999999999").status()).isEqualTo(404);
        assertThat(admin.get("/api/staff/groups?state=NO").body().path("field").asString()).isEqualTo("state");
    }

    private void showsTheBooks() {
        ShopClient admin = staff("guanli");
        JsonNode views = admin.post("/api/staff/integrity/check", Map.of()).ok().path("views");
        assertThat(views.size()).isGreaterThan(25);
        views.forEach(view -> {
            assertThat(view.path("name").asString()).isNotBlank();
            assertThat(view.path("rows").asLong()).as(view.path("id").asString()).isZero();
        });
        assertThat(admin.get("/api/staff/integrity").ok().path("money").path("balanced").asBoolean()).isTrue();
        assertThat(admin.get("/api/staff/ledger/accounts?prefix=cash").ok().path("items").isArray()).isTrue();
        assertThat(admin.get("/api/staff/ledger/transfers?after=x").code()).isEqualTo("INVALID");
    }

    private void endsTheDemo(long own, Activity demo, Placed placed, long person) {
        ShopClient admin = staff("guanli");
        JsonNode before = admin.get("/api/staff/demo").ok();
        assertThat(before.path("present").asBoolean()).isTrue();
        assertThat(before.path("orders").asInt()).isEqualTo(1);
        assertThat(admin.post("/api/staff/demo/clear", Map.of("reason", "")).code()).isEqualTo("INVALID");
        JsonNode after = admin.post("/api/staff/demo/clear", Map.of("reason", "we open for real")).ok();
        assertThat(after.path("present").asBoolean()).isFalse();
        assertThat(Objects.requireNonNull(orders.standings(List.of(placed.orderId())).get(placed.orderId())).state())
                .isEqualTo(OrderState.CLOSED);
        assertThat(groups.activity(demo.activityId()).orElseThrow().stoppedAt()).isNotNull();
        assertThat(groups.activity(own).orElseThrow().stoppedAt()).as("what staff offers stays").isNull();
        assertThat(admin.get("/api/staff/customers").ok().path("items").size()).isZero();
        assertThat(customers.require(person).nickname()).isEqualTo("示例顾客");
        assertThat(customers.require(person).phoneMasked()).isEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> groups.group(Objects.requireNonNull(placed.groupId()))
                .orElseThrow().state().equals("EXPIRED"));
        assertThat(admin.get("/api/staff/audit?action=demo.clear").ok().path("items").size()).isEqualTo(1);
        assertThat(staff("guanli").get("/api/staff/demo").status()).as("an administrator stays").isEqualTo(200);
        assertThat(ShopClient.of(port).post("/api/staff/login", Map.of("username", "yunying", "password",
                "demo-yunying-2026")).code()).isEqualTo("LOGIN_FAILED");
    }
}
