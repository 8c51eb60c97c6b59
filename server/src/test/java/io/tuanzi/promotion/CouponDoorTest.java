package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Coupons over HTTP. */
@ShopTest
class CouponDoorTest {

    @Autowired StaffAccounts accounts;
    @LocalServerPort int port;
    ShopClient shop;

    @BeforeEach
    void open() {
        shop = ShopClient.of(port);
    }

    @Test
    @DisplayName("PRM-13 a shopper claims a coupon in the centre once and finds it among their own")
    void claimsAndFindsACoupon() {
        JsonNode offer = shop.get("/api/shop/coupon-centre").ok().path("items").path(0);
        assertThat(offer.path("name").asString()).isEqualTo("新人满 ¥59 减 ¥10 券");
        assertThat(offer.path("rule").asString()).isEqualTo("满 ¥59.00 减 ¥10.00，仅限首单");
        assertThat(offer.path("claimed").asBoolean()).isFalse();
        ShopClient ann = shop.login("13800010001");
        String claim = "/api/shop/coupon-centre/" + offer.path("templateId").asLong() + "/claim";
        JsonNode coupon = ann.key("claim-key-1").post(claim).ok();
        ShopClient.Answer replay = ann.key("claim-key-1").post(claim);
        assertThat(replay.ok().path("couponId").asLong()).isEqualTo(coupon.path("couponId").asLong());
        assertThat(replay.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(ann.post(claim).code()).isEqualTo("LIMIT_REACHED");
        assertThat(ann.get("/api/shop/coupon-centre").ok().path("items").path(0).path("claimed").asBoolean()).isTrue();
        JsonNode mine = ann.get("/api/shop/coupons?state=AVAILABLE").ok().path("items");
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.path(0).path("valueText").asString()).isEqualTo("¥10.00");
        assertThat(ann.with("Accept-Language", "en").get("/api/shop/coupons").ok().path("items").path(0).path("rule")
                .asString()).isEqualTo("¥10.00 off from ¥59.00; first order only");
        ShopClient bob = shop.login("13800010002");
        assertThat(bob.get("/api/shop/coupons").ok().path("items").size()).isZero();
    }

    @Test
    void badRequestsAreRefusedAsWhatTheyAre() {
        ShopClient ann = shop.login("13800010003");
        assertThat(shop.get("/api/shop/coupons").status()).isEqualTo(401);
        assertThat(shop.post("/api/shop/coupon-centre/3/claim").status()).isEqualTo(401);
        assertThat(ann.post("/api/shop/coupon-centre/999/claim").status()).isEqualTo(404);
        assertThat(ann.post("/api/shop/coupon-centre/1/claim").status()).isEqualTo(404);
        assertThat(ann.post("/api/shop/coupon-centre/-1/claim").status()).isEqualTo(404);
        assertThat(ann.post("/api/shop/coupon-centre/x/claim").status()).isEqualTo(400);
        assertThat(ann.post("/api/shop/coupon-centre/99999999999999999999/claim").status()).isEqualTo(400);
        assertThat(ann.key("short").post("/api/shop/coupon-centre/3/claim").status()).isEqualTo(400);
        assertThat(ann.get("/api/shop/coupons?state=SOLD").code()).isEqualTo("INVALID");
        assertThat(ann.get("/api/shop/coupons?after=x").code()).isEqualTo("INVALID");
        assertThat(ann.get("/api/shop/coupons?limit=1000").code()).isEqualTo("INVALID");
        assertThat(shop.get("/api/staff/promotions").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("PRM-12 staff prints a coupon with a budget, changes it, gives it away and switches a rule off")
    void staffRunsOffers() {
        accounts.seedDemo();
        ShopClient operator = shop.staff("yunying", "demo-yunying-2026");
        Map<String, Object> ask = OfferForms.template("summer-15", "夏日券", OfferForms.amount(9_900, 1_500));
        ask.put("budgetMinor", 30_000);
        JsonNode made = operator.post("/api/staff/promotions/templates", ask).ok();
        assertThat(made.path("sentence").asString()).isEqualTo("满 ¥99.00 减 ¥15.00");
        assertThat(made.path("budgetMinor").asLong()).isEqualTo(30_000);
        assertThat(operator.post("/api/staff/promotions/templates", ask).code()).isEqualTo("INVALID");
        ask.put("code", "x; DROP TABLE");
        assertThat(operator.post("/api/staff/promotions/templates", ask).code()).isEqualTo("INVALID");
        ask.put("code", "negative");
        ask.put("terms", OfferForms.amount(9_900, -1));
        assertThat(operator.post("/api/staff/promotions/templates", ask).body().path("field").asString())
                .isEqualTo("amountMinor");
        String template = "/api/staff/promotions/templates/" + made.path("templateId").asLong();
        Map<String, Object> fewer = OfferForms.template("summer-15", "盛夏券", OfferForms.amount(9_900, 1_500));
        fewer.remove("code");
        fewer.putAll(Map.of("issueCap", 2, "perPersonLimit", 1));
        JsonNode changed = operator.put(template, fewer).ok();
        assertThat(changed.path("name").asString()).isEqualTo("盛夏券");
        assertThat(changed.path("budgetMinor").isMissingNode()).isTrue();
        long ann = shop.login("13800010011").get("/api/shop/session").ok().path("customer").path("customerId").asLong();
        assertThat(operator.post(template + "/grant", Map.of("customerIds", List.of(ann), "reason", "sorry")).ok()
                .path("given").asInt()).isEqualTo(1);
        assertThat(operator.post(template + "/grant", Map.of("customerIds", List.of(ann, 987_654), "reason", "who"))
                .status()).isEqualTo(404);
        assertThat(operator.put("/api/staff/promotions/rules/2", Map.of("enabled", false, "reason", "winter")).ok()
                .path("version").asInt()).isEqualTo(3);
        assertThat(operator.put("/api/staff/promotions/rules/2", Map.of("enabled", false)).code()).isEqualTo("INVALID");
        JsonNode all = operator.get("/api/staff/promotions").ok();
        assertThat(all.path("rules").path(1).path("enabled").asBoolean()).isFalse();
        assertThat(all.path("rules").path(0).path("appliedOrders").asLong(-1)).isZero();
        assertThat(all.path("freight").path(0).path("isDefault").asBoolean()).isTrue();
        assertThat(all.path("cohorts").path(0).path("cap").asInt()).isEqualTo(1_000);
        ShopClient finance = shop.staff("caiwu", "demo-caiwu-2026");
        assertThat(finance.put("/api/staff/promotions/rules/2", Map.of("enabled", true, "reason", "mine")).status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("PRM-12 staff prints and exports codes, a shopper types one in, guessing is slowed")
    void codesOverHttp() {
        accounts.seedDemo();
        ShopClient operator = shop.staff("yunying", "demo-yunying-2026");
        long template = operator.post("/api/staff/promotions/templates", OfferForms.template("card-8", "地推卡券",
                OfferForms.amount(0, 800))).ok().path("templateId").asLong();
        Map<String, Object> ask = new java.util.HashMap<>(Map.of("templateId", template, "name", "地推卡", "kind",
                "SINGLE", "codes", 2, "reason", "for the street"));
        JsonNode batch = operator.post("/api/staff/promotions/code-batches", ask).ok();
        String path = "/api/staff/promotions/code-batches/" + batch.path("batchId").asLong();
        String[] csv = operator.post(path + "/export", Map.of("reason", "to the printer")).ok().path("csv").asString()
                .split("\r\n");
        assertThat(csv).hasSize(3);
        ShopClient ann = shop.login("13800010021");
        JsonNode held = ann.post("/api/shop/coupons/codes", Map.of("code", csv[1].replace(",", ""))).ok();
        assertThat(held.path("source").asString()).isEqualTo("兑换码");
        assertThat(ann.post("/api/shop/coupons/codes", Map.of("code", csv[1].replace(",", ""))).code())
                .isEqualTo("CODE_HAD");
        assertThat(shop.post("/api/shop/coupons/codes", Map.of("code", "ABCD")).status()).isEqualTo(401);
        JsonNode row = operator.get("/api/staff/promotions/coupon-board").ok().path("items").valueStream()
                .filter(each -> each.path("template").path("templateId").asLong() == template).findFirst()
                .orElseThrow();
        assertThat(row.path("figures").path("byCode").asInt()).isEqualTo(1);
        for (int i = 0; i < 18; i++) {
            assertThat(ann.post("/api/shop/coupons/codes", Map.of("code", "GUESS" + i)).code())
                    .isEqualTo("CODE_UNKNOWN");
        }
        assertThat(ann.post("/api/shop/coupons/codes", Map.of("code", "GUESS99")).status()).isEqualTo(429);
        assertThat(shop.staff("caiwu", "demo-caiwu-2026").post(path + "/export", Map.of("reason", "mine")).status())
                .isEqualTo(403);
        ask.putAll(Map.of("kind", "SHARED", "word", "tea2026", "usesCap", 5));
        operator.post("/api/staff/promotions/code-batches", ask).ok();
        assertThat(operator.post("/api/staff/promotions/code-batches", ask).body().path("field").asString())
                .isEqualTo("word");
    }
}
