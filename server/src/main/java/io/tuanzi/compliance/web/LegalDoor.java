package io.tuanzi.compliance.web;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Compliance.Parameter;
import io.tuanzi.compliance.Legal;
import io.tuanzi.compliance.LegalWords;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Legal parameters for staff: what each is now, how far it may go, where that comes from, and changing it. */
@RestController
@RequestMapping("/api/staff/legal")
class LegalDoor {

    /**
     * A parameter; values are fen, basis points, a count or 0 and 1 as {@code unit} says.
     *
     * @param usual the safe default
     * @param least the smallest value code accepts
     * @param most the largest value code accepts
     * @param source where the limit comes from
     */
    record Row(String code, String name, String meaning, String source, String unit, long value, long usual,
               long least, long most, String valueText, String usualText, String leastText, String mostText,
               @Nullable String changedBy, @Nullable Instant changedAt, @Nullable String changedWhy) {

        static Row of(Parameter p) {
            Legal legal = p.name();
            Compliance.Change changed = p.changed();
            return new Row(legal.name(), LegalWords.name(legal), LegalWords.meaning(legal), LegalWords.source(legal),
                    legal.unit().name(), p.value(), legal.usual(), p.least(), p.most(),
                    LegalWords.value(legal, p.value()), LegalWords.value(legal, legal.usual()),
                    LegalWords.value(legal, p.least()), LegalWords.value(legal, p.most()),
                    changed == null ? null : changed.by(), changed == null ? null : changed.at(),
                    changed == null ? null : changed.why());
        }
    }

    record Change(long value, String reason) {
    }

    private final Compliance compliance;
    private final Once once;

    LegalDoor(Compliance compliance, Once once) {
        this.compliance = compliance;
        this.once = once;
    }

    @GetMapping
    @Permit("REWARD_VIEW")
    List<Row> parameters(StaffMember staff) {
        return compliance.parameters().stream().map(Row::of).toList();
    }

    @PutMapping("/{code}")
    @Permit("LEGAL_EDIT")
    Row change(StaffMember staff, Key key, @PathVariable String code, @RequestBody Change ask) {
        Legal legal = Arrays.stream(Legal.values()).filter(each -> each.name().equals(code)).findFirst()
                .orElseThrow(() -> Problem.notFound("parameter"));
        String reason = Fields.reason(ask.reason());
        return once.run("legal.change", staff.actor(), key.value(), List.of(code, ask), Row.class,
                () -> Row.of(compliance.change(legal, ask.value(), staff.actor(), reason)));
    }
}
