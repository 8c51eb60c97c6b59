package io.tuanzi.shopfront;

import io.tuanzi.groupbuy.Activity;
import java.util.Locale;

/** A group-buy offer as shoppers read it; money in fen. */
record Offer(long activityId, int size, int windowMinutes, int holdMinutes, int perPersonLimit, long priceFromMinor,
             String latePolicy, String deadlineRule) {

    static Offer of(Activity a, long priceFromMinor, Locale locale) {
        return new Offer(a.activityId(), a.size(), a.windowMinutes(), a.holdMinutes(), a.perPersonLimit(),
                priceFromMinor, a.latePolicy(), deadlineRule(a, locale));
    }

    /** What happens at the deadline, in one sentence. */
    static String deadlineRule(Activity a, Locale locale) {
        if ("en".equals(locale.getLanguage())) {
            return "If " + a.size() + " people have not paid by then, everyone gets all their money back the way it "
                    + "came. A seat is held " + a.holdMinutes() + " min while you pay.";
        }
        return "到点没满 " + a.size() + " 人，全额原路退回，不用申请。坐下后座位为你留 " + a.holdMinutes() + " 分钟付款。";
    }
}
