package io.tuanzi.compliance.internal;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.compliance.LegalWords;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        return parameter(parameter).value();
    }

    private Parameter parameter(Legal parameter) {
        return shown(parameter, book.rows().get(parameter.name()));
    }

    private static Parameter shown(Legal parameter, LegalBook.@Nullable Row set) {
        return new Parameter(parameter, parameter.bounded(set == null ? parameter.usual() : set.value()),
                parameter.least(), parameter.most(), set == null ? null : set.changed());
    }

    @Override
    public List<Parameter> parameters() {
        Map<String, LegalBook.Row> set = book.rows();
        return Arrays.stream(Legal.values()).map(p -> shown(p, set.get(p.name()))).toList();
    }

    @Override
    public Parameter change(Legal parameter, long value, String who, String reason) {
        requireBetween(parameter, value, parameter.least(), parameter.most());
        return tx.call("compliance.change", () -> {
            book.lock();
            if (parameter == Legal.WITHDRAWAL_LEAST_MINOR) {
                requireBetween(parameter, value, parameter.least(), value(Legal.WITHDRAWAL_MOST_MINOR));
            } else if (parameter == Legal.WITHDRAWAL_MOST_MINOR) {
                requireBetween(parameter, value, value(Legal.WITHDRAWAL_LEAST_MINOR), parameter.most());
            }
            long before = value(parameter);
            book.set(parameter.name(), value, who, reason);
            trail.wrote(who, "legal.change", "legal:" + parameter.name(), Map.of("value", before),
                    Map.of("value", value), reason);
            return parameter(parameter);
        });
    }

    private static void requireBetween(Legal parameter, long value, long least, long most) {
        if (value < least || value > most) {
            throw Problem.of(422, "LEGAL_BOUND").with("parameter", parameter.name()).with("least", least)
                    .with("most", most).with("leastText", LegalWords.value(parameter, least))
                    .with("mostText", LegalWords.value(parameter, most)).with("name", LegalWords.name(parameter));
        }
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
