package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Money;

/**
 * The nearest further saving: spend {@code gapMinor} more and {@code gainMinor} more comes off.
 *
 * @param free whether the gain is the freight
 */
public record NextStep(long ruleId, String nameZh, String nameEn, long gapMinor, long gainMinor, boolean free) {

    /** The sentence in Chinese. */
    public String zh() {
        return "再买 " + Money.format(gapMinor) + (free ? " 包邮" : " 可减 " + Money.format(gainMinor));
    }

    /** The sentence in English. */
    public String en() {
        return "Add " + Money.format(gapMinor)
                + (free ? " for free shipping" : " to save " + Money.format(gainMinor));
    }
}
