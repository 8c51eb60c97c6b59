package io.tuanzi.promotion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of the staff's forms of offers, for tests that need one. */
public final class OfferForms {

    /** All goods. */
    public static final Map<String, Object> ALL_GOODS = Map.of("categoryIds", List.of(), "productIds", List.of(),
            "zones", List.of(), "exceptProductIds", List.of());

    private OfferForms() {
    }

    /** So much off from so much on, for all goods. */
    public static Map<String, Object> amount(long thresholdMinor, long amountMinor) {
        return terms("AMOUNT", "amountMinor", amountMinor, thresholdMinor);
    }

    /** Terms that give one thing; further ones are put by the caller. */
    public static Map<String, Object> terms(String gives, @Nullable String field, @Nullable Object value,
            long thresholdMinor) {
        Map<String, Object> terms = new HashMap<>(Map.of("gives", gives, "thresholdMinor", thresholdMinor, "goods",
                ALL_GOODS, "firstOrder", false, "regions", List.of()));
        if (field != null && value != null) {
            terms.put(field, value);
        }
        return terms;
    }

    /** A coupon template with these terms. */
    public static Map<String, Object> template(String code, String nameZh, Map<String, Object> terms) {
        return new HashMap<>(Map.of("code", code, "nameZh", nameZh, "nameEn", "Coupon " + code, "terms", terms,
                "perPersonLimit", 2, "validDays", 7, "claimable", true, "backOnRefund", true, "enabled", true,
                "reason", "for a test"));
    }
}
