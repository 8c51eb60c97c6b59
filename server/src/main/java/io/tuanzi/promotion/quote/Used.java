package io.tuanzi.promotion.quote;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids and versions a quote rests on; placing the order checks these and nothing else.
 *
 * @param validUntil the first instant at which one of them ends, or null when none does
 */
public record Used(long ruleSetVersion, List<PriceUsed> prices, List<RuleUsed> rules, List<Long> couponIds,
        @Nullable Instant validUntil) {

    /** A price that was used. */
    public record PriceUsed(long skuId, long priceVersion) {}

    /** A rule, activity or freight template that was used. */
    public record RuleUsed(Kind kind, long ruleId, int version) {}

    public Used {
        prices = List.copyOf(prices);
        rules = List.copyOf(rules);
        couponIds = List.copyOf(couponIds);
    }
}
