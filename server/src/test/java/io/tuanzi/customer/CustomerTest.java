package io.tuanzi.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ShopTest
class CustomerTest {

    private static final AtomicInteger PHONES = new AtomicInteger(1000);
    private static final List<String> HEARD = new java.util.concurrent.CopyOnWriteArrayList<>();

    /** What rewards will do. */
    @TestConfiguration
    static class Above {
        @Bean
        LoginListener listener() {
            return (id, isNew, code) -> HEARD.add(id + " " + isNew + " " + code);
        }
    }

    @Autowired Customers customers;
    @Autowired Messages messages;
    @Autowired Visits visits;
    @Autowired Tx tx;
    @Autowired FactDesk facts;
    @Autowired JdbcClient jdbc;
    @Autowired TestDatabase database;
    @LocalServerPort int port;
    ShopClient shop = ShopClient.of(0);

    @BeforeEach
    void open() {
        shop = ShopClient.of(port);
    }

    static String phone() {
        return "1380000" + PHONES.incrementAndGet();
    }

    @Test
    void aNewPhoneBecomesACustomerWhoStaysLoggedInUntilLogout() {
        String phone = phone();
        String code = shop.post("/api/shop/login/code", Map.of("phone", phone)).ok().path("demoCode").asString();
        JsonNode login = shop.post("/api/shop/login", Map.of("phone", "+86 " + phone, "code", code,
                "inviteCode", "ABCD")).ok();
        assertThat(login.path("newCustomer").asBoolean()).isTrue();
        long id = login.path("me").path("customerId").asLong();
        assertThat(HEARD).contains(id + " true ABCD");
        assertThat(login.path("me").path("phoneMasked").asString()).isEqualTo("138****" + phone.substring(7));

        ShopClient me = shop.as(login.path("token").asString());
        JsonNode session = me.get("/api/shop/session").ok();
        assertThat(session.path("customer").path("customerId").asLong()).isEqualTo(id);
        assertThat(session.path("demo").asBoolean()).isTrue();
        assertThat(Instant.parse(session.path("now").asString())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(me.with("Accept-Language", "en").get("/api/shop/session").ok().path("shopName").asString())
                .isEqualTo("Tuanzi");

        assertThat(me.post("/api/shop/logout").status()).isEqualTo(204);
        assertThat(me.get("/api/shop/session").ok().path("customer").isMissingNode()).isTrue();
        assertThat(me.get("/api/shop/addresses").code()).isEqualTo("UNAUTHENTICATED");
        ShopClient again = shop.login(phone);
        assertThat(again.get("/api/shop/session").ok().path("customer").path("customerId").asLong()).isEqualTo(id);
        assertThat(HEARD).contains(id + " false null");
    }

    @Test
    void aCodeIsUsedOnceAndTheSameRequestSentAgainLogsInAgain() {
        String phone = phone();
        String code = shop.post("/api/shop/login/code", Map.of("phone", phone)).ok().path("demoCode").asString();
        Map<String, String> ask = Map.of("phone", phone, "code", code);
        JsonNode first = shop.key("login-key-1").post("/api/shop/login", ask).ok();
        JsonNode replay = shop.key("login-key-1").post("/api/shop/login", ask).ok();
        assertThat(replay.path("newCustomer").asBoolean()).isTrue();
        assertThat(replay.path("me")).isEqualTo(first.path("me"));
        assertThat(shop.key("login-key-2").post("/api/shop/login", ask).code()).isEqualTo("CODE_WRONG");
    }

    @Test
    void fiveWrongTriesLockTheCodeNotThePerson() {
        String phone = phone();
        String code = shop.post("/api/shop/login/code", Map.of("phone", phone)).ok().path("demoCode").asString();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(shop.post("/api/shop/login", Map.of("phone", phone, "code", wrong)).code())
                    .isEqualTo("CODE_WRONG");
        }
        assertThat(shop.post("/api/shop/login", Map.of("phone", phone, "code", code)).code()).isEqualTo("CODE_WRONG");
        shop.login(phone);
    }

    @Test
    void aCodeLivesFiveMinutes() {
        String phone = phone();
        String code = shop.post("/api/shop/login/code", Map.of("phone", phone)).ok().path("demoCode").asString();
        jdbc.sql("UPDATE customer.login_code SET expires_at = clock_timestamp()").update();
        assertThat(shop.post("/api/shop/login", Map.of("phone", phone, "code", code)).code()).isEqualTo("CODE_WRONG");
    }

    @Test
    void ofFiveLoginsWithOneCodeOneWins() {
        String phone = phone();
        String code = shop.post("/api/shop/login/code", Map.of("phone", phone)).ok().path("demoCode").asString();
        List<Answer> answers = together(5, i -> shop.post("/api/shop/login", Map.of("phone", phone, "code", code)));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    }

    @Test
    void anExpiredSessionIsNobodyAndAUsedOneIsExtended() {
        ShopClient me = shop.login(phone());
        jdbc.sql("UPDATE customer.session SET expires_at = clock_timestamp() + interval '1 hour', "
                + "renewed_at = clock_timestamp() - interval '2 days'").update();
        assertThat(me.get("/api/shop/addresses").status()).isEqualTo(200);
        assertThat(jdbc.sql("SELECT max(expires_at) > clock_timestamp() + interval '29 days' FROM customer.session")
                .query(Boolean.class).single()).isTrue();
        ShopClient other = shop.login(phone());
        jdbc.sql("UPDATE customer.session SET expires_at = clock_timestamp() - interval '1 second'").update();
        assertThat(other.get("/api/shop/addresses").code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void noPhoneNumberLiesPlainInTheDatabase() throws SQLException {
        String phone = "13912345678";
        ShopClient me = shop.login(phone);
        assertThat(me.post("/api/shop/addresses", address("13987654321")).status()).isEqualTo(201);
        assertThat(holding("13912345678")).isEmpty();
        assertThat(holding("13987654321")).isEmpty();
        assertThat(holding("示例路")).contains("customer.address");
    }

    /** Every table of the shop that holds a text anywhere. */
    private List<String> holding(String text) throws SQLException {
        List<String> found = new java.util.ArrayList<>();
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement();
             Statement search = connection.createStatement();
             ResultSet tables = statement.executeQuery("SELECT schemaname || '.' || tablename FROM pg_tables "
                     + "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
            while (tables.next()) {
                try (ResultSet hit = search.executeQuery("SELECT 1 FROM " + tables.getString(1)
                        + " t WHERE t::text LIKE '%" + text + "%' LIMIT 1")) {
                    if (hit.next()) {
                        found.add(String.valueOf(tables.getString(1)));
                    }
                }
            }
        }
        return found;
    }

    static Map<String, Object> address(String phone) {
        return new LinkedHashMap<>(Map.of("name", "小满", "phone", phone, "province", "浙江省", "city", "杭州市",
                "district", "余杭区", "street", "示例路 1 号", "regionCode", "330110"));
    }

    @Test
    @Capability("ORD-21")
    void anAddressBookHasOneDefaultAndTwentyPlaces() {
        ShopClient me = shop.login(phone());
        long first = me.post("/api/shop/addresses", address("13900000001")).ok().path("addressId").asLong();
        Map<String, Object> wished = address("0571-88888888");
        wished.put("isDefault", true);
        JsonNode second = me.post("/api/shop/addresses", wished).ok();
        assertThat(second.path("isDefault").asBoolean()).isTrue();
        JsonNode all = me.get("/api/shop/addresses").ok();
        assertThat(all.get(0).path("addressId").asLong()).isEqualTo(second.path("addressId").asLong());
        assertThat(all.get(1).path("isDefault").asBoolean()).isFalse();

        assertThat(me.post("/api/shop/addresses/" + first + "/default").ok().path("isDefault").asBoolean()).isTrue();
        Map<String, Object> moved = address("13900000001");
        moved.put("street", "示例路 2 号");
        JsonNode replaced = me.put("/api/shop/addresses/" + first, moved).ok();
        assertThat(replaced.path("street").asString()).isEqualTo("示例路 2 号");
        assertThat(replaced.path("isDefault").asBoolean()).isTrue();
        assertThat(me.delete("/api/shop/addresses/" + first).status()).isEqualTo(204);
        assertThat(me.get("/api/shop/addresses").ok().get(0).path("isDefault").asBoolean()).isTrue();

        List<Answer> added = together(40, i -> me.post("/api/shop/addresses", address("13900000002")));
        assertThat(added).filteredOn(answer -> answer.status() == 201).hasSize(19);
        assertThat(added).filteredOn(answer -> answer.code().equals("LIMIT_REACHED")).hasSize(21);
        assertThat(me.get("/api/shop/addresses").ok()).hasSize(20);
    }

    @Test
    void theSameKeyAddsOneAddress() {
        ShopClient me = shop.login(phone()).key("address-key");
        List<Answer> answers = together(20, i -> me.post("/api/shop/addresses", address("13900000003")));
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.body().path("addressId").asLong()).distinct()).hasSize(1);
        assertThat(me.get("/api/shop/addresses").ok()).hasSize(1);
        assertThat(me.post("/api/shop/addresses", address("13900000004")).code()).isEqualTo("KEY_REUSED");
    }

    @Test
    void anotherPersonsAddressIsNotThere() {
        ShopClient owner = shop.login(phone());
        ShopClient stranger = shop.login(phone());
        long id = owner.post("/api/shop/addresses", address("13900000005")).ok().path("addressId").asLong();
        assertThat(stranger.put("/api/shop/addresses/" + id, address("13900000006")).status()).isEqualTo(404);
        assertThat(stranger.delete("/api/shop/addresses/" + id).status()).isEqualTo(404);
        assertThat(stranger.post("/api/shop/addresses/" + id + "/default").status()).isEqualTo(404);
        assertThat(owner.get("/api/shop/addresses").ok().get(0).path("phone").asString()).isEqualTo("13900000005");
    }

    @Test
    void anAddressMustLieWhereItSays() {
        ShopClient me = shop.login(phone());
        Map<String, Object> wrong = address("13900000007");
        wrong.put("regionCode", "650100");
        assertThat(me.post("/api/shop/addresses", wrong).body().path("field").asString()).isEqualTo("regionCode");
        wrong.put("regionCode", "33011");
        assertThat(me.post("/api/shop/addresses", wrong).status()).isEqualTo(400);
        Map<String, Object> noPhone = address("12345");
        assertThat(me.post("/api/shop/addresses", noPhone).body().path("field").asString()).isEqualTo("phone");
    }

    @Test
    void aCohortNeverPassesItsCap() {
        jdbc.sql("INSERT INTO customer.cohort (code, name_zh, name_en, cap) VALUES ('TINY', '小', 'Tiny', 30)").update();
        List<Long> people = IntStream.range(0, 60).mapToObj(i -> customers.register(
                new NewCustomer(phone(), "甲", "a", false, null))).toList();
        List<Boolean> in = together(60, i -> customers.join("TINY", people.get(i)));
        assertThat(in).filteredOn(Boolean.TRUE::equals).hasSize(30);
        assertThat(customers.allCohorts()).filteredOn(cohort -> cohort.code().equals("TINY"))
                .singleElement().extracting(CohortView::size).isEqualTo(30);
        long lucky = people.get(in.indexOf(true));
        assertThat(customers.join("TINY", lucky)).isTrue();
        assertThat(customers.cohorts(lucky)).containsExactly("TINY");
    }

    @Test
    void newcomersEnterAnOpenCohortUntilItIsFull() {
        jdbc.sql("INSERT INTO customer.cohort (code, name_zh, name_en, cap, for_newcomers) "
                + "VALUES ('FIRST', '首批', 'First', 5, true)").update();
        List<Long> ids = together(20, i -> customers.register(new NewCustomer(phone(), "乙", "a", false, null)));
        assertThat(customers.cohorts(ids)).hasSize(5);
        jdbc.sql("UPDATE customer.cohort SET for_newcomers = false WHERE code = 'FIRST'").update();
    }

    @Test
    void aMessageGoesOutOncePerKeyAndIsReadInBothLanguages() { // K1
        ShopClient me = shop.login(phone());
        long id = me.get("/api/shop/session").ok().path("customer").path("customerId").asLong();
        NewMessage refunded = new NewMessage(id, "refunded:1", "REFUNDED",
                Map.of("orderNo", "T1", "amountMinor", 1205), "/pages/order/order?id=1");
        tx.run("test", () -> messages.send(refunded));
        tx.run("test", () -> messages.send(refunded));
        JsonNode tray = me.get("/api/shop/messages").ok().path("items");
        assertThat(tray).hasSize(1);
        assertThat(tray.get(0).path("text").asString()).contains("¥12.05");
        assertThat(me.with("Accept-Language", "en").get("/api/shop/messages").text()).contains("Refund paid");
        assertThat(me.get("/api/shop/session").ok().path("unreadMessages").asInt()).isEqualTo(1);
        long messageId = tray.get(0).path("messageId").asLong();
        assertThat(shop.login(phone()).post("/api/shop/messages/read", Map.of("upTo", messageId)).status())
                .isEqualTo(404);
        assertThat(me.post("/api/shop/messages/read", Map.of("upTo", messageId)).ok().path("unreadMessages").asInt())
                .isZero();
    }

    @Test
    void everyVisitIsCountedAndUnknownPagesCountTogether() {
        long before = counted();
        together(200, i -> shop.post("/api/shop/visits", Map.of("page", i % 2 == 0 ? "home" : "odd-" + i)).status());
        assertThat(counted() - before).isEqualTo(200);
        assertThat(visits.hours(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z"))).extracting(Visits.Hour::page)
                .contains("HOME", "OTHER").noneMatch(page -> page.startsWith("ODD"));
        shop.post("/api/shop/visits", Map.of("page", "group", "groupId", 5, "by", "ABC"));
        assertThat(visits.hours(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z")))
                .anyMatch(hour -> hour.invited() && hour.page().equals("GROUP"));
    }

    private long counted() {
        return visits.hours(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z")).stream()
                .mapToLong(Visits.Hour::visits).sum();
    }

    @Test
    void theRegistrationIsAFactWithoutPersonalData() {
        long id = customers.register(new NewCustomer("13811112222", "张三丰", "a", false, null));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                facts.facts("customer", id, "customer.registered", null, 10).items()).hasSize(1));
        assertThat(facts.facts("customer", id, null, null, 10).items().toString())
                .doesNotContain("13811112222").doesNotContain("张三丰");
    }

    @Test
    void aProfileIsChangedByItsOwner() {
        ShopClient me = shop.login(phone());
        JsonNode changed = me.patch("/api/shop/me", Map.of("nickname", " 小团 ", "avatar", "dumpling-3")).ok();
        assertThat(changed.path("nickname").asString()).isEqualTo("小团");
        assertThat(me.patch("/api/shop/me", Map.of("avatar", "javascript:alert(1)")).status()).isEqualTo(400);
        assertThat(me.patch("/api/shop/me", Map.of("avatar", "//evil.example/x.png")).status()).isEqualTo(400);
        assertThat(me.patch("/api/shop/me", Map.of("nickname", "x".repeat(21))).status()).isEqualTo(400);
        assertThat(me.patch("/api/shop/me", Map.of("demo", true)).status()).isEqualTo(400);
    }

    static <T extends @Nullable Object> List<T> together(int times, java.util.function.IntFunction<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(i -> () -> work.apply(i)).toList();
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
