package io.tuanzi.promotion.web;

import io.tuanzi.platform.text.Language;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.Offers.Budget;
import io.tuanzi.promotion.Offers.FreightRow;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.Offers.TemplateRow;
import io.tuanzi.promotion.RuleFigures;
import io.tuanzi.promotion.RuleFigures.Figure;
import io.tuanzi.promotion.quote.FreightTemplate;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.quote.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Offers as staff reads them: in a sentence, in figures, and as a form would have them. */
@Component
class OfferViews {

    private static final int FIGURE_DAYS = 30;

    /**
     * A rule; orders and cost are those of the last {@value #FIGURE_DAYS} days, absent where nobody counts them.
     *
     * @param stacks whether it goes with other automatic offers instead of competing with them
     * @param terms absent for a rule that says more than a form can
     */
    record RuleView(long ruleId, String code, String kind, String name, String nameZh, String nameEn, String sentence,
            boolean enabled, int version, int priority, boolean stacks, @Nullable Integer perPersonLimit,
            @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable Long budgetMinor,
            @Nullable Long budgetLeftMinor, @Nullable Long appliedOrders, @Nullable Long costMinor,
            @Nullable OfferTerms terms) {}

    /** A coupon template; {@code terms} as for a rule. */
    record TemplateView(long templateId, String code, String name, String nameZh, String nameEn, String sentence,
            @Nullable Long issueCap, long issued, long used, long expired, int perPersonLimit, int validDays,
            boolean claimable, boolean backOnRefund, @Nullable Instant claimFrom, @Nullable Instant claimUntil,
            @Nullable Long budgetMinor, long spentMinor, boolean enabled, @Nullable OfferTerms terms) {}

    /** A freight template with its zones as they are edited. */
    record FreightView(long templateId, String code, String name, String nameZh, String nameEn, String sentence,
            boolean isDefault, boolean enabled, int version, int priority, FreightTemplate.Measure measure,
            List<FreightTemplate.Zone> zones, @Nullable Long freeOverMinor, OfferTerms.Goods goods) {}

    private final Offers offers;
    private final ObjectProvider<RuleFigures> figures;

    OfferViews(Offers offers, ObjectProvider<RuleFigures> figures) {
        this.offers = offers;
        this.figures = figures;
    }

    List<RuleView> rules() {
        Map<Long, Budget> budgets = offers.budgets();
        Map<Long, Figure> counted = figures();
        return offers.rules().stream().filter(row -> row.rule().gate() == Gate.OPEN)
                .map(row -> rule(row, budgets, counted)).toList();
    }

    RuleView rule(RuleRow row) {
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
        return new RuleView(rule.id(), row.code(), rule.kind().name(), words.name(rule), rule.nameZh(), rule.nameEn(),
                words.sentence(rule), row.enabled(), rule.version(), rule.priority(),
                rule.stacking().group().isEmpty(), rule.perPersonLimit(), rule.schedule().from(),
                rule.schedule().until(), budget == null ? null : budget.totalMinor(),
                budget == null ? null : budget.leftMinor(), figure == null ? null : figure.orders(),
                figure == null ? null : figure.amountMinor(), OfferTerms.of(rule.effect(), rule.condition()));
    }

    List<TemplateView> templates() {
        Map<Long, Rule> rules = byId();
        Map<Long, Budget> budgets = offers.budgets();
        return offers.templates().stream().map(row -> template(row, rules, budgets)).toList();
    }

    TemplateView template(long templateId) {
        return offers.templates().stream().filter(row -> row.templateId() == templateId).findFirst()
                .map(row -> template(row, byId(), offers.budgets())).orElseThrow();
    }

    private Map<Long, Rule> byId() {
        return offers.rules().stream().map(RuleRow::rule).collect(Collectors.toMap(Rule::id, rule -> rule));
    }

    private static TemplateView template(TemplateRow row, Map<Long, Rule> rules, Map<Long, Budget> budgets) {
        Rule rule = rules.get(row.ruleId());
        if (rule == null) {
            throw new IllegalStateException("template " + row.templateId() + " without its rule");
        }
        Wording words = Wording.in(Language.current());
        Budget budget = budgets.get(row.ruleId());
        return new TemplateView(row.templateId(), row.code(), words.name(rule), rule.nameZh(), rule.nameEn(),
                words.sentence(rule), row.issueCap(), row.issued(), row.used(), row.expired(), row.perPersonLimit(),
                row.validDays(), row.claimable(), row.backOnRefund(), row.claimFrom(), row.claimUntil(),
                budget == null ? null : budget.totalMinor(), row.takenMinor(), row.enabled(),
                OfferTerms.of(rule.effect(), rule.condition()));
    }

    List<FreightView> freight() {
        return offers.freight().stream().map(OfferViews::freight).toList();
    }

    static FreightView freight(FreightRow row) {
        FreightTemplate t = row.template();
        return new FreightView(t.id(), row.code(), Language.current().pick(t.nameZh(), t.nameEn()), t.nameZh(),
                t.nameEn(), Wording.in(Language.current()).sentence(t), t.covers().equals(Selector.ALL),
                row.enabled(), t.version(), t.priority(), t.measure(), t.zones(), t.freeOverMinor(),
                OfferTerms.Goods.of(t.covers()));
    }
}
