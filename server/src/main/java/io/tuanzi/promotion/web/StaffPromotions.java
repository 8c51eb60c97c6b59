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
import io.tuanzi.promotion.Offers.Budget;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.Offers.TemplateEdit;
import io.tuanzi.promotion.Offers.TemplateRow;
import io.tuanzi.promotion.RuleFigures;
import io.tuanzi.promotion.RuleFigures.Figure;
import io.tuanzi.promotion.quote.Condition;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.Phase;
import io.tuanzi.promotion.quote.RefundPolicy;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Schedule;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.quote.Stacking;
import io.tuanzi.promotion.quote.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules, coupons and freight for staff. */
@RestController
@RequestMapping("/api/staff/promotions")
class StaffPromotions {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final int FIGURE_DAYS = 30;
    private static final long LARGEST_MINOR = 1_000_000_000_000L;

    /** A rule; orders and cost are those of the last {@value #FIGURE_DAYS} days, absent where nobody counts them. */
    record RuleView(long ruleId, String kind, String name, String sentence, boolean enabled, int version,
            @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable Long budgetMinor,
            @Nullable Long budgetLeftMinor, @Nullable Long appliedOrders, @Nullable Long costMinor) {}

    record TemplateView(long templateId, String code, String name, String sentence, @Nullable Long issueCap,
            long issued, long used, long expired, int perPersonLimit, int validDays, boolean claimable,
            @Nullable Long budgetMinor, long spentMinor, boolean enabled) {}

    record FreightView(long templateId, String name, String sentence, boolean isDefault) {}

    record Cohort(String code, String name, int size, @Nullable Integer cap) {}

    record Everything(List<RuleView> rules, List<TemplateView> templates, List<FreightView> freight,
            List<Cohort> cohorts) {}

    record NewTemplate(String code, String name, long thresholdMinor, long amountMinor, @Nullable Long issueCap,
            int perPersonLimit, int validDays, @Nullable Long budgetMinor, boolean enabled,
            @Nullable Boolean claimable, String reason) {}

    record ChangeTemplate(String name, @Nullable Long issueCap, int perPersonLimit, int validDays,
            @Nullable Long budgetMinor, boolean enabled, @Nullable Boolean claimable, String reason) {}

    record ChangeRule(boolean enabled, @Nullable String name, @Nullable Instant startsAt, @Nullable Instant endsAt,
            @Nullable Integer priority, String reason) {}

    record GrantCoupons(List<Long> customerIds, String reason) {}

    record Granted(int given) {}

    private final Offers offers;
    private final Customers customers;
    private final ObjectProvider<RuleFigures> figures;
    private final Once once;

    StaffPromotions(Offers offers, Customers customers, ObjectProvider<RuleFigures> figures, Once once) {
        this.offers = offers;
        this.customers = customers;
        this.figures = figures;
        this.once = once;
    }

    @GetMapping
    @Permit("PROMOTION_VIEW")
    Everything everything(StaffMember staff) {
        Wording words = Wording.in(Language.current());
        List<RuleRow> rules = offers.rules();
        Map<Long, RuleRow> byId = rules.stream().collect(Collectors.toMap(row -> row.rule().id(), row -> row));
        Map<Long, Budget> budgets = offers.budgets();
        Map<Long, Figure> figures = figures();
        return new Everything(
                rules.stream().filter(row -> row.rule().gate() == Gate.OPEN)
                        .map(row -> rule(row, budgets, figures)).toList(),
                offers.templates().stream().map(row -> template(row, byId, budgets)).toList(),
                offers.freight().stream().filter(Offers.FreightRow::enabled).map(row -> new FreightView(
                        row.template().id(), Language.current().pick(row.template().nameZh(), row.template().nameEn()),
                        words.sentence(row.template()), row.template().covers().equals(Selector.ALL))).toList(),
                customers.allCohorts().stream().map(StaffPromotions::cohort).toList());
    }

    private RuleView rule(RuleRow row) {
        return rule(row, offers.budgets(), figures());
    }

    /** The figures, or null while no module has any. */
    private @Nullable Map<Long, Figure> figures() {
        RuleFigures counted = figures.getIfAvailable();
        return counted == null ? null : counted.ofLastDays(FIGURE_DAYS);
    }

    private static RuleView rule(RuleRow row, Map<Long, Budget> budgets, @Nullable Map<Long, Figure> figures) {
        Rule rule = row.rule();
        Wording words = Wording.in(Language.current());
        Budget budget = budgets.get(rule.id());
        Figure figure = figures == null ? null : figures.getOrDefault(rule.id(), new Figure(0, 0));
        return new RuleView(rule.id(), rule.kind().name(), words.name(rule), words.sentence(rule), row.enabled(),
                rule.version(), rule.schedule().from(), rule.schedule().until(),
                budget == null ? null : budget.totalMinor(), budget == null ? null : budget.leftMinor(),
                figure == null ? null : figure.orders(), figure == null ? null : figure.amountMinor());
    }

    private static TemplateView template(TemplateRow row, Map<Long, RuleRow> rules, Map<Long, Budget> budgets) {
        RuleRow rule = rules.get(row.ruleId());
        Wording words = Wording.in(Language.current());
        Budget budget = budgets.get(row.ruleId());
        return new TemplateView(row.templateId(), row.code(), rule == null ? "" : words.name(rule.rule()),
                rule == null ? "" : words.sentence(rule.rule()), row.issueCap(), row.issued(), row.used(),
                row.expired(), row.perPersonLimit(), row.validDays(), row.claimable(),
                budget == null ? null : budget.totalMinor(), row.takenMinor(), row.enabled());
    }

    private static Cohort cohort(CohortView cohort) {
        return new Cohort(cohort.code(), Language.current().pick(cohort.nameZh(), cohort.nameEn()), cohort.size(),
                cohort.cap());
    }

    @PostMapping("/templates")
    @Permit("PROMOTION_EDIT")
    TemplateView add(StaffMember staff, Key key, @RequestBody NewTemplate ask) {
        String code = Fields.matching("code", ask.code(), CODE);
        String name = Fields.text("name", ask.name(), 1, 60);
        Fields.range("thresholdMinor", ask.thresholdMinor(), 0, LARGEST_MINOR);
        Fields.range("amountMinor", ask.amountMinor(), 1, LARGEST_MINOR);
        TemplateEdit terms = terms(code, 0, ask.issueCap(), ask.perPersonLimit(), ask.validDays(), ask.enabled(),
                !Boolean.FALSE.equals(ask.claimable()), true);
        String why = reason(ask.reason(), ask.budgetMinor());
        return once.run("promotion.template", staff.actor(), key.value(), ask, TemplateView.class, () -> {
            Condition when = ask.thresholdMinor() == 0 ? Condition.ALWAYS
                    : new Condition.SpendAtLeast(Selector.ALL, ask.thresholdMinor());
            Rule rule = new Rule(0, 1, Kind.COUPON, name, name, Phase.COUPON, 0, Gate.COUPON, when,
                    new Effect.AmountOff(ask.amountMinor(), Selector.ALL), Schedule.ALWAYS, Stacking.COUPON, null,
                    RefundPolicy.PRORATE, null);
            long ruleId = offers.putRule(new RuleRow(rule, "coupon-" + code, true), staff.actor(), why).rule().id();
            offers.setBudget(ruleId, ask.budgetMinor(), staff.actor(), why);
            TemplateRow made = offers.addTemplate(new TemplateEdit(terms.code(), ruleId, terms.issueCap(),
                    terms.perPersonLimit(), terms.validDays(), terms.claimable(), terms.backOnRefund(),
                    terms.enabled(), null, null), staff.actor(), why);
            return shown(made.templateId());
        });
    }

    @PutMapping("/templates/{templateId}")
    @Permit("PROMOTION_EDIT")
    TemplateView change(StaffMember staff, Key key, @PathVariable long templateId, @RequestBody ChangeTemplate ask) {
        Fields.id("template", templateId);
        String name = Fields.text("name", ask.name(), 1, 60);
        String why = reason(ask.reason(), ask.budgetMinor());
        return once.run("promotion.template", staff.actor(), key.value(), List.of(templateId, ask),
                TemplateView.class, () -> {
                    TemplateRow was = offers.templates().stream().filter(row -> row.templateId() == templateId)
                            .findFirst().orElseThrow(() -> Problem.notFound("template"));
                    boolean claimable = ask.claimable() == null ? was.claimable() : ask.claimable();
                    offers.putTemplate(templateId, terms(was.code(), was.ruleId(), ask.issueCap(),
                            ask.perPersonLimit(), ask.validDays(), ask.enabled(), claimable, was.backOnRefund()),
                            staff.actor(), why);
                    rename(was.ruleId(), name, staff, why);
                    offers.setBudget(was.ruleId(), ask.budgetMinor(), staff.actor(), why);
                    return shown(templateId);
                });
    }

    /** Changes the name in the language the staff member works in. */
    private void rename(long ruleId, String name, StaffMember staff, String why) {
        offers.changeRule(ruleId, row -> new RuleRow(renamed(row.rule(), name), row.code(), row.enabled()),
                staff.actor(), why);
    }

    private static Rule renamed(Rule rule, String name) {
        return Language.current() == Language.ZH ? rule.named(name, rule.nameEn()) : rule.named(rule.nameZh(), name);
    }

    @PutMapping("/rules/{ruleId}")
    @Permit("PROMOTION_EDIT")
    RuleView changeRule(StaffMember staff, Key key, @PathVariable long ruleId, @RequestBody ChangeRule ask) {
        Fields.id("rule", ruleId);
        String why = Fields.reason(ask.reason());
        String name = Fields.optionalText("name", ask.name(), 60);
        if (ask.startsAt() != null && ask.endsAt() != null && !ask.startsAt().isBefore(ask.endsAt())) {
            throw Problem.invalid("endsAt", "beforeStart");
        }
        if (ask.priority() != null) {
            Fields.range("priority", ask.priority(), -1_000, 1_000);
        }
        return once.run("promotion.rule", staff.actor(), key.value(), List.of(ruleId, ask), RuleView.class,
                () -> rule(offers.changeRule(ruleId, was -> changed(was, ask, name), staff.actor(), why)));
    }

    private static RuleRow changed(RuleRow was, ChangeRule ask, @Nullable String name) {
        Rule rule = name == null ? was.rule() : renamed(was.rule(), name);
        Schedule schedule = ask.startsAt() == null && ask.endsAt() == null ? rule.schedule()
                : new Schedule(ask.startsAt(), ask.endsAt());
        int priority = ask.priority() == null ? rule.priority() : ask.priority();
        return new RuleRow(rule.scheduled(schedule, priority), was.code(), ask.enabled());
    }

    @PostMapping("/templates/{templateId}/grant")
    @Permit("PROMOTION_EDIT")
    Granted grant(StaffMember staff, Key key, @PathVariable long templateId, @RequestBody GrantCoupons ask) {
        Fields.id("template", templateId);
        List<Long> customerIds = Fields.list("customerIds", ask.customerIds(), 1, 500);
        String why = Fields.reason(ask.reason());
        for (long customerId : customerIds) {
            Fields.id("customer", customerId);
        }
        if (customers.views(customerIds).size() < customerIds.stream().distinct().count()) {
            throw Problem.notFound("customer");
        }
        return once.run("promotion.grant", staff.actor(), key.value(), List.of(templateId, ask), Granted.class,
                () -> new Granted(offers.grant(templateId, customerIds, key.value(), staff.actor(), why)));
    }

    private TemplateView shown(long templateId) {
        Map<Long, RuleRow> rules = offers.rules().stream()
                .collect(Collectors.toMap(row -> row.rule().id(), row -> row));
        return offers.templates().stream().filter(row -> row.templateId() == templateId).findFirst()
                .map(row -> template(row, rules, offers.budgets())).orElseThrow();
    }

    private static TemplateEdit terms(String code, long ruleId, @Nullable Long issueCap, int perPersonLimit,
            int validDays, boolean enabled, boolean claimable, boolean backOnRefund) {
        if (issueCap != null) {
            Fields.range("issueCap", issueCap, 1, 10_000_000);
        }
        return new TemplateEdit(code, ruleId, issueCap, Fields.range("perPersonLimit", perPersonLimit, 1, 999),
                Fields.range("validDays", validDays, 1, 3_650), claimable, backOnRefund, enabled, null, null);
    }

    private static String reason(String reason, @Nullable Long budgetMinor) {
        if (budgetMinor != null) {
            Fields.range("budgetMinor", budgetMinor, 0, LARGEST_MINOR);
        }
        return Fields.reason(reason);
    }
}
