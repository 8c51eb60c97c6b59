package io.tuanzi.promotion.quote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            .thenComparingLong(CartLine::floorMinor)
            .thenComparingInt(CartLine::lineNo);

    final RuleSet rules;
    final QuoteRequest ask;
    final CartLine[] lines;
    final long[] net;
    final List<Taken> taken;
    final List<Reason> reasons;
    /** Whether any line has a floor. */
    final boolean floors;
    private final List<Rule> open;
    /** The amounts at the entry of the phase under way. */
    Eligibility entry;
    /** What was taken in earlier phases. */
    private List<Taken> before = List.of();
    /** By phase, for whoever wants to see how it was decided. */
    final @Nullable Eligibility[] entries;
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
        this.floors = Arrays.stream(lines).anyMatch(line -> line.floorMinor() > 0);
        this.entry = new Eligibility(ask, lines, net);
        this.entries = new Eligibility[Phase.values().length];
    }

    private Run(Run other) {
        this.rules = other.rules;
        this.ask = other.ask;
        this.lines = other.lines;
        this.net = other.net.clone();
        this.taken = new ArrayList<>(other.taken);
        this.reasons = new ArrayList<>(other.reasons);
        this.open = other.open;
        this.floors = other.floors;
        this.entry = other.entry;
        this.entries = other.entries.clone();
        this.before = other.before;
        this.freight = other.freight;
        this.freightMinor = other.freightMinor;
    }

    /** A run that goes on from here without touching this one. */
    Run fork() {
        return new Run(this);
    }

    /** The same with nothing taken yet and nothing told, to see what would come of something. */
    Run trial() {
        Run trial = new Run(this);
        trial.taken.clear();
        trial.reasons.clear();
        return trial;
    }

    /** Takes over what a trial has taken and told. */
    void adopt(Run trial) {
        System.arraycopy(trial.net, 0, net, 0, net.length);
        freightMinor = trial.freightMinor;
        taken.addAll(trial.taken);
        reasons.addAll(trial.reasons);
    }

    /** Tells of everything taken that it was chosen one by one. */
    Run greedily() {
        reasons.replaceAll(reason -> reason.applied() ? reason.also(Why.of(Why.Code.GREEDY)) : reason);
        return this;
    }

    /** What all that was taken comes to. */
    long takenMinor() {
        long sum = 0;
        for (Taken each : taken) {
            sum += each.sum();
        }
        return sum;
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
     * Decides which rules of a phase hold on the amounts at its entry, then lets them take in their order; rules of a
     * group are settled together, at the place of the first of them.
     */
    void phase(Phase phase, Set<Long> chosen) {
        entry = new Eligibility(ask, lines, net.clone());
        entries[phase.ordinal()] = entry;
        before = List.copyOf(taken);
        List<Candidate> eligible = new ArrayList<>();
        for (Candidate candidate : candidates(phase)) {
            List<Why> whys = refusals(candidate, chosen);
            if (whys.isEmpty()) {
                eligible.add(candidate);
            } else {
                reasons.add(Reason.refused(candidate.rule(), candidate.couponId(), whys));
            }
        }
        Competition.settle(eligible, this);
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

    private List<Why> refusals(Candidate candidate, Set<Long> chosen) {
        Rule rule = candidate.rule();
        Why formal = formal(rule, candidate.right());
        if (formal != null) {
            return List.of(formal);
        }
        if (!(rule.effect() instanceof Effect.FreeShipping) && !coversAny(rule.effect())) {
            return List.of(Why.of(Why.Code.OUT_OF_SCOPE));
        }
        List<Why> unmet = entry.unmet(rule);
        if (!unmet.isEmpty()) {
            return unmet;
        }
        Rule blocker = blocker(rule);
        if (blocker != null) {
            return List.of(Why.of(Why.Code.EXCLUDED_BY, 0, 0, blocker));
        }
        Long couponId = candidate.couponId();
        if (couponId != null && !chosen.contains(couponId)) {
            Taken would = new Takings(this, candidate, null).now();
            return List.of(!would.any() ? Why.of(Why.Code.NOTHING_LEFT) : Why.of(Why.Code.NOT_CHOSEN, 0, would.sum()));
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

    private boolean coversAny(Effect effect) {
        Selector target = effect.target();
        for (CartLine line : lines) {
            if (target.covers(line) || effect instanceof Effect.BuyGet get && get.bought().covers(line)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Rule blocker(Rule rule) {
        if (before.isEmpty()) {
            return null;
        }
        Stacking stacking = rule.stacking();
        for (Taken earlier : stacking.notWith().isEmpty() ? List.<Taken>of() : before) {
            Stacking theirs = earlier.by().rule().stacking();
            if (stacking.notWith().contains(theirs.group())
                    || theirs.levels().stream().anyMatch(level -> stacking.notWith().contains(level.group()))) {
                return earlier.by().rule();
            }
        }
        List<Stacking.Level> path = stacking.path();
        for (int depth = 0; depth < path.size(); depth++) {
            Rule full = path.get(depth).mode() == Stacking.Mode.ALL ? null : full(rule, path.get(depth), depth);
            if (full != null) {
                return full;
            }
        }
        return null;
    }

    /** The rule that leaves no place in the group, or null when there is one, or the rule is of a member inside. */
    private @Nullable Rule full(Rule rule, Stacking.Level level, int depth) {
        Map<Object, Rule> inside = appliedBefore(level, depth);
        boolean placed = inside.size() < level.most() || inside.containsKey(memberOf(rule, depth));
        return placed ? null : inside.values().iterator().next();
    }

    /** The members of a group that have applied in earlier phases, each with its first rule. */
    Map<Object, Rule> appliedBefore(Stacking.Level level, int depth) {
        Map<Object, Rule> inside = new LinkedHashMap<>();
        for (Taken earlier : before) {
            Rule other = earlier.by().rule();
            List<Stacking.Level> path = other.stacking().path();
            if (path.size() > depth && path.get(depth).group().equals(level.group())) {
                inside.putIfAbsent(memberOf(other, depth), other);
            }
        }
        return inside;
    }

    /** What a rule counts as in the group at this depth around it: the group further in, or itself. */
    private static Object memberOf(Rule rule, int depth) {
        List<Stacking.Level> path = rule.stacking().path();
        return path.size() > depth + 1 ? path.get(depth + 1).group() : rule.id();
    }

    void take(Candidate candidate, boolean @Nullable [] mask) {
        take(new Takings(this, candidate, mask).now());
    }

    void take(Taken now) {
        Candidate candidate = now.by();
        if (!now.any()) {
            refuse(candidate, Why.of(Why.Code.NOTHING_LEFT));
            return;
        }
        reasons.add(Reason.taken(candidate.rule(), candidate.couponId(), now.sum(), now.why()));
        for (int i = 0; i < net.length; i++) {
            net[i] -= now.amounts()[i];
        }
        freightMinor -= now.freightMinor();
        taken.add(now);
    }

    /** What may still be taken of a line before it is at its floor. */
    long room(int line) {
        return floors ? Math.max(0, net[line] - lines[line].floorMinor() * lines[line].quantity()) : net[line];
    }

    /** What the occasion's group takes off a line. */
    long groupPriceOff(int line) {
        Long unit = ask.cart().occasion() instanceof Occasion.Group group
                ? group.priceMinorBySku().get(lines[line].skuId()) : null;
        return unit == null ? 0 : Math.max(0, net[line] - unit * lines[line].quantity());
    }
}
