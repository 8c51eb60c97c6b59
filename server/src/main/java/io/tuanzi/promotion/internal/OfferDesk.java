package io.tuanzi.promotion.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.promotion.Coupons.Grant;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.RuleCheck;
import io.tuanzi.promotion.quote.Selector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Staff's changes of offers: a new version, an audit entry (W1) and a newer snapshot in one transaction. */
@Component
class OfferDesk implements Offers {

    private static final String BUDGET = "budget/";
    private static final String RESERVED = "budget.reserved/";
    private static final String SPENT = "budget.spent/";

    private final OfferBook book;
    private final CouponDesk coupons;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Ids ids;
    private final Tx tx;

    OfferDesk(OfferBook book, CouponDesk coupons, Ledger ledger, AuditTrail audit, Ids ids, Tx tx) {
        this.book = book;
        this.coupons = coupons;
        this.ledger = ledger;
        this.audit = audit;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public List<RuleRow> rules() {
        return book.rules();
    }

    @Override
    public List<TemplateRow> templates() {
        return book.templates();
    }

    @Override
    public List<FreightRow> freight() {
        return book.freight();
    }

    @Override
    public RuleRow putRule(RuleRow asked, String who, String why) {
        return tx.call("offer.rule", () -> {
            RuleRow row = asked.rule().id() == 0
                    ? new RuleRow(asked.rule().withId(ids.next()), asked.code(), asked.enabled()) : asked;
            requireSound(row);
            Optional<RuleRow> before = book.lockRule(row.rule().id());
            book.bump();
            before.map(RuleRow::rule)
                    .filter(was -> was.phase() != row.rule().phase() || was.gate() != row.rule().gate())
                    .ifPresent(was -> {
                        throw Problem.invalid("phase", "ruleFixed");
                    });
            if (before.isPresent()) {
                book.updateRule(row);
            } else if (!book.insertRule(row)) {
                throw Problem.invalid("code", "codeInUse");
            }
            RuleRow after = book.lockRule(row.rule().id()).orElseThrow();
            audit.wrote(who, "promotion.rule", "rule:" + row.rule().id(), before.orElse(null), after, why);
            return after;
        });
    }

    /** Refuses what can never be meant; what is only odd is told by {@link #check}. */
    private void requireSound(RuleRow row) {
        if (row.enabled() && RuleCheck.alone(row.rule()).stream().anyMatch(RuleCheck.Finding::refuses)) {
            throw Problem.invalid("terms", "neverHolds");
        }
    }

    @Override
    public List<RuleCheck.Finding> check(Rule rule, Instant at) {
        return RuleCheck.of(rule, book.rules().stream().filter(RuleRow::enabled).map(RuleRow::rule).toList(),
                List.of(), at);
    }

    @Override
    public RuleRow changeRule(long ruleId, UnaryOperator<RuleRow> change, String who, String why) {
        return tx.call("offer.rule", () -> {
            RuleRow before = book.lockRule(ruleId).orElseThrow(() -> Problem.notFound("rule"));
            RuleRow after = change.apply(before);
            return after.equals(before) ? before : putRule(after, who, why);
        });
    }

    @Override
    public Map<Long, Budget> budgets() {
        Map<Long, Budget> found = new HashMap<>();
        for (RuleRow row : book.rules()) {
            Long budgetId = row.rule().budgetId();
            if (budgetId != null) {
                found.put(row.rule().id(), budget(budgetId));
            }
        }
        return found;
    }

    private Budget budget(long budgetId) {
        Map<String, Long> stands = ledger.balances(Stream.of(BUDGET, RESERVED, SPENT).map(c -> c + budgetId).toList());
        return new Budget(stands.values().stream().mapToLong(Long::longValue).sum(),
                stands.getOrDefault(BUDGET + budgetId, 0L));
    }

    @Override
    public void setBudget(long ruleId, @Nullable Long totalMinor, String who, String why) {
        tx.run("offer.budget", () -> {
            RuleRow row = book.lockRule(ruleId).orElseThrow(() -> Problem.notFound("rule"));
            Long had = row.rule().budgetId();
            if (had == null && totalMinor == null) {
                return;
            }
            long budgetId = had == null ? ruleId : had;
            ledger.lock(List.of(BUDGET + budgetId, RESERVED + budgetId));
            Budget before = budget(budgetId);
            long wanted = totalMinor == null ? before.totalMinor() - before.leftMinor() : totalMinor;
            long more = wanted - before.totalMinor();
            if (before.leftMinor() + more < 0) {
                throw Problem.invalid("budgetMinor", "belowSpent")
                        .with("spentMinor", before.totalMinor() - before.leftMinor());
            }
            if (more != 0) {
                String fund = "fund/marketing";
                String own = BUDGET + budgetId;
                ledger.post(List.of(new Transfer("budget.fund", "budget:" + budgetId + ":" + ids.next(), 0,
                        more > 0 ? fund : own, more > 0 ? own : fund, Math.abs(more))));
            }
            Long named = totalMinor == null ? null : budgetId;
            if (!Objects.equals(had, named)) {
                book.bump();
                book.updateRule(new RuleRow(row.rule().withBudget(named), row.code(), row.enabled()));
            }
            audit.wrote(who, "promotion.budget", "rule:" + ruleId, before, budget(budgetId), why);
        });
    }

    @Override
    public FreightRow putFreight(FreightRow asked, String who, String why) {
        return tx.call("offer.freight", () -> {
            book.bump(); // one at a time from here on: the code and the last template are looked at
            long id = asked.template().id() == 0 ? ids.next() : asked.template().id();
            FreightRow row = new FreightRow(asked.template().withId(id), asked.code(), asked.enabled());
            Optional<FreightRow> before = book.lockFreight(id);
            List<FreightRow> others = book.freight().stream().filter(each -> each.template().id() != id).toList();
            if (others.stream().anyMatch(each -> each.code().equals(row.code()))) {
                throw Problem.invalid("code", "codeInUse");
            }
            if (!forAll(row) && others.stream().noneMatch(OfferDesk::forAll)) {
                throw Problem.invalid("enabled", "lastFreight");
            }
            book.putFreight(row);
            FreightRow after = book.lockFreight(id).orElseThrow();
            audit.wrote(who, "promotion.freight", "freight:" + id, before.orElse(null), after, why);
            return after;
        });
    }

    private static boolean forAll(FreightRow row) {
        return row.enabled() && row.template().covers().equals(Selector.ALL);
    }

    @Override
    public TemplateRow putTemplate(long templateId, TemplateEdit edit, String who, String why) {
        return tx.call("offer.template", () -> {
            if (!book.lockTemplate(templateId)) {
                throw Problem.notFound("template");
            }
            TemplateRow before = book.template(templateId).orElseThrow();
            if (edit.issueCap() != null && edit.issueCap() < before.issued()) { // C1
                throw Problem.invalid("issueCap", "belowIssued").with("issued", before.issued());
            }
            requireCouponRule(edit);
            if (edit.ruleId() != before.ruleId() && before.issued() > 0) {
                throw Problem.invalid("ruleId", "templateFixed");
            }
            if (!edit.code().equals(before.code())) {
                throw Problem.invalid("code", "templateFixed");
            }
            book.updateTemplate(templateId, edit);
            TemplateRow after = book.template(templateId).orElseThrow();
            audit.wrote(who, "promotion.template", "template:" + templateId, before, after, why);
            return after;
        });
    }

    @Override
    public TemplateRow addTemplate(TemplateEdit edit, String who, String why) {
        return tx.call("offer.template", () -> {
            requireCouponRule(edit);
            long templateId = ids.next();
            if (!book.insertTemplate(templateId, edit)) {
                throw Problem.invalid("code", "codeInUse");
            }
            TemplateRow after = book.template(templateId).orElseThrow();
            audit.wrote(who, "promotion.template", "template:" + templateId, null, after, why);
            return after;
        });
    }

    private void requireCouponRule(TemplateEdit edit) {
        boolean coupon = book.lockRule(edit.ruleId())
                .filter(row -> row.rule().gate() == io.tuanzi.promotion.quote.Gate.COUPON).isPresent();
        if (!coupon) {
            throw Problem.invalid("ruleId", "notCoupon");
        }
    }

    @Override
    public int grant(long templateId, List<Long> customerIds, String key, String who, String why) {
        return tx.call("offer.grant", () -> {
            int given = 0;
            for (long customerId : customerIds.stream().distinct().sorted().toList()) {
                String sourceKey = "staff:" + key + ":" + templateId + ":" + customerId;
                Grant grant = coupons.grantByStaff(customerId, templateId, sourceKey);
                switch (grant) {
                    case Grant.Granted granted -> given += granted.before() ? 0 : 1;
                    case Grant.Refused refused when refused.why().equals("NEWCOMER_CAP") -> { } // on the wallet's page
                    case Grant.Refused refused -> throw refused.why().equals("ISSUED_OUT")
                            ? Problem.conflict("COUPON_GONE").with("templateId", templateId)
                            : Problem.notFound("template");
                }
            }
            audit.wrote(who, "promotion.grant", "template:" + templateId, null, customerIds, why);
            return given;
        });
    }
}
