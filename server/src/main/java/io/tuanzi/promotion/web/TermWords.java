package io.tuanzi.promotion.web;

import io.tuanzi.platform.text.Language;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.RuleSet;
import io.tuanzi.promotion.quote.Stacking;
import io.tuanzi.promotion.quote.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The restrictions of a promotion in words, each read off the rule itself, so that no text can promise more. PRM-47 */
final class TermWords {

    /** One restriction under its heading. */
    record Clause(String title, String text) {
    }

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Language language;
    private final ZoneId zone;
    private final RuleSet rules;

    TermWords(Language language, ZoneId zone, RuleSet rules) {
        this.language = language;
        this.zone = zone;
        this.rules = rules;
    }

    /** Every restriction of the rule, as of {@code now} in shop time. */
    List<Clause> of(Rule rule, Instant now, boolean budgetSpent) {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(new Clause(pick("优惠内容", "What it gives"), Wording.in(language).sentence(rule)));
        clauses.add(new Clause(pick("什么时候有", "When"), when(rule, now)));
        clauses.add(new Clause(pick("一个人能用几次", "How often"), times(rule)));
        clauses.add(new Clause(pick("和别的优惠", "With other offers"), together(rule)));
        clauses.add(new Clause(pick("先算哪个", "In which order"), order(rule)));
        if (rule.budgetId() != null) {
            clauses.add(new Clause(pick("预算", "Budget"), budgetSpent
                    ? pick("已经用完了，现在不减。", "Used up: nothing is taken off now.")
                    : pick("有预算，用完就停；还没用完。", "It ends when its budget is used up, which it is not yet.")));
        }
        clauses.add(new Clause(pick("退货退款", "Returns"), pick(
                "优惠已经分摊到每一件：退哪一件，就退那一件实际付的钱。七天无理由退货也一样。",
                "What was taken off is shared out to every unit: what goes back is what was paid for the unit "
                        + "returned, within the seven days without a reason too.")));
        return clauses;
    }

    private String when(Rule rule, Instant now) {
        Instant from = rule.schedule().from();
        Instant until = rule.schedule().until();
        if (rule.gate() == Gate.COUPON && from == null && until == null) {
            return pick("每张券上写着自己的到期时间。", "Each coupon says until when it can be used.");
        }
        if (from == null && until == null) {
            return pick("没有定结束时间，停用前一直有。", "No end is set: it goes on until the shop stops it.");
        }
        String begins = from == null ? "" : pick(at(from) + " 开始", "from " + at(from));
        String ends = until == null ? "" : pick(at(until) + " 结束", "until " + at(until));
        String zoned = String.join(from == null || until == null ? "" : pick("，", " "), begins, ends)
                + pick("（" + zone + " 时间）", " (" + zone + " time)");
        return from != null && now.isBefore(from) ? zoned + pick("，还没开始", ", not begun yet")
                : until != null && !now.isBefore(until) ? zoned + pick("，已经结束", ", ended") : zoned;
    }

    private String at(Instant instant) {
        return AT.format(instant.atZone(zone));
    }

    private String times(Rule rule) {
        if (rule.gate() == Gate.COUPON) {
            return pick("每张券用一次；没付款的订单取消，券就回来。",
                    "Once per coupon; it comes back if an unpaid order is cancelled.");
        }
        return rule.perPersonLimit() == null ? pick("不限次数。", "As often as you like.")
                : pick("每人 " + rule.perPersonLimit() + " 次。", rule.perPersonLimit() == 1 ? "Once per person."
                        : rule.perPersonLimit() + " times per person.");
    }

    private String together(Rule rule) {
        Stacking stacking = rule.stacking();
        StringBuilder text = new StringBuilder(stacking.group().isEmpty()
                ? pick("可以和别的优惠一起用。", "It goes with other offers.") : mode(stacking));
        List<String> rivals = stacking.group().isEmpty() ? List.of() : names(Set.of(stacking.group()), rule);
        if (!rivals.isEmpty()) {
            text.append(pick("同组的还有：" + String.join("、", rivals) + "。",
                    " Others of its group: " + String.join(", ", rivals) + "."));
        }
        List<String> yields = names(stacking.notWith(), rule);
        if (!yields.isEmpty()) {
            text.append(pick("用了这些就不能再用它：" + String.join("、", yields) + "。",
                    " Not once one of these has applied: " + String.join(", ", yields) + "."));
        }
        return text.toString();
    }

    private String mode(Stacking stacking) {
        Stacking.Level level = stacking.levels().isEmpty()
                ? new Stacking.Level(stacking.group(), Stacking.Mode.BEST, 1) : stacking.levels().getLast();
        if (stacking.perLine()) {
            return pick("每件商品在同组优惠里只取最省的一个，不叠加。",
                    "On each item the best of its group applies, never two of them.");
        }
        return switch (level.mode()) {
            case ALL -> pick("同组的优惠可以一起用。", "The offers of its group go together.");
            case FIRST -> pick("同组里按顺序用前 " + level.most() + " 个。",
                    "Of its group the first " + level.most() + " in order apply.");
            case LEAST -> pick("同组里只用减得最少的一个。", "Of its group the one that takes least applies.");
            case BEST -> level.most() == 1 ? pick("同组优惠里只用最省的一个，不叠加。",
                    "Of its group only the best applies.") : pick("同组里最多用 " + level.most() + " 个，取最省的。",
                    "Of its group at most " + level.most() + " apply, whichever take most.");
        };
    }

    private List<String> names(Set<String> groups, Rule but) {
        return rules.rules().stream().filter(rule -> rule.id() != but.id() && rule.gate() == Gate.OPEN)
                .filter(rule -> groups.contains(rule.stacking().group())
                        || rule.stacking().levels().stream().anyMatch(level -> groups.contains(level.group())))
                .map(rule -> Wording.in(language).name(rule)).distinct().limit(8).toList();
    }

    private String order(Rule rule) {
        String all = pick("定单价 → 减单品 → 减整单 → 用券 → 算运费", "unit price → items → order → coupons → delivery");
        String mine = switch (rule.phase()) {
            case PRICE -> pick("定单价", "unit price");
            case LINE -> pick("减单品", "items");
            case ORDER -> pick("减整单", "order");
            case COUPON -> pick("用券", "coupons");
            case SHIPPING -> pick("算运费", "delivery");
        };
        return pick("它在「" + mine + "」这一步。每一步都按前一步剩下的钱算：" + all + "。",
                "It takes part in the step \"" + mine + "\". Each step goes by what the one before has left: " + all
                        + ".");
    }

    private String pick(String zh, String en) {
        return language.pick(zh, en);
    }
}
