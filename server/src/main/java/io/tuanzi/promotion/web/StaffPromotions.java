package io.tuanzi.promotion.web;

import io.tuanzi.customer.CohortView;
import io.tuanzi.customer.Customers;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.Phase;
import io.tuanzi.promotion.quote.RefundPolicy;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Schedule;
import io.tuanzi.promotion.quote.Stacking;
import io.tuanzi.promotion.web.OfferViews.FreightView;
import io.tuanzi.promotion.web.OfferViews.RuleView;
import io.tuanzi.promotion.web.OfferViews.TemplateView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All offers for staff, and the automatic ones made and changed. */
@RestController
@RequestMapping("/api/staff/promotions")
class StaffPromotions {

    static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    static final long LARGEST_MINOR = 1_000_000_000_000L;
    private static final String COMPETING = "automatic";

    record Cohort(String code, String name, int size, @Nullable Integer cap) {}

    record Everything(List<RuleView> rules, List<TemplateView> templates, List<FreightView> freight,
            List<Cohort> cohorts) {}

    /** An automatic offer; {@code stacks} is whether it goes with others or the best of them is taken. */
    record NewRule(String code, String nameZh, String nameEn, OfferTerms terms, boolean enabled, boolean stacks,
            @Nullable Integer priority, @Nullable Integer perPersonLimit, @Nullable Long budgetMinor,
            @Nullable Instant startsAt, @Nullable Instant endsAt, String reason) {}

    /**
     * A change of a rule. Without terms only what is given changes; with them the whole form counts, so that an absent
     * time, limit or budget takes it away.
     */
    record ChangeRule(boolean enabled, @Nullable String nameZh, @Nullable String nameEn, @Nullable OfferTerms terms,
            @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable Integer priority,
            @Nullable Integer perPersonLimit, @Nullable Long budgetMinor, String reason) {}

    private final Offers offers;
    private final OfferViews views;
    private final Customers customers;
    private final Once once;

    StaffPromotions(Offers offers, OfferViews views, Customers customers, Once once) {
        this.offers = offers;
        this.views = views;
        this.customers = customers;
        this.once = once;
    }

    @GetMapping
    @Permit("PROMOTION_VIEW")
    Everything everything(StaffMember staff) {
        return new Everything(views.rules(), views.templates(), views.freight(),
                customers.allCohorts().stream().map(StaffPromotions::cohort).toList());
    }

    private static Cohort cohort(CohortView cohort) {
        return new Cohort(cohort.code(), Language.current().pick(cohort.nameZh(), cohort.nameEn()), cohort.size(),
                cohort.cap());
    }

    @PostMapping("/rules")
    @Permit("PROMOTION_EDIT")
    RuleView addRule(StaffMember staff, Key key, @RequestBody NewRule ask) {
        String code = Fields.matching("code", ask.code(), CODE);
        String why = Fields.reason(ask.reason());
        Rule rule = made(ask, customers);
        budget(ask.budgetMinor());
        return once.run("promotion.rule.add", staff.actor(), key.value(), ask, RuleView.class, () -> {
            RuleRow made = offers.putRule(new RuleRow(rule, code, ask.enabled()), staff.actor(), why);
            offers.setBudget(made.rule().id(), ask.budgetMinor(), staff.actor(), why);
            return shown(made.rule().id());
        });
    }

    /** The rule a form asks for; refuses with 400 naming the field. */
    static Rule made(NewRule ask, Customers customers) {
        Effect effect = ask.terms().effect();
        requireCohort(ask.terms(), customers);
        return new Rule(0, 1, kind(effect), name("nameZh", ask.nameZh()), name("nameEn", ask.nameEn()),
                phase(effect), priority(ask.priority()),
                Gate.OPEN, ask.terms().condition(), effect, schedule(ask.startsAt(), ask.endsAt()),
                ask.stacks() ? Stacking.FREE : new Stacking(COMPETING, false, Set.of()), null, RefundPolicy.PRORATE,
                limit(ask.perPersonLimit()));
    }

    /** What changes units comes before what is reckoned on their sums. */
    private static Phase phase(Effect effect) {
        return switch (effect) {
            case Effect.FreeShipping free -> Phase.SHIPPING;
            case Effect.AmountOff amount -> Phase.ORDER;
            case Effect.PercentOff percent -> Phase.ORDER;
            case Effect.StepOff ladder -> Phase.ORDER;
            case Effect.EveryOff every -> Phase.ORDER;
            default -> Phase.LINE;
        };
    }

    private static Kind kind(Effect effect) {
        return switch (effect) {
            case Effect.FreeShipping free -> Kind.FREE_SHIPPING;
            case Effect.AmountOff amount -> Kind.REDUCTION;
            case Effect.StepOff ladder -> Kind.REDUCTION;
            case Effect.EveryOff every -> Kind.REDUCTION;
            case Effect.SetPrice sets -> Kind.REDUCTION;
            default -> Kind.DISCOUNT;
        };
    }

    @PutMapping("/rules/{ruleId}")
    @Permit("PROMOTION_EDIT")
    RuleView changeRule(StaffMember staff, Key key, @PathVariable long ruleId, @RequestBody ChangeRule ask) {
        Fields.id("rule", ruleId);
        String why = Fields.reason(ask.reason());
        if (ask.terms() != null) {
            requireCohort(ask.terms(), customers);
        }
        budget(ask.budgetMinor());
        return once.run("promotion.rule", staff.actor(), key.value(), List.of(ruleId, ask), RuleView.class, () -> {
            offers.changeRule(ruleId, was -> changed(was, ask), staff.actor(), why);
            if (ask.terms() != null) {
                offers.setBudget(ruleId, ask.budgetMinor(), staff.actor(), why);
            }
            return shown(ruleId);
        });
    }

    private RuleView shown(long ruleId) {
        return offers.rules().stream().filter(row -> row.rule().id() == ruleId).findFirst().map(views::rule)
                .orElseThrow();
    }

    private static RuleRow changed(RuleRow was, ChangeRule ask) {
        Rule rule = was.rule().named(ask.nameZh() == null ? was.rule().nameZh() : name("nameZh", ask.nameZh()),
                ask.nameEn() == null ? was.rule().nameEn() : name("nameEn", ask.nameEn()));
        OfferTerms terms = ask.terms();
        boolean times = terms != null || ask.startsAt() != null || ask.endsAt() != null;
        rule = rule.scheduled(times ? schedule(ask.startsAt(), ask.endsAt()) : rule.schedule(),
                ask.priority() == null ? rule.priority() : priority(ask.priority()));
        if (terms != null) {
            rule = termed(rule, terms).limited(limit(ask.perPersonLimit()));
        }
        return new RuleRow(rule, was.code(), ask.enabled());
    }

    /** The rule with these terms; refuses to make freight of a discount, for it stands elsewhere in the price. */
    static Rule termed(Rule rule, OfferTerms terms) {
        Effect effect = terms.effect();
        boolean perLine = rule.stacking().perLine();
        if (effect instanceof Effect.FreeShipping != rule.effect() instanceof Effect.FreeShipping
                || perLine && !(effect instanceof Effect.PercentOff percent && percent.capMinor() == null)) {
            throw Problem.invalid("gives", "ruleFixed");
        }
        Rule changed = rule.termed(terms.condition(), effect);
        return rule.kind() == Kind.REDUCTION || rule.kind() == Kind.DISCOUNT ? changed.ofKind(kind(effect)) : changed;
    }

    static void requireCohort(OfferTerms terms, Customers customers) {
        String cohort = terms.cohort();
        if (cohort != null && customers.allCohorts().stream().noneMatch(each -> each.code().equals(cohort))) {
            throw Problem.invalid("cohort", "unknownCohort");
        }
    }

    static String name(String field, String name) {
        return Fields.text(field, name, 1, 60);
    }

    private static int priority(@Nullable Integer priority) {
        return priority == null ? 0 : Fields.range("priority", priority, -1_000, 1_000);
    }

    private static @Nullable Integer limit(@Nullable Integer perPersonLimit) {
        return perPersonLimit == null ? null
                : Integer.valueOf(Fields.range("perPersonLimit", perPersonLimit, 1, 999));
    }

    static void budget(@Nullable Long budgetMinor) {
        if (budgetMinor != null) {
            Fields.range("budgetMinor", budgetMinor, 0, LARGEST_MINOR);
        }
    }

    private static Schedule schedule(@Nullable Instant from, @Nullable Instant until) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw Problem.invalid("endsAt", "beforeStart");
        }
        return new Schedule(from, until);
    }
}
