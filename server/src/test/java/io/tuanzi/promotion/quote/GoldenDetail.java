package io.tuanzi.promotion.quote;

import io.tuanzi.platform.text.Language;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a drawn golden cart keeps besides its answer: each line's sentence, each rule's wording, what the quote rests
 * on, and how every sum came about, as staff read it.
 */
final class GoldenDetail {

    private static final Wording ZH = Wording.in(Language.ZH);
    private static final Wording EN = Wording.in(Language.EN);

    private GoldenDetail() {}

    static String of(GoldenCart cart) {
        StringBuilder text = new StringBuilder("in detail:\n");
        Explanation explained = Pricing.explain(cart.rules, cart.request);
        Quote quote = explained.quote();
        for (QuoteLine line : quote.lines()) {
            text.append("  line ").append(line.lineNo()).append(": ")
                    .append(LineStory.of(quote, line, Language.ZH)).append(" | ")
                    .append(LineStory.of(quote, line, Language.EN)).append('\n');
        }
        for (Rule rule : cart.rules.rules()) {
            text.append("  rule ").append(rule.id()).append(": ").append(ZH.name(rule)).append("，")
                    .append(ZH.value(rule)).append("：").append(ZH.sentence(rule)).append(" | ")
                    .append(EN.name(rule)).append(", ").append(EN.value(rule)).append(": ")
                    .append(EN.sentence(rule)).append('\n');
        }
        for (FreightTemplate template : cart.rules.freight()) {
            text.append("  freight ").append(template.id()).append(": ").append(ZH.sentence(template)).append(" | ")
                    .append(EN.sentence(template)).append('\n');
        }
        for (Explanation.Item item : explained.items()) {
            text.append("  ").append(item.reason().id()).append(": ").append(item.reason().whys().getFirst().code())
                    .append(item.groups().isEmpty() ? "" : " in " + item.groups());
            Explanation.Clause clause = item.clause();
            text.append(clause == null ? "" : " when " + clause(clause)).append('\n');
            Explanation.Working working = item.working();
            if (working != null) {
                text.append(working(working));
            }
        }
        Used used = quote.used();
        return text.append("  rests on prices ").append(used.prices().stream()
                .map(price -> price.skuId() + "v" + price.priceVersion()).collect(Collectors.joining(" ")))
                .append("; rules ").append(used.rules().stream()
                .map(rule -> rule.kind() + "-" + rule.ruleId() + "v" + rule.version())
                .collect(Collectors.joining(" "))).append("; saves ").append(quote.savedMinor()).append(" fen; ")
                .append(quote.fingerprint()).append('\n').toString();
    }

    private static String clause(Explanation.Clause clause) {
        List<Explanation.Clause> parts = clause.parts();
        return clause.is() + (clause.subject().isEmpty() ? "" : " " + clause.subject()) + " " + clause.actual() + "/"
                + clause.required() + (clause.holds() ? " holds" : " fails") + (parts.isEmpty() ? ""
                : parts.stream().map(GoldenDetail::clause).collect(Collectors.joining(", ", " (", ")")));
    }

    private static String working(Explanation.Working of) {
        StringBuilder text = new StringBuilder("    of ").append(of.reckonedMinor()).append(", basis ")
                .append(of.basisMinor());
        if (of.rateBp() != null) {
            text.append(" x ").append(of.rateBp()).append(" = ").append(of.wholeMinor()).append(" rest ")
                    .append(of.rest());
        }
        text.append(", raw ").append(of.rawMinor()).append(", taken ").append(of.takenMinor()).append('\n');
        for (Explanation.LineWorking line : of.lines()) {
            text.append("    line ").append(line.lineNo()).append(": ").append(line.dueMinor()).append(" of ")
                    .append(line.basisMinor()).append(", taken ").append(line.takenMinor())
                    .append(line.remainder() ? ", with the rest" : "").append(line.floored() ? ", at its floor" : "")
                    .append('\n');
        }
        return text.toString();
    }
}
