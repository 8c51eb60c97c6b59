package io.tuanzi.rewards.internal;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.rewards.SchemeRule;
import io.tuanzi.rewards.Schemes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Schemes at work: a change is a new version, checked against the law first. */
@Component
class SchemeDesk implements Schemes {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Set<String> KINDS = Set.of("INVITE_COUNT", "BOTH_SIDES", "COMMISSION");

    private final SchemeBook book;
    private final Compliance compliance;
    private final AuditTrail trail;
    private final Tx tx;

    SchemeDesk(SchemeBook book, Compliance compliance, AuditTrail trail, Tx tx) {
        this.book = book;
        this.compliance = compliance;
        this.trail = trail;
        this.tx = tx;
    }

    @Override
    public List<SchemeView> schemes() {
        Map<String, SchemeBook.Cost> costs = book.costs();
        return book.newest().stream().map(row -> view(row, costs)).toList();
    }

    private SchemeView view(SchemeBook.Row row, Map<String, SchemeBook.Cost> costs) {
        SchemeBook.Cost cost = costs.getOrDefault(row.code(), new SchemeBook.Cost(0, 0));
        return new SchemeView(row.code(), row.version(), row.kind(), row.enabled(), row.nameZh(), row.nameEn(),
                row.rule(), book.asMap(row.rule()), cost.issued(), cost.costMinor());
    }

    @Override
    public SchemeView put(String code, SchemeEdit edit, String who, String reason) {
        Fields.matching("code", code, CODE);
        return tx.call("rewards.scheme", () -> {
            Optional<SchemeBook.Row> before = book.newest().stream().filter(s -> s.code().equals(code)).findFirst();
            SchemeBook.Row next = next(code, before, edit);
            if (next.rule() instanceof SchemeRule.Commission rule) {
                compliance.permitCommission(rule.ratesBp().size(), rule.mostBp()); // REF-23
            }
            if (!book.add(next)) {
                throw Problem.busy(1);
            }
            trail.wrote(who, "scheme.put", "scheme:" + code, before.map(this::entry).orElse(null), entry(next),
                    reason);
            return view(next, book.costs());
        });
    }

    private Map<String, Object> entry(SchemeBook.Row row) {
        return Map.of("version", row.version(), "enabled", row.enabled(), "nameZh", row.nameZh(), "nameEn",
                row.nameEn(), "rule", book.asMap(row.rule()));
    }

    private SchemeBook.Row next(String code, Optional<SchemeBook.Row> before, SchemeEdit edit) {
        String kind = before.map(SchemeBook.Row::kind).orElse(edit.kind());
        if (kind == null || !KINDS.contains(kind) || (edit.kind() != null && !edit.kind().equals(kind))) {
            throw Problem.invalid("kind", "choice").with("choices", String.join(", ", KINDS));
        }
        SchemeRule rule = edit.rule() == null ? before.map(SchemeBook.Row::rule).orElse(null)
                : read(kind, edit.rule());
        if (rule == null) {
            throw Problem.invalid("rule", "missing");
        }
        String nameZh = name("nameZh", edit.nameZh(), before.map(SchemeBook.Row::nameZh).orElse(null));
        String nameEn = name("nameEn", edit.nameEn(), before.map(SchemeBook.Row::nameEn).orElse(null));
        boolean enabled = edit.enabled() != null ? edit.enabled()
                : before.map(SchemeBook.Row::enabled).orElse(false);
        return new SchemeBook.Row(code, before.map(SchemeBook.Row::version).orElse(0) + 1, kind, enabled, nameZh,
                nameEn, before.map(SchemeBook.Row::since).orElse(Instant.EPOCH), rule);
    }

    private static String name(String field, @Nullable String asked, @Nullable String was) {
        return asked == null && was != null ? was : Fields.text(field, asked, 1, 60);
    }

    private SchemeRule read(String kind, JsonNode rule) {
        try {
            return book.read(kind, rule);
        } catch (JacksonException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            throw Problem.invalid("rule", "form");
        }
    }
}
