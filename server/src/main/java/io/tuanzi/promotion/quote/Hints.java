package io.tuanzi.promotion.quote;

import java.util.Map;
import java.util.Set;

/**
 * What is known of budgets and limits while quoting; the batch that places the order decides them.
 *
 * @param spentBudgetIds budgets that have nothing left
 * @param timesUsed      how often the buyer has used a rule, by rule id; absent means never
 */
public record Hints(Set<Long> spentBudgetIds, Map<Long, Integer> timesUsed) {

    /** Nothing spent, nothing used. */
    public static final Hints NONE = new Hints(Set.of(), Map.of());

    public Hints {
        spentBudgetIds = Set.copyOf(spentBudgetIds);
        timesUsed = Map.copyOf(timesUsed);
    }
}
