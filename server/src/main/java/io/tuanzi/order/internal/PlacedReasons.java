package io.tuanzi.order.internal;

import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasons of a price as they are kept with the order: what was applied, and what the shopper held but not used. */
record PlacedReasons(List<Kept> reasons, long freightListMinor, long freightDiscountMinor) {

    /** One reason in both languages. */
    record Kept(String id, String kind, String nameZh, String nameEn, String whyZh, String whyEn, boolean applied,
                long amountMinor, @Nullable Long couponId) {
    }

    /** Rules that were not applied and belong to everybody can be asked of the rule set's version again. */
    static PlacedReasons of(Quote quote) {
        return new PlacedReasons(quote.reasons().stream().filter(r -> r.applied() || r.couponId() != null)
                .map(PlacedReasons::kept).toList(), quote.freightListMinor(), quote.freightDiscountMinor());
    }

    private static Kept kept(Reason r) {
        return new Kept(r.id(), r.kind().name(), r.nameZh(), r.nameEn(), r.zh(), r.en(), r.applied(),
                r.amountMinor(), r.couponId());
    }
}
