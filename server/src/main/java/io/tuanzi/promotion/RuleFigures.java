package io.tuanzi.promotion;

import java.util.Map;

/** What rules did on orders; implemented by the module that has the orders. */
public interface RuleFigures {

    /** How many orders a rule applied to and what it took off them, in fen. */
    record Figure(long orders, long amountMinor) {}

    /** By rule id, over orders placed in the last so many days of shop time that are paid and not closed. */
    Map<Long, Figure> ofLastDays(int days);
}
