package io.tuanzi.promotion.web;

import io.tuanzi.customer.Customers;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.Offers.TemplateEdit;
import io.tuanzi.promotion.Offers.TemplateRow;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.Phase;
import io.tuanzi.promotion.quote.RefundPolicy;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Schedule;
import io.tuanzi.promotion.quote.Stacking;
import io.tuanzi.promotion.web.OfferViews.TemplateView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Coupons for staff: printed, changed, given away.
 *
 * <p>A coupon in somebody's hand keeps its word: once one is issued, what it gives and under which conditions does not
 * change; how many more are printed, for whom and until when may.
 */
@RestController
@RequestMapping("/api/staff/promotions/templates")
class StaffCoupons {

    record NewTemplate(String code, String nameZh, String nameEn, OfferTerms terms, @Nullable Long issueCap,
            int perPersonLimit, int validDays, boolean claimable, boolean backOnRefund, boolean enabled,
            @Nullable Instant claimFrom, @Nullable Instant claimUntil, @Nullable Long budgetMinor, String reason) {}

    /** The whole form of a template; without terms what the coupon gives stays. */
    record ChangeTemplate(String nameZh, String nameEn, @Nullable OfferTerms terms, @Nullable Long issueCap,
            int perPersonLimit, int validDays, boolean claimable, boolean backOnRefund, boolean enabled,
            @Nullable Instant claimFrom, @Nullable Instant claimUntil, @Nullable Long budgetMinor, String reason) {}

    record GrantCoupons(List<Long> customerIds, String reason) {}

    record Granted(int given) {}

    private final Offers offers;
    private final OfferViews views;
    private final Customers customers;
    private final Once once;

    StaffCoupons(Offers offers, OfferViews views, Customers customers, Once once) {
        this.offers = offers;
        this.views = views;
        this.customers = customers;
        this.once = once;
    }

    @PostMapping
    @Permit("PROMOTION_EDIT")
    TemplateView add(StaffMember staff, Key key, @RequestBody NewTemplate ask) {
        String code = Fields.matching("code", ask.code(), StaffPromotions.CODE);
        String why = Fields.reason(ask.reason());
        StaffPromotions.requireCohort(ask.terms(), customers);
        StaffPromotions.budget(ask.budgetMinor());
        Effect effect = ask.terms().effect();
        Rule rule = new Rule(0, 1, Kind.COUPON, StaffPromotions.name("nameZh", ask.nameZh()),
                StaffPromotions.name("nameEn", ask.nameEn()),
                effect instanceof Effect.FreeShipping ? Phase.SHIPPING : Phase.COUPON, 0, Gate.COUPON,
                ask.terms().condition(), effect, Schedule.ALWAYS, Stacking.COUPON, null, RefundPolicy.PRORATE, null);
        TemplateEdit print = print(code, 0, ask.issueCap(), ask.perPersonLimit(), ask.validDays(), ask.claimable(),
                ask.backOnRefund(), ask.enabled(), ask.claimFrom(), ask.claimUntil());
        return once.run("promotion.template", staff.actor(), key.value(), ask, TemplateView.class, () -> {
            long ruleId = offers.putRule(new RuleRow(rule, "coupon-" + code, true), staff.actor(), why).rule().id();
            offers.setBudget(ruleId, ask.budgetMinor(), staff.actor(), why);
            return views.template(offers.addTemplate(ofRule(print, ruleId), staff.actor(), why).templateId());
        });
    }

    private static TemplateEdit ofRule(TemplateEdit print, long ruleId) {
        return new TemplateEdit(print.code(), ruleId, print.issueCap(), print.perPersonLimit(), print.validDays(),
                print.claimable(), print.backOnRefund(), print.enabled(), print.claimFrom(), print.claimUntil());
    }

    @PutMapping("/{templateId}")
    @Permit("PROMOTION_EDIT")
    TemplateView change(StaffMember staff, Key key, @PathVariable long templateId, @RequestBody ChangeTemplate ask) {
        Fields.id("template", templateId);
        String nameZh = StaffPromotions.name("nameZh", ask.nameZh());
        String nameEn = StaffPromotions.name("nameEn", ask.nameEn());
        String why = Fields.reason(ask.reason());
        StaffPromotions.budget(ask.budgetMinor());
        OfferTerms terms = ask.terms();
        if (terms != null) {
            StaffPromotions.requireCohort(terms, customers);
        }
        return once.run("promotion.template", staff.actor(), key.value(), List.of(templateId, ask),
                TemplateView.class, () -> {
                    TemplateRow was = offers.templates().stream().filter(row -> row.templateId() == templateId)
                            .findFirst().orElseThrow(() -> Problem.notFound("template"));
                    TemplateRow now = offers.putTemplate(templateId, print(was.code(), was.ruleId(), ask.issueCap(),
                            ask.perPersonLimit(), ask.validDays(), ask.claimable(), ask.backOnRefund(), ask.enabled(),
                            ask.claimFrom(), ask.claimUntil()), staff.actor(), why);
                    // the template is locked from here on: nothing more is issued of it
                    offers.changeRule(was.ruleId(), row -> new RuleRow(terms == null
                            ? row.rule().named(nameZh, nameEn)
                            : kept(row.rule(), terms, now.issued()).named(nameZh, nameEn), row.code(), row.enabled()),
                            staff.actor(), why);
                    offers.setBudget(was.ruleId(), ask.budgetMinor(), staff.actor(), why);
                    return views.template(templateId);
                });
    }

    private static Rule kept(Rule rule, OfferTerms terms, long issued) {
        if (terms.equals(OfferTerms.of(rule.effect(), rule.condition()))) {
            return rule;
        }
        if (issued > 0) {
            throw Problem.invalid("terms", "couponsOut").with("issued", issued);
        }
        return StaffPromotions.termed(rule, terms);
    }

    @PostMapping("/{templateId}/grant")
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

    private static TemplateEdit print(String code, long ruleId, @Nullable Long issueCap, int perPersonLimit,
            int validDays, boolean claimable, boolean backOnRefund, boolean enabled, @Nullable Instant claimFrom,
            @Nullable Instant claimUntil) {
        if (issueCap != null) {
            Fields.range("issueCap", issueCap, 1, 10_000_000);
        }
        if (claimFrom != null && claimUntil != null && !claimFrom.isBefore(claimUntil)) {
            throw Problem.invalid("claimUntil", "beforeStart");
        }
        return new TemplateEdit(code, ruleId, issueCap, Fields.range("perPersonLimit", perPersonLimit, 1, 999),
                Fields.range("validDays", validDays, 1, 3_650), claimable, backOnRefund, enabled, claimFrom,
                claimUntil);
    }
}
