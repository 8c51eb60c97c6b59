package io.tuanzi.rewards;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules by which coupons are given without being asked for, and what came of them. */
public interface IssueRules {

    /** What makes a coupon due. */
    enum Kind {
        /** An order: paid and not held by anything any more, or past the time for returns (PRM-18). */
        PURCHASE,
        /** No purchase for so many days after one; once for each last purchase (PRM-19, PRM-20). */
        QUIET,
        /** Joined within so many days and bought nothing yet; once, or once a month (PRM-16, PRM-17). */
        NEWCOMER,
        /** So many friends brought have each an order of their own that stands (PRM-23). */
        FRIENDS,
        /** Bought (a product) within so many days before the rule was switched on; once (PRM-22). */
        BUYERS
    }

    /**
     * A rule of issuing.
     *
     * @param templates codes of the coupons given together
     * @param unlocks the coupons are not given but show in the coupon centre from then on
     * @param atCompletion PURCHASE: when the time for returns is over, else when paid
     * @param leastMinor PURCHASE and FRIENDS: what an order must come to, in fen
     * @param days QUIET, NEWCOMER, BUYERS: the days counted
     * @param monthly NEWCOMER: again each month of the shop's calendar
     * @param productId BUYERS: of this product, null for any
     * @param perPersonLimit how often one person may get it in all
     */
    record Rule(String code, String nameZh, String nameEn, Kind kind, List<String> templates, boolean unlocks,
            boolean atCompletion, long leastMinor, int days, int friends, boolean monthly, @Nullable Long productId,
            int perPersonLimit, @Nullable Long totalCap, boolean enabled) {}

    /** A rule with its figures; {@code since} is when it was last switched on. */
    record Row(Rule rule, int version, Instant since, long given, long withheld, long undone) {}

    /**
     * What became of one cause for one person.
     *
     * @param why absent unless withheld: {@code PERSON_LIMIT}, {@code TOTAL_CAP}, {@code NEWCOMER_CAP},
     *     {@code ISSUED_OUT}, {@code NOT_OFFERED}
     */
    record Issue(String key, String ruleCode, long customerId, @Nullable Long orderId, String state,
            @Nullable String why, Instant at) {}

    List<Row> all();

    /** Makes a rule, or changes it on its locked row; another kind than it had is refused, and a cap below what is
     * given. */
    Row put(Rule rule, boolean isNew, String who, String why);

    /** What came of a rule, the newest first. */
    Paged<Issue> issues(String code, @Nullable String after, int limit);
}
