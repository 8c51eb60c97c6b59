package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** PRM-47: the terms of an offer are read off the offer, and shown to whom the offer shows. */
@ShopTest
class TermsPageTest {

    private static final String TERMS = "/api/shop/terms";

    @Autowired StaffAccounts accounts;
    @Autowired Promotions promotions;
    @LocalServerPort int port;

    private ShopClient shop = ShopClient.of(0);
    private ShopClient staff = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        shop = ShopClient.of(port);
        staff = shop.staff("guanli", "demo-guanli-2026");
    }

    private JsonNode terms(ShopClient reader, long rule) {
        promotions.refreshed();
        return reader.get(TERMS + "/" + rule).ok();
    }

    private static String clause(JsonNode terms, String title) {
        for (JsonNode each : terms.path("clauses")) {
            if (each.path("title").asString().equals(title)) {
                return each.path("text").asString();
            }
        }
        throw new AssertionError("no " + title + " in " + terms);
    }

    @Test
    @Capability("PRM-47")
    @DisplayName("PRM-47 an offer with an end, a limit and a budget says all three, in both languages, and its rivals")
    void everyRestrictionIsSaid() {
        Instant until = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        Map<String, Object> form = new HashMap<>(Map.of("code", "terms-1", "nameZh", "三日满减", "nameEn", "Three days",
                "terms", OfferForms.amount(9_900, 1_500), "perPersonLimit", 1, "budgetMinor", 100_000,
                "stacks", false, "enabled", true));
        form.putAll(Map.of("endsAt", until.toString(), "reason", "a test needs it"));
        long rule = staff.post("/api/staff/promotions/rules", form).ok().path("ruleId").asLong();
        form.putAll(Map.of("code", "terms-2", "nameZh", "另一个满减", "nameEn", "The other"));
        staff.post("/api/staff/promotions/rules", form).ok();

        JsonNode zh = terms(shop, rule);
        assertThat(zh.path("name").asString()).isEqualTo("三日满减");
        assertThat(clause(zh, "优惠内容")).contains("满 ¥99.00 减 ¥15.00");
        assertThat(clause(zh, "什么时候有")).contains("结束").contains("Asia/Shanghai");
        assertThat(clause(zh, "一个人能用几次")).isEqualTo("每人 1 次。");
        assertThat(clause(zh, "和别的优惠")).contains("只用最省的一个").contains("另一个满减");
        assertThat(clause(zh, "预算")).contains("用完就停");
        JsonNode en = terms(shop.with("Accept-Language", "en"), rule);
        assertThat(clause(en, "How often")).isEqualTo("Once per person.");
        assertThat(clause(en, "With other offers")).contains("only the best applies").contains("The other");
        assertThat(en.path("clauses").toString()).doesNotContainPattern("[\\u4e00-\\u9fff]");
        assertThat(shop.get(TERMS).ok().path("items").valueStream().map(item -> item.path("ruleId").asLong()))
                .contains(rule);

        staff.put("/api/staff/promotions/rules/" + rule, Map.of("enabled", false, "reason", "over")).ok();
        promotions.refreshed();
        assertThat(shop.get(TERMS + "/" + rule).status()).as("stopped, it promises nothing").isEqualTo(404);
    }

    @Test
    @DisplayName("PRM-47 PRM-23 a hidden coupon's terms show to who holds one, and to nobody else")
    void aHiddenCouponHasTermsForItsHoldersOnly() {
        JsonNode made = staff.post("/api/staff/promotions/templates",
                OfferForms.template("secret-9", "暗号券", OfferForms.amount(0, 900))).ok();
        long template = made.path("templateId").asLong();
        staff.put("/api/staff/promotions/templates/" + template + "/gate", Map.of("hidden", true, "reason", "secret"))
                .ok();
        ShopClient ann = shop.login("13711110001");
        long annId = ann.get("/api/shop/session").ok().path("customer").path("customerId").asLong();
        staff.post("/api/staff/promotions/templates/" + template + "/grant",
                Map.of("customerIds", List.of(annId), "reason", "for ann")).ok();
        long rule = ann.get("/api/shop/coupons").ok().path("items").get(0).path("ruleId").asLong();

        assertThat(clause(terms(ann, rule), "一个人能用几次")).startsWith("每张券用一次");
        assertThat(shop.get(TERMS + "/" + rule).status()).isEqualTo(404);
        assertThat(shop.login("13711110002").get(TERMS + "/" + rule).status()).isEqualTo(404);
    }

    @Test
    void whatIsNoOfferIsRefusedPrecisely() {
        assertThat(shop.get(TERMS + "/999999").code()).isEqualTo("NOT_FOUND");
        assertThat(shop.get(TERMS + "/-1").status()).isEqualTo(404);
        assertThat(shop.get(TERMS + "/x").status()).isEqualTo(400);
        assertThat(shop.get(TERMS + "/99999999999999999999").status()).isEqualTo(400);
    }
}
