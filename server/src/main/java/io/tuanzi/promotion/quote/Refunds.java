package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Allocation;

/**
 * What units of an order line are worth when they come back (M4).
 *
 * <p>One function f of how many units have come back in all; each refund is f(after) − f(before), so every partition
 * and order of partial refunds adds up to exactly what was paid. The functions never fall, so no refund is negative.
 */
public final class Refunds {

    /** When freight is given back. */
    public enum Freight {
        /** With the last unit of the order; the default. */
        WITH_THE_LAST_UNIT,
        /** Never: the parcel has travelled. */
        NEVER
    }

    private Refunds() {}

    /** What was paid for the first {@code units} of the line, in fen: their list price − ⌊discount · j / Q⌋. */
    public static long payableForUnits(QuoteLine line, int units) {
        return payableForUnits(line.listPriceMinor(), line.discountMinor(), line.quantity(), units);
    }

    /** The same for an order line kept as a row. Refuses more units than the line has. */
    public static long payableForUnits(long listPriceMinor, long discountMinor, int quantity, int units) {
        return listPriceMinor * units - Allocation.cumulative(discountMinor, units, quantity);
    }

    /** What {@code units} more are worth after {@code before} have come back already. */
    public static long refund(long listPriceMinor, long discountMinor, int quantity, int before, int units) {
        return payableForUnits(listPriceMinor, discountMinor, quantity, before + units)
                - payableForUnits(listPriceMinor, discountMinor, quantity, before);
    }

    /** What one promotion had given to the first {@code units} of a line, so that its budget can be given back. */
    public static long shareForUnits(long amountMinor, int quantity, int units) {
        return Allocation.cumulative(amountMinor, units, quantity);
    }

    /** The policy that counts: the law's answer for a return without cause is what was paid, whatever the rule says. */
    public static RefundPolicy policy(RefundPolicy ofRule, boolean statutory) {
        return statutory ? RefundPolicy.PRORATE : ofRule;
    }

    /**
     * What is given back now where the rest of the order is priced again: what was paid less what the rest costs, never
     * more than what was paid for the units back, never less than nothing. With nothing left it is all that was paid,
     * so every partition and order of refunds adds up to that (M4).
     *
     * @param paidMinor      what was paid for the goods
     * @param proratedMinor  what was paid for all units that have come back, these included
     * @param restMinor      what the units kept would have cost; 0 when none is kept
     * @param alreadyMinor   what was given back before
     */
    public static long again(long paidMinor, long proratedMinor, long restMinor, long alreadyMinor) {
        if (alreadyMinor < 0 || alreadyMinor > paidMinor || proratedMinor > paidMinor) {
            throw new IllegalArgumentException(alreadyMinor + " and " + proratedMinor + " of " + paidMinor);
        }
        return Math.max(0, Math.min(proratedMinor, paidMinor - restMinor) - alreadyMinor);
    }

    /** What the units kept cost once broken sets lose what {@code sets} whole ones saved; divided as M4 divides. */
    public static long restOfSets(long restWithoutMinor, long savedMinor, int sets, int setsKept) {
        return restWithoutMinor - Allocation.cumulative(savedMinor, setsKept, sets);
    }

    /** What is given back of the freight when so many of the order's units have come back in all. */
    public static long freight(long freightMinor, int unitsBack, int unitsOfOrder, Freight policy) {
        return policy == Freight.WITH_THE_LAST_UNIT && unitsBack == unitsOfOrder ? freightMinor : 0;
    }
}
