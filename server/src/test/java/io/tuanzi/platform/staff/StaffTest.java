package io.tuanzi.platform.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.Tasks;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ShopTest
class StaffTest {

    @Autowired StaffAccounts accounts;
    @Autowired Tasks tasks;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;
    ShopClient shop = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        shop = ShopClient.of(port);
    }

    private ShopClient demo(String username) {
        return shop.staff(username, "demo-" + username + "-2026");
    }

    @Test
    void theLoginPageOfADemoShowsLoginsThatWork() {
        JsonNode session = shop.get("/api/staff/session").ok();
        assertThat(session.path("staffId").isMissingNode()).isTrue();
        assertThat(session.path("demoLogins").size()).isGreaterThanOrEqualTo(5);
        for (JsonNode login : session.path("demoLogins")) {
            JsonNode mine = shop.staff(login.path("username").asString(), login.path("password").asString())
                    .get("/api/staff/session").ok();
            assertThat(mine.path("username").asString()).isEqualTo(login.path("username").asString());
            assertThat(mine.path("permissions").size()).isPositive();
            assertThat(mine.path("demoLogins").isMissingNode()).isTrue();
        }
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        Answer login = shop.post("/api/staff/login",
                Map.of("username", "yunying", "password", "demo-yunying-2026"));
        assertThat(login.header("set-cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/api/staff");
        String token = login.header("set-cookie").replaceAll("^[^=]+=([^;]+);.*", "$1");
        assertThat(token).hasSizeGreaterThan(40);
        assertThat(jdbc.sql("SELECT count(*) FROM platform.staff_session t WHERE t::text LIKE :token")
                .param("token", "%" + token + "%").query(Long.class).single()).isZero();
    }

    @Test
    void wrongNameAndWrongPasswordLookAlikeAndTenOfThemLockTheAccount() {
        Answer unknown = shop.post("/api/staff/login", Map.of("username", "nobody", "password", "whatever1"));
        assertThat(unknown.code()).isEqualTo("LOGIN_FAILED");
        assertThat(unknown.status()).isEqualTo(401);
        for (int i = 0; i < 10; i++) {
            assertThat(shop.post("/api/staff/login", Map.of("username", "kefu", "password", "wrong-" + i)).code())
                    .isEqualTo("LOGIN_FAILED");
        }
        Map<String, String> right = Map.of("username", "kefu", "password", "demo-kefu-2026");
        assertThat(shop.post("/api/staff/login", right).code()).isEqualTo("LOGIN_FAILED");
        jdbc.sql("UPDATE platform.staff SET locked_until = clock_timestamp() WHERE username = 'kefu'").update();
        assertThat(shop.post("/api/staff/login", right).status()).isEqualTo(200);
    }

    @Test
    void logoutEndsTheSessionAndAnOldOneEndsByItself() {
        ShopClient operator = demo("yunying");
        assertThat(operator.get("/api/staff/customers").status()).isEqualTo(200);
        assertThat(operator.post("/api/staff/logout").status()).isEqualTo(204);
        assertThat(operator.get("/api/staff/customers").code()).isEqualTo("UNAUTHENTICATED");
        ShopClient idle = demo("yunying");
        jdbc.sql("UPDATE platform.staff_session SET seen_at = seen_at - interval '3 hours'").update();
        assertThat(idle.get("/api/staff/customers").code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void anAdministratorHiresChangesAndDismisses() {
        ShopClient admin = demo("guanli");
        Map<String, Object> ask = Map.of("username", "xiaoli", "name", "小李", "password", "correct horse 9",
                "roles", List.of("SERVICE"), "reason", "新来的客服");
        JsonNode hired = admin.key("hire-xiaoli").post("/api/staff/people", ask).ok();
        assertThat(admin.key("hire-xiaoli").post("/api/staff/people", ask).ok()).isEqualTo(hired);
        assertThat(admin.post("/api/staff/people", ask).code()).isEqualTo("USERNAME_TAKEN");

        ShopClient li = shop.staff("xiaoli", "correct horse 9");
        assertThat(li.get("/api/staff/customers").status()).isEqualTo(200);
        assertThat(li.get("/api/staff/audit").code()).isEqualTo("FORBIDDEN");
        String path = "/api/staff/people/" + hired.path("staffId").asLong();
        assertThat(admin.put(path, Map.of("name", "小李", "roles", List.of("FINANCE"), "enabled", true,
                "reason", "转岗")).status()).isEqualTo(200);
        assertThat(li.get("/api/staff/customers").code()).isEqualTo("FORBIDDEN");
        assertThat(admin.put(path, Map.of("name", "小李", "roles", List.of("FINANCE"), "enabled", false,
                "reason", "离职")).status()).isEqualTo(200);
        assertThat(li.get("/api/staff/audit").code()).isEqualTo("UNAUTHENTICATED");

        JsonNode trail = admin.get("/api/staff/audit?object=staff:" + hired.path("staffId").asLong()).ok()
                .path("items");
        assertThat(trail.size()).isEqualTo(3);
        assertThat(trail.get(0).path("why").asString()).isEqualTo("离职");
        assertThat(trail.get(0).path("before").path("enabled").asBoolean()).isTrue();
        assertThat(trail.toString()).doesNotContain("correct horse").doesNotContain("pbkdf2");
    }

    @Test
    void aGuessablePasswordIsRefused() {
        ShopClient admin = demo("guanli");
        for (String weak : List.of("short", "12345678", "aaaaaaaaaa", "xiaowang1", "Password")) {
            Answer refused = admin.post("/api/staff/people", Map.of("username", "xiaowang", "name", "小王",
                    "password", weak, "roles", List.of("SERVICE"), "reason", "试试"));
            assertThat(refused.status()).as(weak).isEqualTo(400);
            assertThat(refused.body().path("field").asString()).isEqualTo("password");
        }
    }

    @Test
    void aChangedRoleCountsAtOnceAndTheLastAdministratorStays() {
        ShopClient admin = demo("guanli");
        ShopClient store = demo("cangku");
        assertThat(store.get("/api/staff/messages").code()).isEqualTo("FORBIDDEN");
        List<String> more = List.of("BOARD_VIEW", "PRODUCT_VIEW", "ORDER_VIEW", "ORDER_SHIP", "MESSAGE_VIEW");
        admin.put("/api/staff/roles/WAREHOUSE", Map.of("permissions", more, "reason", "要看消息")).ok();
        assertThat(store.get("/api/staff/messages").status()).isEqualTo(200);
        assertThat(admin.put("/api/staff/roles/ADMIN", Map.of("permissions", more, "reason", "误操作")).code())
                .isEqualTo("LAST_ADMINISTRATOR");
        assertThat(admin.put("/api/staff/roles/ADMIN", Map.of("permissions", List.of("FLY"), "reason", "误操作"))
                .status()).isEqualTo(400);
        assertThat(admin.get("/api/staff/roles").status()).isEqualTo(200);
    }

    @Test
    void everyPermissionIsHeldByTheAdministratorAndEveryRoleKnowsItsPermissions() {
        JsonNode roles = demo("guanli").get("/api/staff/roles").ok();
        List<String> known = java.util.Arrays.stream(Permission.values()).map(Enum::name).sorted().toList();
        for (JsonNode role : roles) {
            List<String> held = role.path("permissions").valueStream().map(JsonNode::asString).sorted().toList();
            assertThat(known).containsAll(held);
            if (role.path("code").asString().equals("ADMIN")) {
                assertThat(held).isEqualTo(known);
            }
        }
    }

    @Test
    void onesOwnPasswordIsChangedWithTheOldOne() {
        ShopClient cashier = demo("chuna");
        assertThat(cashier.post("/api/staff/password", Map.of("current", "wrong", "next", "a better one 7"))
                .body().path("field").asString()).isEqualTo("current");
        assertThat(cashier.post("/api/staff/password",
                Map.of("current", "demo-chuna-2026", "next", "a better one 7")).status()).isEqualTo(204);
        assertThat(cashier.get("/api/staff/facts").code()).isEqualTo("UNAUTHENTICATED");
        assertThat(shop.staff("chuna", "a better one 7").get("/api/staff/facts").status()).isEqualTo(200);
        assertThat(shop.get("/api/staff/session").text()).doesNotContain("chuna");
    }

    @Test
    void aTaskIsDoneOnceWithAReason() {
        tasks.open("LOW_STOCK", "sku:7", Map.of("skuId", 7, "available", 3, "planned", 100));
        ShopClient operator = demo("yunying");
        JsonNode task = operator.with("Accept-Language", "en").get("/api/staff/tasks").ok().path("items").get(0);
        assertThat(task.path("text").asString()).isEqualTo("Low stock: SKU 7 has 3 left of 100 planned");
        String path = "/api/staff/tasks/" + task.path("taskId").asLong() + "/done";
        assertThat(operator.post(path, Map.of("reason", "")).body().path("field").asString()).isEqualTo("reason");
        assertThat(operator.post(path, Map.of("reason", "补货了")).status()).isEqualTo(200);
        assertThat(operator.post(path, Map.of("reason", "补货了")).status()).isEqualTo(404);
    }

    @Test
    void theDemoEndsWithItsLogins() {
        ShopClient finance = demo("caiwu");
        jdbc.sql("UPDATE platform.staff SET demo = (username = 'caiwu')").update();
        accounts.retireDemo();
        assertThat(finance.get("/api/staff/facts").code()).isEqualTo("UNAUTHENTICATED");
        assertThat(shop.post("/api/staff/login", Map.of("username", "caiwu", "password", "demo-caiwu-2026")).code())
                .isEqualTo("LOGIN_FAILED");
        jdbc.sql("UPDATE platform.staff SET demo = true, enabled = true").update();
    }
}
