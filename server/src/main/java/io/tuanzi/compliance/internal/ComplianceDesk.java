package io.tuanzi.compliance.internal;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Legal parameters at work. */
@Component
class ComplianceDesk implements Compliance {

    private final LegalBook book;
    private final AuditTrail trail;
    private final Tx tx;

    ComplianceDesk(LegalBook book, AuditTrail trail, Tx tx) {
        this.book = book;
        this.trail = trail;
        this.tx = tx;
    }

    @Override
    public void permitCommission(int levels, int rateBp) {
        long mostLevels = value(Legal.COMMISSION_LEVELS);
        long mostBp = value(Legal.COMMISSION_RATE_BP);
        if (levels < 0 || rateBp < 0 || levels > mostLevels || rateBp > mostBp) {
            throw Problem.of(422, "COMMISSION_ILLEGAL").with("levels", levels).with("rateBp", rateBp)
                    .with("mostLevels", mostLevels).with("mostRateBp", mostBp);
        }
    }

    @Override
    public long value(Legal parameter) {
        return parameter.bounded(book.values().getOrDefault(parameter.name(), parameter.usual()));
    }

    @Override
    public List<Parameter> parameters() {
        Map<String, Long> set = book.values();
        return Arrays.stream(Legal.values()).map(p -> new Parameter(p,
                p.bounded(set.getOrDefault(p.name(), p.usual())), p.least(), p.most())).toList();
    }

    @Override
    public Parameter change(Legal parameter, long value, String who, String reason) {
        if (value < parameter.least() || value > parameter.most()) {
            throw Problem.of(422, "LEGAL_BOUND").with("parameter", parameter.name())
                    .with("least", parameter.least()).with("most", parameter.most());
        }
        return tx.call("compliance.change", () -> {
            long before = value(parameter);
            book.set(parameter.name(), value, who, reason);
            trail.wrote(who, "legal.change", "legal:" + parameter.name(), before, value, reason);
            return new Parameter(parameter, value, parameter.least(), parameter.most());
        });
    }

    @Override
    public long withholding(long earlierMinor, long amountMinor) {
        if (value(Legal.TAX_WITHHELD) == 0) {
            return 0;
        }
        long free = value(Legal.TAX_FREE_MINOR);
        return LabourTax.on(Math.addExact(earlierMinor, amountMinor), free) - LabourTax.on(earlierMinor, free);
    }
}
