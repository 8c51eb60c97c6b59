package io.tuanzi.promotion.quote;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The engine's entry: prices a cart under a rule set. Pure, deterministic, and indifferent to the order of lines. */
public final class Pricing {

    private Pricing() {}

    /** The quote for this request under these rules. */
    public static Quote price(RuleSet rules, QuoteRequest ask) {
        return run(rules, ask).quote();
    }

    /** The same quote with every step that led to it. */
    public static Explanation explain(RuleSet rules, QuoteRequest ask) {
        return Explaining.of(run(rules, ask));
    }

    private static Run run(RuleSet rules, QuoteRequest ask) {
        Run run = new Run(rules, ask);
        run.phase(Phase.PRICE, Set.of());
        run.phase(Phase.LINE, Set.of());
        run.phase(Phase.ORDER, Set.of());
        return switch (ask.coupons()) {
            case CouponChoice.None none -> run.finish(Set.of());
            case CouponChoice.Chosen chosen -> run.finish(chosen.couponIds());
            case CouponChoice.Best best -> best(run, ask.buyer().rights());
        };
    }

    /** Tries each kind of coupon held to the end, so that one which costs the free shipping is not called best. */
    private static Run best(Run start, List<CouponRight> rights) {
        Run best = start.fork().finish(Set.of());
        Set<Long> tried = new HashSet<>();
        List<CouponRight> firstToExpire = rights.stream()
                .filter(right -> right.validUntil().isAfter(start.at()))
                .sorted(Candidate.FIRST_TO_EXPIRE).toList();
        for (CouponRight right : firstToExpire) {
            if (tried.add(right.ruleId())) {
                Run with = start.fork().finish(Set.of(right.couponId()));
                if (with.totalMinor() < best.totalMinor()) {
                    best = with;
                }
            }
        }
        return best;
    }
}
