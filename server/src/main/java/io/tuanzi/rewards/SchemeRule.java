package io.tuanzi.rewards;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import java.util.List;
import java.util.Map;

/** What a scheme pays for, as data; each form checks itself when made. */
public sealed interface SchemeRule {

    /** When a coupon is handed over: as soon as the order counts, or when it can no longer be returned. */
    enum IssueAt { PAID, MATURE }

    /** What happens when a reward is undone whose coupon was already spent: its value is owed, or forgiven. */
    enum WhenSpent { OWE, FORGIVE }

    /**
     * A coupon for the inviter for every {@code target} friends with an order that stands (REF-03).
     *
     * @param leastOrderMinor what must stay paid of an order for it to count
     * @param mostTimes how often a person can earn it; 1 unless repeatable
     * @param template code of the coupon
     * @param valueMinor what the coupon is worth, for statements
     */
    record InviteCount(int target, boolean repeatable, int mostTimes, long leastOrderMinor, String template,
                       long valueMinor, IssueAt issueAt, WhenSpent whenSpent) implements SchemeRule {
        public InviteCount {
            Fields.range("target", target, 1, 1_000);
            Fields.range("mostTimes", mostTimes, 1, 1_000);
            Fields.range("leastOrderMinor", leastOrderMinor, 1, 100_000_000);
            Fields.range("valueMinor", valueMinor, 1, 1_000_000);
            Fields.text("template", template, 1, 64);
        }
    }

    /** A coupon for both after the friend's first order that stands (REF-04). */
    record BothSides(long leastOrderMinor, String inviterTemplate, String inviteeTemplate, long valueMinor,
                     IssueAt issueAt, WhenSpent whenSpent) implements SchemeRule {
        public BothSides {
            Fields.range("leastOrderMinor", leastOrderMinor, 1, 100_000_000);
            Fields.range("valueMinor", valueMinor, 1, 1_000_000);
            Fields.text("inviterTemplate", inviterTemplate, 1, 64);
            Fields.text("inviteeTemplate", inviteeTemplate, 1, 64);
        }
    }

    /**
     * A share of what stays paid of each line for the promoters above the buyer, within the legal cap (REF-23).
     *
     * @param ratesBp of the inviter, then of the inviter's inviter; basis points
     * @param productRatesBp other rates of the inviter by product id
     * @param settleDays days between the end of the return window and the day it can be withdrawn
     */
    record Commission(List<Integer> ratesBp, Map<String, Integer> productRatesBp, int settleDays)
            implements SchemeRule {
        public Commission {
            ratesBp = Fields.list("ratesBp", ratesBp, 0, 10);
            productRatesBp = Map.copyOf(productRatesBp);
            ratesBp.forEach(rate -> Fields.range("ratesBp", rate, 0, 10_000));
            productRatesBp.forEach((product, rate) -> {
                if (!product.matches("[1-9][0-9]{0,15}")) {
                    throw Problem.invalid("productRatesBp", "form");
                }
                Fields.range("productRatesBp", rate, 0, 10_000);
            });
            Fields.range("settleDays", settleDays, 0, 365);
        }

        /** The rate of a level on a product, 0 where nobody earns. */
        public int rateBp(int level, long productId) {
            if (level > ratesBp.size()) {
                return 0;
            }
            return level == 1 ? productRatesBp.getOrDefault(String.valueOf(productId), ratesBp.getFirst())
                    : ratesBp.get(level - 1);
        }

        /** The most that all levels together take of one line. */
        public int mostBp() {
            int above = ratesBp.stream().skip(1).mapToInt(Integer::intValue).sum();
            int first = ratesBp.isEmpty() ? 0 : ratesBp.getFirst();
            return above + Math.max(first,
                    productRatesBp.values().stream().mapToInt(Integer::intValue).max().orElse(0));
        }
    }
}
