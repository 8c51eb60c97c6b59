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
}
