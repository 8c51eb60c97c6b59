package io.tuanzi.promotion.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.promotion.Coupons.Grant;
import io.tuanzi.promotion.Offers;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Staff's changes of offers: a new version, an audit entry (W1) and a newer snapshot in one transaction. */
@Component
class OfferDesk implements Offers {

    private final OfferBook book;
    private final CouponDesk coupons;
    private final AuditTrail audit;
    private final Ids ids;
    private final Tx tx;

    OfferDesk(OfferBook book, CouponDesk coupons, AuditTrail audit, Ids ids, Tx tx) {
        this.book = book;
        this.coupons = coupons;
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
    public RuleRow putRule(RuleRow row, String who, String why) {
        return tx.call("offer.rule", () -> {
            book.bump();
            Optional<RuleRow> before = book.lockRule(row.rule().id());
            before.map(RuleRow::rule)
                    .filter(was -> was.phase() != row.rule().phase() || was.gate() != row.rule().gate())
                    .ifPresent(was -> {
                        throw Problem.invalid("phase", "ruleFixed");
                    });
            if (before.isPresent()) {
                book.updateRule(row);
            } else {
                book.insertRule(row);
            }
            RuleRow after = book.lockRule(row.rule().id()).orElseThrow();
            audit.wrote(who, "promotion.rule", "rule:" + row.rule().id(), before.orElse(null), after, why);
            return after;
        });
    }

    @Override
    public FreightRow putFreight(FreightRow row, String who, String why) {
        return tx.call("offer.freight", () -> {
            book.bump();
            Optional<FreightRow> before = book.lockFreight(row.template().id());
            book.putFreight(row);
            FreightRow after = book.lockFreight(row.template().id()).orElseThrow();
            audit.wrote(who, "promotion.freight", "freight:" + row.template().id(), before.orElse(null), after, why);
            return after;
        });
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
