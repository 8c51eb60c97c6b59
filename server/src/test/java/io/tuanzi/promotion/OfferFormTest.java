package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Staff makes and changes offers by forms: every kind the quote knows, refused by field, versioned. */
@ShopTest
class OfferFormTest {

    private static final String TEMPLATES = "/api/staff/promotions/templates";
    private static final String RULES = "/api/staff/promotions/rules";
    private static final String FREIGHT = "/api/staff/promotions/freight";

    @Autowired private StaffAccounts accounts;
    @Autowired private Promotions promotions;
    @Autowired private JdbcClient jdbc;
    @LocalServerPort private int port;
    private ShopClient operator = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        operator = ShopClient.of(port).staff("yunying", "demo-yunying-2026");
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private Rule ruleOf(String code) {
        long id = jdbc.sql("SELECT rule_id FROM promotion.rule WHERE code = :c").param("c", code).query(Long.class)
                .single();
        return java.util.Objects.requireNonNull(promotions.refreshed().rule(id));
    }

    @Test
    void everyKindOfCouponIsMadeByTheForm() {
        Map<String, Object> goods = Map.of("categoryIds", List.of(3, 5), "productIds", List.of(), "zones",
                List.of("HOME"), "exceptProductIds", List.of(9));
        Map<String, Map<String, Object>> kinds = Map.of(
                "满 ¥59.00 减 ¥10.00", OfferForms.amount(5_900, 1_000),
                "无门槛减 ¥5.00", OfferForms.amount(0, 500),
                "满 ¥99.00 8折，最多减 ¥30.00", with(OfferForms.terms("PERCENT", "offBp", 2_000, 9_900), "mostMinor", 3_000),
                "包邮，最多减 ¥12.00", OfferForms.terms("FREE_SHIPPING", "mostMinor", 1_200, 0),
                "无门槛减 ¥8.00，限指定商品", with(OfferForms.amount(0, 800), "goods", goods),
                "无门槛减 ¥6.00，仅限首单", with(OfferForms.amount(0, 600), "firstOrder", true),
                "无门槛减 ¥7.00，仅限指定用户", with(OfferForms.amount(0, 700), "cohort", "SEED"),
                "无门槛减 ¥9.00，仅限 2 人及以上拼团", with(OfferForms.amount(0, 900), "buying", "GROUP"));
        List<String> made = new ArrayList<>();
        kinds.forEach((sentence, terms) -> {
            String code = "kind-" + made.size();
            JsonNode row = operator.post(TEMPLATES, OfferForms.template(code, "券", terms)).ok();
            assertThat(row.path("sentence").asString()).isEqualTo(sentence);
            terms.forEach((field, value) -> assertThat(row.path("terms").has(field)).as(sentence + " " + field)
                    .isTrue());
            made.add(code);
        });
        assertThat(ruleOf("coupon-kind-0").gate()).isEqualTo(io.tuanzi.promotion.quote.Gate.COUPON);
    }

    @Test
    void everyPlayIsMadeByTheForm() {
        Map<String, Object> goods = Map.of("categoryIds", List.of(), "productIds", List.of(910, 911), "zones",
                List.of(), "exceptProductIds", List.of());
        List<Map<String, Object>> steps = List.of(Map.of("fromMinor", 10_000, "offMinor", 1_000),
                Map.of("fromMinor", 20_000, "offMinor", 3_000));
        Map<String, Map<String, Object>> plays = Map.of(
                "满 ¥100.00 减 ¥10.00，满 ¥200.00 减 ¥30.00",
                with(OfferForms.terms("STEPS", null, null, 0), "play", Map.of("steps", steps)),
                "每满 ¥100.00 减 ¥10.00",
                with(OfferForms.terms("EVERY", "amountMinor", 1_000, 0), "play", Map.of("everyMinor", 10_000)),
                "每件直降 ¥3.00，最多 2 件",
                with(OfferForms.terms("UNIT_OFF", "amountMinor", 300, 0), "play", Map.of("most", 2)),
                "第 2 件半价", with(OfferForms.terms("NTH", "offBp", 5_000, 0), "play", Map.of("units", 2)),
                "买 2 件送 1 件", with(OfferForms.terms("BUY_GET", null, null, 0), "play",
                        Map.of("units", 2, "given", 1)),
                "任选 3 件 ¥99.00", with(OfferForms.terms("ANY_FOR", "amountMinor", 9_900, 0), "play",
                        Map.of("units", 3)),
                "套装 2 件 ¥99.00，限指定商品",
                with(OfferForms.terms("SET", "amountMinor", 9_900, 0), "goods", goods),
                "满 ¥99.00，每件 ¥9.90，最多 1 件，限指定商品",
                with(OfferForms.terms("ADD_ON", "amountMinor", 990, 9_900), "goods", goods));
        plays.forEach((sentence, terms) -> {
            Map<String, Object> rule = new HashMap<>(Map.of("code", "play-" + String.valueOf(terms.get("gives"))
                    .toLowerCase(java.util.Locale.ROOT).replace('_', '-'), "nameZh", "玩法", "nameEn", "Play", "terms",
                    terms, "enabled", false, "stacks", true, "reason", "for a test"));
            JsonNode row = operator.post(RULES, rule).ok();
            assertThat(row.path("sentence").asString()).isEqualTo(sentence);
            assertThat(row.path("terms").path("gives").asString()).isEqualTo(terms.get("gives"));
        });
        assertThat(operator.post(RULES, new HashMap<>(Map.of("code", "play-wrong", "nameZh", "玩法", "nameEn", "Play",
                "terms", with(OfferForms.terms("STEPS", null, null, 0), "play", Map.of("steps", steps.reversed())),
                "enabled", true, "stacks", true, "reason", "for a test"))).body().path("field").asString())
                .isEqualTo("steps");
    }

    @Test
    void whatIsWrongIsRefusedByItsFieldAndLeavesNothing() {
        Map<String, Object> good = OfferForms.template("precise", "券", OfferForms.amount(0, 500));
        Map<String, Map<String, Object>> wrong = Map.of(
                "offBp", with(good, "terms", OfferForms.terms("PERCENT", null, null, 0)),
                "cohort", with(good, "terms", with(OfferForms.amount(0, 1), "cohort", "NO_SUCH")),
                "regions", with(good, "terms", with(OfferForms.amount(0, 1), "regions", List.of("x"))),
                "nameEn", with(good, "nameEn", " "),
                "issueCap", with(good, "issueCap", 0),
                "validDays", with(good, "validDays", 0),
                "claimUntil", with(with(good, "claimFrom", "2030-01-02T00:00:00Z"), "claimUntil",
                        "2030-01-01T00:00:00Z"),
                "reason", with(good, "reason", ""));
        wrong.forEach((field, body) -> {
            Answer answer = operator.post(TEMPLATES, body);
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.body().path("field").asString()).isEqualTo(field);
        });
        assertThat(jdbc.sql("SELECT count(*) FROM promotion.rule WHERE code = 'coupon-precise'").query(Long.class)
                .single()).isZero();
    }

    @Test
    void aCouponInSomebodysHandKeepsItsWord() {
        Map<String, Object> body = OfferForms.template("word", "券", OfferForms.amount(0, 500));
        body.put("claimUntil", "2090-01-01T00:00:00Z");
        long id = operator.post(TEMPLATES, body).ok().path("templateId").asLong();
        body.remove("code");
        body.put("terms", OfferForms.amount(0, 600));
        assertThat(operator.put(TEMPLATES + "/" + id, body).ok().path("sentence").asString())
                .isEqualTo("无门槛减 ¥6.00");
        long ann = ShopClient.of(port).login("13800010077").get("/api/shop/session").ok().path("customer")
                .path("customerId").asLong();
        operator.post(TEMPLATES + "/" + id + "/grant", Map.of("customerIds", List.of(ann), "reason", "sorry")).ok();
        Answer less = operator.put(TEMPLATES + "/" + id, with(body, "terms", OfferForms.amount(0, 100)));
        assertThat(less.body().path("field").asString()).isEqualTo("terms");
        assertThat(less.body().path("detail").asString()).contains("1 张");
        JsonNode more = operator.put(TEMPLATES + "/" + id, with(body, "issueCap", 5)).ok();
        assertThat(more.path("issueCap").asLong()).as("how many more is another matter").isEqualTo(5);
        assertThat(more.path("claimUntil").asString()).isEqualTo("2090-01-01T00:00:00Z");
        assertThat(((Effect.AmountOff) ruleOf("coupon-word").effect()).minor()).isEqualTo(600);
    }

    @Test
    void theFreeShippingLineAndAutomaticOffersChangeByAFormWithANewVersion() {
        long before = promotions.refreshed().version();
        String versions = "SELECT count(*) FROM promotion.rule_version WHERE rule_id = 2";
        long had = jdbc.sql(versions).query(Long.class).single();
        JsonNode line = operator.put(RULES + "/2", Map.of("enabled", true, "terms",
                OfferForms.terms("FREE_SHIPPING", null, null, 6_600), "reason", "lower the line")).ok();
        assertThat(line.path("sentence").asString()).isEqualTo("满 ¥66.00 包邮");
        assertThat(line.path("version").asLong()).isEqualTo(had + 1);
        assertThat(promotions.refreshed().version()).isGreaterThan(before);
        assertThat(jdbc.sql(versions).query(Long.class).single()).as("the version an order may name is kept")
                .isEqualTo(had + 1);
        assertThat(operator.put(RULES + "/2", Map.of("enabled", true, "terms", OfferForms.amount(0, 5), "reason",
                "other kind")).body().path("field").asString()).isEqualTo("gives");
        Map<String, Object> automatic = new HashMap<>(Map.of("code", "less-20", "nameZh", "满199减20", "nameEn",
                "20 off 199", "terms", OfferForms.amount(19_900, 2_000), "enabled", true, "stacks", false,
                "startsAt", "2030-01-01T00:00:00Z", "endsAt", "2030-02-01T00:00:00Z", "budgetMinor", 100_000,
                "reason", "january"));
        JsonNode made = operator.post(RULES, automatic).ok();
        assertThat(made.path("kind").asString()).isEqualTo("REDUCTION");
        assertThat(made.path("budgetMinor").asLong()).isEqualTo(100_000);
        assertThat(operator.post(RULES, automatic).body().path("field").asString()).isEqualTo("code");
        JsonNode share = operator.put(RULES + "/" + made.path("ruleId").asLong(), Map.of("enabled", true, "terms",
                OfferForms.terms("PERCENT", "offBp", 1_000, 19_900), "reason", "ten percent instead")).ok();
        assertThat(share.path("kind").asString()).isEqualTo("DISCOUNT");
        assertThat(share.path("startsAt").isString()).as("the whole form counts").isFalse();
    }

    private static Map<String, Object> zone(int first, long firstMinor, String... regions) {
        return Map.of("regions", List.of(regions), "first", first, "firstMinor", firstMinor, "step", 1_000, "stepMinor",
                200, "served", true);
    }

    @Test
    void freightIsEditedByRegionAndTheLastTemplateStays() {
        Map<String, Object> body = new HashMap<>(Map.of("nameZh", "标准快递", "nameEn", "Standard", "measure", "WEIGHT",
                "zones", List.of(zone(1_000, 900), zone(1_000, 2_000, "54", "65")), "goods", OfferForms.ALL_GOODS,
                "freeOverMinor", 19_900, "enabled", true, "reason", "dearer parcels"));
        JsonNode changed = operator.put(FREIGHT + "/1", body).ok();
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.path("sentence").asString()).contains("¥9.00").contains("满 ¥199.00 包邮");
        assertThat(promotions.refreshed().freight().getFirst().freeOverMinor()).isEqualTo(19_900);
        Map<String, Map<String, Object>> wrong = Map.of(
                "zones", with(body, "zones", List.of(zone(1, 1, "11"))),
                "zones[1].regions", with(body, "zones", List.of(zone(1, 1), zone(1, 1, "11", "11"))),
                "zones[0].first", with(body, "zones", List.of(zone(0, 1))),
                "zones[0].firstMinor", with(body, "zones", List.of(zone(1, -1))),
                "freeOverMinor", with(body, "freeOverMinor", -1),
                "enabled", with(body, "enabled", false));
        wrong.forEach((field, bad) -> assertThat(operator.put(FREIGHT + "/1", bad).body().path("field").asString())
                .isEqualTo(field));
        body.put("code", "by-piece");
        body.put("measure", "PIECE");
        long second = operator.post(FREIGHT, body).ok().path("templateId").asLong();
        assertThat(operator.post(FREIGHT, body).body().path("field").asString()).isEqualTo("code");
        body.remove("code");
        operator.put(FREIGHT + "/1", with(body, "enabled", false)).ok();
        assertThat(operator.put(FREIGHT + "/" + second, with(body, "enabled", false)).code()).isEqualTo("INVALID");
        assertThat(ShopClient.of(port).staff("caiwu", "demo-caiwu-2026").put(FREIGHT + "/1", body).code())
                .isEqualTo("FORBIDDEN");
    }
}
