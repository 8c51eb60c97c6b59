package io.tuanzi.backoffice.whatif;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.promotion.OfferDrafts;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be other than it is: an offer drafted, in place of a rule or beside all, and rules left out.
 *
 * @param draft    the form of a new automatic offer, as {@code POST /api/staff/promotions/rules} takes it, or null
 * @param replaces the rule whose place the draft takes, or null
 * @param without  rules left out
 */
record RuleChange(@Nullable JsonNode draft, @Nullable Long replaces, @Nullable List<Long> without) {

    /** The id a draft has among rules that are in force. */
    static final long DRAFT_ID = 0;

    /** The id the draft has among the changed rules; null without a draft. */
    @Nullable Long draftId() {
        if (draft == null) {
            return null;
        }
        return replaces == null ? Long.valueOf(DRAFT_ID) : replaces;
    }

    /** Whether it changes nothing. */
    boolean none() {
        return draft == null && (without == null || without.isEmpty());
    }

    /** The rules with this change; refuses a draft that could not be saved and rules that are not there. */
    RuleSet of(RuleSet rules, OfferDrafts drafts) {
        Set<Long> out = new HashSet<>(without == null ? List.of() : Fields.list("without", without, 0, 500));
        if (replaces != null) {
            out.add(replaces);
        }
        for (long id : out) {
            if (rules.rule(id) == null) {
                throw Problem.invalid("without", "unknownRule").with("ruleId", id);
            }
        }
        List<Rule> changed = new ArrayList<>(rules.rules().stream().filter(rule -> !out.contains(rule.id())).toList());
        if (draft != null) {
            Rule rule = drafts.draft(draft);
            changed.add(replaces == null ? rule : rule.withId(replaces));
        }
        return new RuleSet(rules.version(), changed, rules.freight());
    }
}
