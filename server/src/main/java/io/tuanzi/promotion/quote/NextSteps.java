package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a little more in the cart would gain. */
final class NextSteps {

    private NextSteps() {}

    /** The smallest gap that gains something, the larger gain among equals; told only when the gain is certain. */
    static @Nullable NextStep nearest(Run run) {
        NextStep best = null;
        for (Reason reason : run.reasons) {
            Why why = reason.whys().getFirst();
            if (!reason.applied() && reason.whys().size() == 1 && why.code() == Why.Code.SPEND_MORE
                    && (best == null || why.gap() <= best.gapMinor())) { // what is further away is not reckoned
                best = nearer(best, unlocked(run, reason, why));
            }
        }
        for (Taken taken : run.taken) {
            best = nearer(best, higher(taken));
        }
        return best;
    }

    private static @Nullable NextStep nearer(@Nullable NextStep best, @Nullable NextStep other) {
        if (best == null || other == null) {
            return best == null ? other : best;
        }
        return other.gapMinor() < best.gapMinor()
                || (other.gapMinor() == best.gapMinor() && other.gainMinor() > best.gainMinor()) ? other : best;
    }

    private static @Nullable NextStep unlocked(Run run, Reason reason, Why why) {
        long gain = gain(run, reason, why);
        boolean free = reason.kind() == Kind.FREIGHT || gain == run.freightMinor && isFreight(run, reason);
        return gain <= 0 ? null
                : new NextStep(reason.ruleId(), reason.nameZh(), reason.nameEn(), why.gap(), gain, free);
    }

    /** The next step of a ladder that has applied. */
    private static @Nullable NextStep higher(Taken taken) {
        Rule rule = taken.by().rule();
        long reckoned = taken.reckonedMinor();
        return switch (rule.effect()) {
            case Effect.StepOff ladder -> {
                List<Effect.Step> steps = ladder.steps();
                int reached = ladder.reached(reckoned);
                yield reached == 0 || reached == steps.size() ? null
                        : step(rule, steps.get(reached).fromMinor() - reckoned,
                                steps.get(reached).offMinor() - steps.get(reached - 1).offMinor());
            }
            case Effect.EveryOff every -> {
                long now = capped(every.uncapped(reckoned), every.capMinor());
                long then = capped(every.uncapped(reckoned) + every.offMinor(), every.capMinor());
                yield then == now ? null
                        : step(rule, every.everyMinor() - reckoned % every.everyMinor(), then - now);
            }
            default -> null;
        };
    }

    private static NextStep step(Rule rule, long gap, long gain) {
        return new NextStep(rule.id(), rule.nameZh(), rule.nameEn(), gap, gain, false);
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
            case Effect.StepOff ladder -> {
                int reached = ladder.reached(baseAtThreshold(run, rule, why));
                yield reached == 0 ? 0 : ladder.steps().get(reached - 1).offMinor();
            }
            case Effect.EveryOff every -> capped(every.uncapped(baseAtThreshold(run, rule, why)), every.capMinor());
            default -> 0;
        };
        boolean together = rule.stacking().path().stream().allMatch(each -> each.mode() == Stacking.Mode.ALL);
        return together ? gain : gain - alreadyIn(run, rule.stacking().group());
    }

    /** The sum the rule would be taken from: the threshold where it is about the same lines, else what is there now. */
    private static long baseAtThreshold(Run run, Rule rule, Why why) {
        Selector target = rule.effect().target();
        boolean sameLines = rule.condition() instanceof Condition.SpendAtLeast spend && spend.of().equals(target);
        boolean own = switch (rule.effect()) {
            case Effect.StepOff ladder -> ladder.steps().getFirst().fromMinor() == why.required();
            case Effect.EveryOff every -> every.everyMinor() == why.required();
            default -> false;
        };
        return sameLines || own ? why.required() : new Eligibility(run.ask, run.lines, run.net).sum(target);
    }

    private static long capped(long amount, @Nullable Long cap) {
        return cap == null ? amount : Math.min(amount, cap);
    }

    private static long alreadyIn(Run run, String group) {
        return group.isEmpty() ? 0 : run.taken.stream()
                .filter(taken -> taken.by().rule().stacking().group().equals(group)).mapToLong(Taken::sum).sum();
    }
}
