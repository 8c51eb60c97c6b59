package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a finished run together as a quote. */
final class Assembly {

    private Assembly() {}

    static Quote of(Run run) {
        List<QuoteLine> lines = new ArrayList<>();
        for (int i = 0; i < run.lines.length; i++) {
            lines.add(line(run, i));
        }
        lines.sort(Comparator.comparingInt(QuoteLine::lineNo));
        long list = lines.stream().mapToLong(QuoteLine::listMinor).sum();
        long discount = lines.stream().mapToLong(QuoteLine::discountMinor).sum();
        boolean estimated = run.ask.destination().regionCode().isEmpty();
        return new Quote(lines, list, discount, run.freight.listMinor(), run.freight.listMinor() - run.freightMinor,
                run.freightMinor, list - discount + run.freightMinor, run.freight.deliverable(), estimated,
                run.reasons, nextStep(run), used(run));
    }

    private static QuoteLine line(Run run, int at) {
        CartLine line = run.lines[at];
        List<Share> shares = new ArrayList<>();
        long discount = 0;
        for (Taken taken : run.taken) {
            long amount = taken.amounts()[at];
            if (amount > 0) {
                Rule rule = taken.by().rule();
                shares.add(new Share(rule.kind(), rule.id(), taken.by().couponId(), amount));
                discount += amount;
            }
        }
        return new QuoteLine(line.lineNo(), line.skuId(), line.quantity(), line.listPriceMinor(), line.listMinor(),
                shares, discount, run.net[at]);
    }

    private static Used used(Run run) {
        TreeMap<Long, Long> prices = new TreeMap<>();
        for (CartLine line : run.lines) {
            prices.put(line.skuId(), line.priceVersion());
        }
        List<Used.RuleUsed> rules = new ArrayList<>();
        List<Long> coupons = new ArrayList<>();
        Instant until = null;
        for (Taken taken : run.taken) {
            Rule rule = taken.by().rule();
            rules.add(new Used.RuleUsed(rule.kind(), rule.id(), rule.version()));
            until = earlier(until, rule.schedule().until());
            CouponRight right = taken.by().right();
            if (right != null) {
                coupons.add(right.couponId());
                until = earlier(until, right.validUntil());
            }
        }
        for (FreightTemplate template : run.freight.used()) {
            rules.add(new Used.RuleUsed(Kind.FREIGHT, template.id(), template.version()));
        }
        coupons.sort(Comparator.naturalOrder());
        return new Used(run.rules.version(),
                prices.entrySet().stream().map(e -> new Used.PriceUsed(e.getKey(), e.getValue())).toList(),
                rules, coupons, until);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    /** The smallest gap that gains something; told only when the gain is certain. */
    private static @Nullable NextStep nextStep(Run run) {
        NextStep best = null;
        for (Reason reason : run.reasons) {
            Why why = reason.whys().getFirst();
            if (reason.applied() || reason.whys().size() > 1 || why.code() != Why.Code.SPEND_MORE) {
                continue;
            }
            long gain = gain(run, reason, why);
            if (gain > 0 && (best == null || why.gap() < best.gapMinor()
                    || (why.gap() == best.gapMinor() && gain > best.gainMinor()))) {
                boolean free = reason.kind() == Kind.FREIGHT || gain == run.freightMinor && isFreight(run, reason);
                best = new NextStep(reason.ruleId(), reason.nameZh(), reason.nameEn(), why.gap(), gain, free);
            }
        }
        return best;
    }

    private static boolean isFreight(Run run, Reason reason) {
        Rule rule = run.rules.rule(reason.ruleId());
        return rule != null && rule.effect() instanceof Effect.FreeShipping;
    }

    private static long gain(Run run, Reason reason, Why why) {
        if (reason.kind() == Kind.FREIGHT) {
            return run.freight.used().size() == 1 ? run.freightMinor : 0;
        }
        Rule rule = run.rules.rule(reason.ruleId());
        boolean couponUnasked = reason.couponId() != null && !(run.ask.coupons() instanceof CouponChoice.Best);
        if (rule == null || couponUnasked) {
            return 0;
        }
        long gain = switch (rule.effect()) {
            case Effect.AmountOff amount -> Math.min(amount.minor(), baseAtThreshold(run, rule, why));
            case Effect.PercentOff percent ->
                capped(BasisPoints.halfUp(baseAtThreshold(run, rule, why), percent.offBp()), percent.capMinor());
            case Effect.FreeShipping free -> capped(run.freightMinor, free.capMinor());
            case Effect.GroupPrice price -> 0;
        };
        return gain - alreadyIn(run, rule.stacking().group());
    }

    /** The sum the rule would be taken from: the threshold where it is about the same lines, else what is there now. */
    private static long baseAtThreshold(Run run, Rule rule, Why why) {
        Selector target = rule.effect().target();
        boolean sameLines = rule.condition() instanceof Condition.SpendAtLeast spend && spend.of().equals(target);
        return sameLines ? why.required() : new Eligibility(run.ask, run.lines, run.net).sum(target);
    }

    private static long capped(long amount, @Nullable Long cap) {
        return cap == null ? amount : Math.min(amount, cap);
    }

    private static long alreadyIn(Run run, String group) {
        return group.isEmpty() ? 0 : run.taken.stream()
                .filter(taken -> taken.by().rule().stacking().group().equals(group))
                .flatMapToLong(taken -> Arrays.stream(new long[] {taken.sum()})).sum();
    }
}
