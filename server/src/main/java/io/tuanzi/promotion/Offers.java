package io.tuanzi.promotion;

import io.tuanzi.promotion.quote.FreightTemplate;
import io.tuanzi.promotion.quote.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules, coupon templates and freight as staff sees and changes them; every change is audited and versioned. */
public interface Offers {

    /** A rule with what only staff sees; disabled ones are in no quote. */
    record RuleRow(Rule rule, String code, boolean enabled) {}

    /** A template with its figures; {@code spentMinor} is what its coupons took off live orders. */
    record TemplateRow(long templateId, String code, long ruleId, @Nullable Long issueCap, long issued, long used,
            long expired, int perPersonLimit, int validDays, boolean claimable, boolean backOnRefund, boolean enabled,
            @Nullable Instant claimFrom, @Nullable Instant claimUntil, long spentMinor) {}

    /** A freight template with what only staff sees. */
    record FreightRow(FreightTemplate template, String code, boolean enabled) {}

    /** What may be changed of a template, or a new one. */
    record TemplateEdit(String code, long ruleId, @Nullable Long issueCap, int perPersonLimit, int validDays,
            boolean claimable, boolean backOnRefund, boolean enabled, @Nullable Instant claimFrom,
            @Nullable Instant claimUntil) {}

    List<RuleRow> rules();

    List<TemplateRow> templates();

    List<FreightRow> freight();

    /** Writes a new version of a rule, or the first one. Refuses a rule of another phase or gate than it had. */
    RuleRow putRule(RuleRow rule, String who, String why);

    /** Changes a template. Refuses a cap below what is issued, and another rule once coupons are out. */
    TemplateRow putTemplate(long templateId, TemplateEdit edit, String who, String why);

    /** Makes a template. Refuses a code in use. */
    TemplateRow addTemplate(TemplateEdit edit, String who, String why);

    /** Writes a new version of a freight template, or the first one. */
    FreightRow putFreight(FreightRow row, String who, String why);

    /** Gives a coupon of a template to each of these people, once per key; returns how many were given. */
    int grant(long templateId, List<Long> customerIds, String key, String who, String why);
}
