package io.tuanzi.promotion.quote;

import java.util.List;

/**
 * The price of one line: list − shares = payable, checked.
 *
 * @param listPriceMinor the single price of one unit in fen
 * @param listMinor      the single price of all units
 * @param shares         what each promotion takes off, in the order applied; only those that take something
 */
public record QuoteLine(int lineNo, long skuId, int quantity, long listPriceMinor, long listMinor, List<Share> shares,
        long discountMinor, long payableMinor) {

    public QuoteLine {
        shares = List.copyOf(shares);
        long taken = 0;
        boolean positive = true;
        for (Share share : shares) {
            taken += share.amountMinor();
            positive &= share.amountMinor() > 0;
        }
        boolean holds = listPriceMinor * quantity == listMinor && taken == discountMinor && positive
                && listMinor - discountMinor == payableMinor && payableMinor >= 0;
        if (!holds) { // M3
            throw new IllegalStateException("line " + lineNo + " does not add up");
        }
    }
}
