package io.tuanzi.promotion.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One promotion and what became of it in this quote.
 *
 * @param ruleId      whose id it is depends on {@code kind}
 * @param couponId    the coupon it stands for, or null
 * @param amountMinor what it took off in fen; zero when not applied
 * @param whys        why; never empty, several when several parts of its condition failed
 */
public record Reason(Kind kind, long ruleId, int version, @Nullable Long couponId, String nameZh, String nameEn,
        boolean applied, long amountMinor, List<Why> whys) {

    public Reason {
        whys = List.copyOf(whys);
        if (whys.isEmpty() || amountMinor < 0 || (!applied && amountMinor != 0)) {
            throw new IllegalStateException("a reason without reason: " + kind + " " + ruleId);
        }
    }

    static Reason taken(Rule rule, @Nullable Long couponId, long amountMinor, Why why) {
        return new Reason(rule.kind(), rule.id(), rule.version(), couponId, rule.nameZh(), rule.nameEn(), true,
                amountMinor, List.of(why));
    }

    /** The same reason with one more thing to say. */
    Reason also(Why why) {
        List<Why> all = new java.util.ArrayList<>(whys);
        all.add(why);
        return new Reason(kind, ruleId, version, couponId, nameZh, nameEn, applied, amountMinor, all);
    }

    static Reason refused(Rule rule, @Nullable Long couponId, List<Why> whys) {
        return new Reason(rule.kind(), rule.id(), rule.version(), couponId, rule.nameZh(), rule.nameEn(), false, 0,
                whys);
    }

    /** What identifies it among the reasons of one quote, such as {@code COUPON-7-c31}. */
    public String id() {
        return kind + "-" + ruleId + (couponId == null ? "" : "-c" + couponId);
    }

    /** Why, in Chinese. */
    public String zh() {
        return String.join("；", whys.stream().map(Why::zh).toList());
    }

    /** Why, in English. */
    public String en() {
        return String.join("; ", whys.stream().map(Why::en).toList());
    }
}
