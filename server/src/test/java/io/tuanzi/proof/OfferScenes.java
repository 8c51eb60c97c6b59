package io.tuanzi.proof;

import io.tuanzi.promotion.OfferForms;
import io.tuanzi.testing.ShopClient;
import java.util.List;
import java.util.Map;

/** The forms of staff: offers, freight, limits, legal parameters, and a promoter who may not promote for a while. */
final class OfferScenes {

    private static final String WHY = "演练";

    private OfferScenes() {
    }

    /** A coupon of so much as it is printed, or changed: then without its code. */
    static Map<String, Object> print(long amountMinor, int perPerson, boolean isNew) {
        Map<String, Object> coupon = OfferForms.template("crash-" + Drive.serial(), "券",
                OfferForms.amount(0, amountMinor));
        coupon.putAll(Map.of("perPersonLimit", perPerson, "validDays", 5, "budgetMinor", 10_000_000, "reason", WHY));
        if (!isNew) {
            coupon.remove("code");
        }
        return coupon;
    }

    static void play(Drive drive, ShopClient boss, long sku) {
        drive.tell(boss, "POST", "/api/staff/promotions/rules", Map.of("code", "crash-rule-" + Drive.serial(), "nameZh",
                "满减", "nameEn", "Less", "terms", OfferForms.amount(100_000_000, 100), "enabled", false, "stacks",
                false, "reason", WHY));
        drive.tell(boss, "POST", "/api/staff/promotions/freight", Map.of("code", "crash-" + Drive.serial(), "nameZh",
                "按件", "nameEn", "By piece", "measure", "PIECE", "zones", List.of(Map.of("regions", List.of(), "first",
                        1, "firstMinor", 800, "step", 1, "stepMinor", 200, "served", true)), "goods",
                OfferForms.ALL_GOODS, "enabled", false, "reason", WHY));
        prices(drive, boss, sku);
        drive.tell(boss, "PUT", "/api/staff/legal/WITHDRAWALS_PER_DAY", Map.of("value", 10, "reason", WHY));
        drive.tell(boss, "PUT", "/api/staff/skus/" + sku + "/limit", Map.of("min", 1, "step", 1, "perOrder",
                900 + Drive.serial() % 90, "reason", WHY));
        String path = "/api/staff/promoters/" + drive.one(
                "SELECT max(customer_id) FROM rewards.member WHERE joined_at IS NOT NULL");
        // halted between the two before, the promoter is still suspended
        drive.tell(boss, "POST", path + "/reinstate", Map.of("reason", WHY));
        drive.tell(boss, "POST", path + "/suspend", Map.of("reason", WHY));
        drive.tell(boss, "POST", path + "/reinstate", Map.of("reason", WHY));
    }

    /** A list for a region, a price on it, its record and a look at others; the price ends before it has begun. */
    private static void prices(Drive drive, ShopClient boss, long sku) {
        int serial = (int) (100_000 + Math.floorMod(drive.one("SELECT count(*) FROM promotion.price_list"), 800_000));
        drive.tell(boss, "POST", "/api/staff/price-lists", Map.of("nameZh", "一地", "nameEn", "One place", "regions",
                List.of(String.valueOf(serial)), "reason", WHY));
        long list = drive.one("SELECT max(list_id) FROM promotion.price_list");
        drive.tell(boss, "POST", "/api/staff/skus/" + sku + "/list-prices", Map.of("listId", list, "stageZh", "一地",
                "stageEn", "One place", "priceMinor", 99_999_999, "from", "2099-01-01T00:00:00Z", "reason", WHY));
        drive.tell(boss, "POST", "/api/staff/list-prices/" + drive.one(
                "SELECT max(entry_id) FROM promotion.list_price WHERE stopped_at IS NULL") + "/stop",
                Map.of("reason", WHY));
        drive.tell(boss, "POST", "/api/staff/skus/" + sku + "/pricing-methods", Map.of("way", "MARKET",
                "floorMarginBp", 0, "note", "跟着市场", "reason", WHY));
        drive.tell(boss, "POST", "/api/staff/skus/" + sku + "/competitor-prices", Map.of("competitor", "隔壁",
                "priceMinor", 100, "seenOn", "2026-01-05", "source", "门店", "reason", WHY));
    }
}
