package io.tuanzi.promotion.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A priced cart. Lines − discounts + freight = payable holds of every instance (M3): the constructor refuses another.
 *
 * @param lines                in the order of their numbers
 * @param listTotalMinor       the lines at their single prices
 * @param discountMinor        what promotions take off the lines
 * @param freightListMinor     delivery before anything is taken off it
 * @param freightDiscountMinor what promotions take off delivery
 * @param freightMinor         delivery to pay
 * @param totalMinor           the amount to pay
 * @param deliverable          whether every line can go to the destination
 * @param freightEstimated     whether the destination was unknown
 * @param reasons              every promotion that is about this cart or buyer, in the order decided
 * @param nextStep             the nearest further saving, or null
 * @param gifts                what is given with the order, in the order decided
 */
public record Quote(List<QuoteLine> lines, long listTotalMinor, long discountMinor, long freightListMinor,
        long freightDiscountMinor, long freightMinor, long totalMinor, boolean deliverable, boolean freightEstimated,
        List<Reason> reasons, @Nullable NextStep nextStep, Used used, List<GiftLine> gifts) {

    public Quote {
        lines = List.copyOf(lines);
        reasons = List.copyOf(reasons);
        gifts = List.copyOf(gifts);
        long list = 0;
        long discount = 0;
        long payable = 0;
        for (QuoteLine line : lines) {
            list += line.listMinor();
            discount += line.discountMinor();
            payable += line.payableMinor();
        }
        long explained = 0;
        for (Reason reason : reasons) {
            explained += reason.amountMinor();
        }
        boolean holds = list == listTotalMinor && discount == discountMinor
                && freightListMinor - freightDiscountMinor == freightMinor && freightMinor >= 0
                && payable + freightMinor == totalMinor && list - discount + freightMinor == totalMinor
                && explained == discountMinor + freightDiscountMinor;
        if (!holds) { // M3
            throw new IllegalStateException("the quote does not add up: " + list + " - " + discount + " + "
                    + freightMinor + " != " + totalMinor);
        }
    }

    /** The same amounts with other reasons and what they rest on, for what was decided before promotions came. */
    public Quote saying(List<Reason> otherReasons, Used otherUsed) {
        return new Quote(lines, listTotalMinor, discountMinor, freightListMinor, freightDiscountMinor, freightMinor,
                totalMinor, deliverable, freightEstimated, otherReasons, nextStep, otherUsed, gifts);
    }

    /** All that promotions take off, freight included. */
    public long savedMinor() {
        return discountMinor + freightDiscountMinor;
    }

    /** What the shopper agreed to, in a few characters: lines, amounts and coupons, not the versions behind them. */
    public String fingerprint() {
        long hash = 0xcbf29ce484222325L;
        for (QuoteLine line : lines) {
            hash = mix(mix(mix(hash, line.skuId()), line.quantity()), line.payableMinor());
        }
        for (long couponId : used.couponIds()) {
            hash = mix(hash, couponId);
        }
        for (GiftLine gift : gifts) {
            hash = mix(mix(hash, gift.skuId()), gift.quantity());
        }
        hash = mix(mix(hash, freightMinor), totalMinor);
        return Long.toHexString(hash);
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9e3779b97f4a7c15L;
        return mixed ^ (mixed >>> 29);
    }
}
