package io.tuanzi.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How many of a SKU may be bought (ORD-22): minimum, step, limits per order and per person.
 *
 * @param min smallest quantity of a line, at least 1
 * @param step quantities are {@code min}, {@code min + step}, …
 * @param perOrder most units in one order, absent without limit
 * @param perPerson most units a person may have bought, absent without limit
 * @param perPeriodDays days the person's limit looks back, absent for ever
 */
public record PurchaseRule(int min, int step, @Nullable Integer perOrder, @Nullable Integer perPerson,
                           @Nullable Integer perPeriodDays) {

    /** One or more, without limit. */
    public static final PurchaseRule FREE = new PurchaseRule(1, 1, null, null, null);

    public PurchaseRule {
        if (min < 1 || step < 1) {
            throw new IllegalArgumentException("min and step are at least 1");
        }
    }

    /** Whether a line of this quantity is allowed by minimum, step and the limit per order. */
    public boolean allows(int quantity) {
        return quantity >= min && (quantity - min) % step == 0 && (perOrder == null || quantity <= perOrder);
    }
}
