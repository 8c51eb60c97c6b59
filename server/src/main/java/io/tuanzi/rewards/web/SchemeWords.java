package io.tuanzi.rewards.web;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.kernel.Money;
import io.tuanzi.platform.text.Language;
import io.tuanzi.rewards.Promoters.Progress;
import io.tuanzi.rewards.SchemeRule;
import io.tuanzi.rewards.SchemeRule.IssueAt;
import io.tuanzi.rewards.SchemeRule.WhenSpent;
import io.tuanzi.rewards.Schemes.SchemeView;
import org.springframework.stereotype.Component;

/** Says in the reader's language what a scheme pays and how far someone is; made from the rule itself. */
@Component
class SchemeWords {

    private final Compliance compliance;

    SchemeWords(Compliance compliance) {
        this.compliance = compliance;
    }

    private static String pick(String zh, String en) {
        return Language.current().pick(zh, en);
    }

    String name(SchemeView scheme) {
        return pick(scheme.nameZh(), scheme.nameEn());
    }

    String sentence(SchemeRule rule) {
        return switch (rule) {
            case SchemeRule.InviteCount r -> pick(
                    (r.repeatable() ? "每邀请 " : "邀请 ") + r.target() + " 位朋友下单，得 "
                            + Money.format(r.valueMinor()) + " 无门槛券；" + when(r.issueAt()) + undo(r.whenSpent()),
                    (r.repeatable() ? "For every " : "For ") + r.target() + " friends who order you get a "
                            + Money.format(r.valueMinor()) + " coupon; " + when(r.issueAt()) + undo(r.whenSpent()));
            case SchemeRule.BothSides r -> pick(
                    "朋友第一次下单后，你和朋友各得 " + Money.format(r.valueMinor()) + " 券；" + when(r.issueAt())
                            + undo(r.whenSpent()),
                    "After a friend's first order you both get a " + Money.format(r.valueMinor()) + " coupon; "
                            + when(r.issueAt()) + undo(r.whenSpent()));
            case SchemeRule.Commission r -> commission(r);
        };
    }

    private static String when(IssueAt issueAt) {
        return issueAt == IssueAt.PAID ? pick("订单成立就发。", "issued when the order stands. ")
                : pick("过了退货期才发。", "issued when it can no longer be returned. ");
    }

    private static String undo(WhenSpent whenSpent) {
        return whenSpent == WhenSpent.OWE
                ? pick("之后退款会收回，用掉的按抵扣额从以后的佣金里扣。",
                        "A later refund takes it back; what was spent of it is kept of later commission.")
                : pick("之后退款会收回，用掉的不再追。", "A later refund takes it back unless it was spent.");
    }

    private static String commission(SchemeRule.Commission r) {
        if (r.ratesBp().isEmpty()) {
            return pick("没有佣金。", "No commission.");
        }
        StringBuilder levels = new StringBuilder();
        for (int rate : r.ratesBp()) {
            levels.append(levels.isEmpty() ? "" : " + ").append(percent(rate));
        }
        String others = r.productRatesBp().isEmpty() ? "" : pick("，部分商品另定", ", some products differ");
        String settles = r.settleDays() == 0 ? "" : pick("，再过 " + r.settleDays() + " 天可提现",
                ", payable " + r.settleDays() + " days later");
        return pick("朋友实付金额的 " + levels + others + "；拼团成功才算，过了退货期到账" + settles + "，退款按比例收回。",
                levels + " of what your friend really pays" + others + "; counts once the group is complete, "
                        + "matures after the return window" + settles + ", refunds take their share back.");
    }

    /** A rate as people read it: {@code 5%}, {@code 2.75%}. */
    static String percent(int bp) {
        String text = bp / 100 + "." + String.valueOf(100 + bp % 100).substring(1);
        return text.replaceFirst("\\.?0+$", "") + "%";
    }

    String legalNote() {
        long levels = compliance.value(Legal.COMMISSION_LEVELS);
        String most = percent((int) compliance.value(Legal.COMMISSION_RATE_BP));
        return pick("法律上限：最多 " + levels + " 级，合计不超过实付的 " + most + "；加入不收费、不要求购买。",
                "Legal cap: at most " + levels + " level(s), together no more than " + most
                        + " of what is paid; joining is free and needs no purchase.");
    }

    /** The rate a promoter can count on, within the cap. */
    int rateBp(SchemeRule.Commission rule) {
        return rule.ratesBp().isEmpty() || compliance.value(Legal.COMMISSION_LEVELS) == 0 ? 0
                : (int) Math.min(Math.min(rule.ratesBp().getFirst(), BasisPoints.WHOLE),
                        compliance.value(Legal.COMMISSION_RATE_BP));
    }

    String note(Progress p) {
        if (p.earned() == 0) {
            return "";
        }
        int waiting = p.earned() - p.issued();
        return pick("已到手 " + p.issued() + " 张" + (waiting > 0 ? "，" + waiting + " 张等退货期过" : ""),
                p.issued() + " received" + (waiting > 0 ? ", " + waiting + " waiting for the return window" : ""));
    }
}
