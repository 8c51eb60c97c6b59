package io.tuanzi.promotion;

import io.tuanzi.promotion.quote.FreightTemplate;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.RuleCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules, coupon templates and freight as staff sees and changes them; every change is audited and versioned. */
public interface Offers {

    /** A rule with what only staff sees; disabled ones are in no quote. */
    record RuleRow(Rule rule, String code, boolean enabled) {}

    /** A template with its figures; {@code takenMinor} is what its coupons took off live orders. */
    record TemplateRow(long templateId, String code, long ruleId, @Nullable Long issueCap, long issued, long used,
            long expired, int perPersonLimit, int validDays, boolean claimable, boolean backOnRefund, boolean enabled,
            @Nullable Instant claimFrom, @Nullable Instant claimUntil, long takenMinor) {}

    /** A freight template with what only staff sees. */
    record FreightRow(FreightTemplate template, String code, boolean enabled) {}

    /** What may be changed of a template, or a new one. */
    record TemplateEdit(String code, long ruleId, @Nullable Long issueCap, int perPersonLimit, int validDays,
            boolean claimable, boolean backOnRefund, boolean enabled, @Nullable Instant claimFrom,
            @Nullable Instant claimUntil) {}

    List<RuleRow> rules();

    List<TemplateRow> templates();

    List<FreightRow> freight();

    /**
     * Writes a new version of a rule, or the first one; id 0 asks for a new id. Refuses another phase or gate than the
     * rule had, and to switch on what can never hold.
     */
    RuleRow putRule(RuleRow rule, String who, String why);

    /** What is to be said of a rule beside the others in use, before it is saved; {@code at} is now in shop time. */
    List<RuleCheck.Finding> check(Rule rule, Instant at);

    /** Changes a rule as it stands on its locked row; a change that changes nothing makes no version. */
    RuleRow changeRule(long ruleId, UnaryOperator<RuleRow> change, String who, String why);

    /** Changes a template. Refuses a cap below what is issued, and another rule once coupons are out. */
    TemplateRow putTemplate(long templateId, TemplateEdit edit, String who, String why);

    /** Makes a template. Refuses a code in use. */
    TemplateRow addTemplate(TemplateEdit edit, String who, String why);

    /** What a rule's budget was given in all and what is left of it, in fen; by rule id, rules without one absent. */
    Map<Long, Budget> budgets();

    /** Sets what a rule may cost in all; null takes the budget away. Refuses less than is spent and promised. */
    void setBudget(long ruleId, @Nullable Long totalMinor, String who, String why);

    /** A budget in the ledger: given in all, and not yet spent or promised. */
    record Budget(long totalMinor, long leftMinor) {}

    /**
     * Writes a new version of a freight template, or the first one; id 0 asks for a new id. Refuses a code in use, and
     * to switch off the last template for all goods, without which nothing could be delivered.
     */
    FreightRow putFreight(FreightRow row, String who, String why);

    /** Gives a coupon of a template to each of these people, once per key; returns how many were given. */
    int grant(long templateId, List<Long> customerIds, String key, String who, String why);
}
