package io.tuanzi.order;

import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteLine;
import io.tuanzi.promotion.quote.Reason;
import io.tuanzi.promotion.quote.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasons of a price as they are kept with the order, written as JSON: what was applied, and what the shopper held
 * but not used. Money in fen.
 */
public record KeptPrice(List<Kept> reasons, long freightListMinor, long freightDiscountMinor) {

    /** One reason in both languages; {@code kind} is a name of {@code Kind}. */
    public record Kept(String id, String kind, String nameZh, String nameEn, String whyZh, String whyEn,
                       boolean applied, long amountMinor, @Nullable Long couponId) {
    }

    /** A price with what each of its lines had a share in, in the order of the lines. */
    public record Shared(KeptPrice price, List<List<Share>> shares) {

        /** Of a quote that an order is placed at. */
        public static Shared of(Quote quote) {
            return new Shared(KeptPrice.of(quote), quote.lines().stream().map(QuoteLine::shares).toList());
        }
    }

    /** Rules that were not applied and belong to everybody can be asked of the rule set's version again. */
    static KeptPrice of(Quote quote) {
        return new KeptPrice(quote.reasons().stream().filter(r -> r.applied() || r.couponId() != null)
                .map(KeptPrice::kept).toList(), quote.freightListMinor(), quote.freightDiscountMinor());
    }

    private static Kept kept(Reason r) {
        return new Kept(r.id(), r.kind().name(), r.nameZh(), r.nameEn(), r.zh(), r.en(), r.applied(),
                r.amountMinor(), r.couponId());
    }
}
