package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Allocation;
import io.tuanzi.kernel.BasisPoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pricing under way: what each line still costs, what was taken, and why. Used by one thread, never shared. */
final class Run {

    /** Lines in an order of their own, so that a cent left over never depends on how the cart was listed. */
    private static final Comparator<CartLine> CANONICAL = Comparator.comparingLong(CartLine::skuId)
            .thenComparingLong(CartLine::listPriceMinor)
            .thenComparingInt(CartLine::quantity)
            .thenComparingLong(CartLine::priceVersion)
            .thenComparingLong(CartLine::categoryId)
            .thenComparingInt(CartLine::weightGrams)
            .thenComparingInt(CartLine::lineNo);

    final RuleSet rules;
    final QuoteRequest ask;
    final CartLine[] lines;
    final long[] net;
    final List<Taken> taken;
    final List<Reason> reasons;
    private final List<Rule> open;
    Freight freight = Freight.NONE;
    long freightMinor;

    Run(RuleSet rules, QuoteRequest ask) {
        this.rules = rules;
        this.ask = ask;
        this.lines = ask.cart().lines().stream().sorted(CANONICAL).toArray(CartLine[]::new);
        this.net = Arrays.stream(lines).mapToLong(CartLine::listMinor).toArray();
        this.taken = new ArrayList<>();
        this.reasons = new ArrayList<>();
        this.open = rules.about(lines);
    }

    private Run(Run other) {
        this.rules = other.rules;
        this.ask = other.ask;
        this.lines = other.lines;
        this.net = other.net.clone();
        this.taken = new ArrayList<>(other.taken);
        this.reasons = new ArrayList<>(other.reasons);
        this.open = other.open;
    }

    /** A run that goes on from here without touching this one. */
    Run fork() {
        return new Run(this);
    }

    /** The remaining phases, with these coupons chosen. */
    Run finish(Set<Long> chosen) {
        reportUnknown(chosen);
        phase(Phase.COUPON, chosen);
        freight = Freight.of(this);
        freightMinor = freight.listMinor() - freight.freeMinor();
        reasons.addAll(freight.reasons());
        phase(Phase.SHIPPING, chosen);
        return this;
    }

    Quote quote() {
        return Assembly.of(this);
    }

    Instant at() {
        return ask.at();
    }

    long totalMinor() {
        return Arrays.stream(net).sum() + freightMinor;
    }

    /**
     * Decides which rules of a phase hold on the amounts at its entry, then lets them take in their order; rules that
     * compete are settled together, at the place of the first of them.
     */
    void phase(Phase phase, Set<Long> chosen) {
        Eligibility entry = new Eligibility(ask, lines, net.clone());
        List<Candidate> eligible = new ArrayList<>();
        for (Candidate candidate : candidates(phase)) {
            List<Why> whys = refusals(candidate, entry, chosen);
            if (whys.isEmpty()) {
                eligible.add(candidate);
            } else {
                reasons.add(Reason.refused(candidate.rule(), candidate.couponId(), whys));
            }
        }
        while (!eligible.isEmpty()) {
            Stacking stacking = eligible.getFirst().rule().stacking();
            List<Candidate> together = eligible.stream().filter(other -> competes(stacking, other)).toList();
            if (together.size() < 2) {
                take(eligible.removeFirst(), null);
            } else {
                eligible.removeAll(together);
                Competition.settle(together, this);
            }
        }
    }

    private static boolean competes(Stacking stacking, Candidate other) {
        Stacking others = other.rule().stacking();
        return !stacking.group().isEmpty() && stacking.group().equals(others.group())
                && stacking.perLine() == others.perLine();
    }

    void refuse(Candidate candidate, Why why) {
        reasons.add(Reason.refused(candidate.rule(), candidate.couponId(), List.of(why)));
    }

    private List<Candidate> candidates(Phase phase) {
        List<Candidate> found = new ArrayList<>();
        if (phase == Phase.PRICE && ask.cart().occasion() instanceof Occasion.Group group) {
            found.add(new Candidate(Rule.groupPrice(group), null));
        }
        for (Rule rule : open) {
            if (rule.phase() == phase) {
                found.add(new Candidate(rule, null));
            }
        }
        if (phase == Phase.COUPON || phase == Phase.SHIPPING) {
            for (CouponRight right : ask.buyer().rights()) {
                Rule rule = rules.rule(right.ruleId());
                if (rule != null && rule.phase() == phase && rule.gate() == Gate.COUPON) {
                    found.add(new Candidate(rule, right));
                }
            }
            found.sort(Candidate.ORDER);
        }
        return found;
    }

    /** Coupons chosen that the buyer does not hold, and coupons whose rule is gone, are told and not passed over. */
    private void reportUnknown(Set<Long> chosen) {
        for (CouponRight right : ask.buyer().rights()) {
            Rule rule = rules.rule(right.ruleId());
            if (rule == null || rule.gate() != Gate.COUPON) {
                reasons.add(couponReason(right.ruleId(), right.couponId(), Why.Code.WITHDRAWN));
            }
        }
        for (long couponId : chosen.stream().sorted().toList()) {
            if (ask.buyer().rights().stream().noneMatch(right -> right.couponId() == couponId)) {
                reasons.add(couponReason(0, couponId, Why.Code.COUPON_NOT_HELD));
            }
        }
    }

    private static Reason couponReason(long ruleId, long couponId, Why.Code code) {
        return new Reason(Kind.COUPON, ruleId, 0, couponId, "优惠券", "Coupon", false, 0, List.of(Why.of(code)));
    }

    private List<Why> refusals(Candidate candidate, Eligibility entry, Set<Long> chosen) {
        Rule rule = candidate.rule();
        Why formal = formal(rule, candidate.right());
        if (formal != null) {
            return List.of(formal);
        }
        if (!(rule.effect() instanceof Effect.FreeShipping) && !coversAny(rule.effect().target())) {
            return List.of(Why.of(Why.Code.OUT_OF_SCOPE));
        }
        List<Why> unmet = entry.unmet(rule.condition());
        if (!unmet.isEmpty()) {
            return unmet;
        }
        Rule blocker = blocker(rule.stacking());
        if (blocker != null) {
            return List.of(Why.of(Why.Code.EXCLUDED_BY, 0, 0, blocker));
        }
        Long couponId = candidate.couponId();
        if (couponId != null && !chosen.contains(couponId)) {
            long would = amounts(candidate, null).sum();
            return List.of(would == 0 ? Why.of(Why.Code.NOTHING_LEFT) : Why.of(Why.Code.NOT_CHOSEN, 0, would));
        }
        return List.of();
    }

    private @Nullable Why formal(Rule rule, @Nullable CouponRight right) {
        Instant from = rule.schedule().from();
        Instant until = rule.schedule().until();
        if (from != null && at().isBefore(from)) {
            return Why.of(Why.Code.NOT_STARTED, from);
        }
        if (until != null && !at().isBefore(until)) {
            return Why.of(Why.Code.ENDED, until);
        }
        if (right != null && !at().isBefore(right.validUntil())) {
            return Why.of(Why.Code.COUPON_EXPIRED, right.validUntil());
        }
        if (rule.budgetId() != null && ask.hints().spentBudgetIds().contains(rule.budgetId())) {
            return Why.of(Why.Code.BUDGET_SPENT);
        }
        int times = ask.hints().timesUsed().getOrDefault(rule.id(), 0);
        if (rule.perPersonLimit() != null && times >= rule.perPersonLimit()) {
            return Why.of(Why.Code.LIMIT_REACHED, rule.perPersonLimit(), times);
        }
        return null;
    }

    private boolean coversAny(Selector target) {
        return Arrays.stream(lines).anyMatch(target::covers);
    }

    private @Nullable Rule blocker(Stacking stacking) {
        for (Taken earlier : taken) {
            String group = earlier.by().rule().stacking().group();
            boolean same = !group.isEmpty() && group.equals(stacking.group());
            if (same || stacking.notWith().contains(group)) {
                return earlier.by().rule();
            }
        }
        return null;
    }

    void take(Candidate candidate, boolean @Nullable [] mask) {
        Taken now = amounts(candidate, mask);
        long sum = now.sum();
        if (sum == 0) {
            refuse(candidate, Why.of(Why.Code.NOTHING_LEFT));
            return;
        }
        reasons.add(Reason.taken(candidate.rule(), candidate.couponId(), sum, applied(candidate.rule(), mask, sum)));
        for (int i = 0; i < net.length; i++) {
            net[i] -= now.amounts()[i];
        }
        freightMinor -= now.freightMinor();
        taken.add(now);
    }

    private Why applied(Rule rule, boolean @Nullable [] mask, long sum) {
        if (rule.effect() instanceof Effect.FreeShipping) {
            return Why.of(sum < freightMinor ? Why.Code.CAPPED : Why.Code.APPLIED, freightMinor, sum);
        }
        long base = Arrays.stream(covered(rule.effect().target(), mask)).sum();
        if (rule.effect() instanceof Effect.PercentOff percent && percent.capMinor() != null) {
            long uncapped = BasisPoints.halfUp(base, percent.offBp());
            if (uncapped > sum) {
                return Why.of(Why.Code.CAPPED, uncapped, sum);
            }
        }
        return Why.of(Why.Code.APPLIED, base, sum);
    }

    /** What the candidate would take from what is left now, on the lines of the mask or on all it is about. */
    Taken amounts(Candidate candidate, boolean @Nullable [] mask) {
        Effect effect = candidate.rule().effect();
        long[] base = covered(effect.target(), mask);
        long sum = Arrays.stream(base).sum();
        return switch (effect) {
            case Effect.GroupPrice price -> {
                long[] off = new long[base.length];
                Arrays.setAll(off, line -> groupPrice(line, base[line]));
                yield new Taken(candidate, off, 0);
            }
            case Effect.PercentOff percent -> {
                long off = BasisPoints.halfUp(sum, percent.offBp());
                long cap = percent.capMinor() == null ? off : percent.capMinor();
                yield new Taken(candidate, Allocation.split(Math.min(off, cap), base), 0);
            }
            case Effect.AmountOff amount ->
                new Taken(candidate, Allocation.split(Math.min(amount.minor(), sum), base), 0);
            case Effect.FreeShipping free -> new Taken(candidate, new long[lines.length],
                    free.capMinor() == null ? freightMinor : Math.min(free.capMinor(), freightMinor));
        };
    }

    /** What an effect that is the same on every line would take of this line alone. */
    long amountOnLine(Effect effect, int line) {
        if (!effect.target().covers(lines[line])) {
            return 0;
        }
        return switch (effect) {
            case Effect.GroupPrice price -> groupPrice(line, net[line]);
            case Effect.PercentOff percent -> BasisPoints.halfUp(net[line], percent.offBp());
            case Effect.AmountOff amount -> throw new IllegalStateException("an amount cannot compete on lines");
            case Effect.FreeShipping free -> throw new IllegalStateException("freight cannot compete on lines");
        };
    }

    private long groupPrice(int line, long base) {
        Long unit = ask.cart().occasion() instanceof Occasion.Group group
                ? group.priceMinorBySku().get(lines[line].skuId()) : null;
        return unit == null ? 0 : Math.max(0, base - unit * lines[line].quantity());
    }

    private long[] covered(Selector target, boolean @Nullable [] mask) {
        long[] base = new long[lines.length];
        for (int i = 0; i < lines.length; i++) {
            base[i] = (mask == null || mask[i]) && target.covers(lines[i]) ? net[i] : 0;
        }
        return base;
    }
}
