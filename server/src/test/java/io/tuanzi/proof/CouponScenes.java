package io.tuanzi.proof;

import io.tuanzi.testing.ShopClient;
import java.util.List;
import java.util.Map;

/** What staff and shoppers do with codes that become coupons. */
final class CouponScenes {

    private static final String WHY = "演练";
    private static final String BATCHES = "/api/staff/promotions/code-batches";

    private CouponScenes() {
    }

    static void codes(Drive drive, ShopClient boss) {
        long template = drive.post(boss, "/api/staff/promotions/templates", OfferScenes.print(100, 5, true))
                .path("templateId").asLong();
        ShopClient person = drive.newcomer(null);
        long batch = drive.post(boss, BATCHES, Map.of("templateId", template, "name", "专属码", "kind", "PERSONAL",
                "customerIds", List.of(drive.id(person)), "reason", WHY)).path("batchId").asLong();
        drive.done(boss, "PUT", BATCHES + "/" + batch, Map.of("name", "专属", "usesCap", 1, "enabled", true, "reason",
                WHY));
        String code = drive.post(boss, BATCHES + "/" + batch + "/export", Map.of("reason", WHY)).path("csv").asString()
                .split("\r\n")[1].split(",")[0];
        drive.post(person, "/api/shop/coupons/codes", Map.of("code", code));
    }

    /** A rule gives a coupon for an order, staff says who sees a coupon and what new people may hold. */
    static void rules(Drive drive, ShopClient boss, ShopClient buyer, long sku) {
        long template = drive.post(boss, "/api/staff/promotions/templates", OfferScenes.print(100, 5, true))
                .path("templateId").asLong();
        drive.done(boss, "PUT", "/api/staff/promotions/templates/" + template + "/gate",
                Map.of("hidden", true, "reason", WHY));
        drive.done(boss, "PUT", "/api/staff/promotions/newcomers", Map.of("days", 30 + Drive.serial() % 9, "reason",
                WHY));
        drive.post(boss, "/api/staff/cohorts", Map.of("code", "C" + Drive.serial(), "nameZh", "群", "nameEn", "Group",
                "forNewcomers", false, "reason", WHY));
        String code = "rule-" + Drive.serial();
        drive.post(boss, "/api/staff/issue-rules/" + code, Map.of("nameZh", "谢谢", "nameEn", "Thanks", "kind",
                "PURCHASE", "templates", List.of("thanks-10"), "unlocks", false, "atCompletion", false,
                "monthly", false, "perPersonLimit", 100, "enabled", true, "reason", WHY));
        drive.pay(buyer, drive.order(buyer, sku, 1, null, null).path("orderId").asLong());
        Drive.until("given", () -> {
            drive.wakeSweeps();
            drive.read(drive.anyone(), "/api/shop/session");
            return drive.one("SELECT count(*) FROM rewards.issued WHERE state = 'GIVEN' AND rule_code = '" + code + "'")
                    == 1;
        });
    }
}
