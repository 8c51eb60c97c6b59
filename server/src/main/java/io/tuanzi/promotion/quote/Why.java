package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Money;

/**
 * Why a promotion applied or did not, as data, with its sentence in both languages.
 *
 * <p>What {@code required} and {@code actual} count depends on the code: fen, units or people; {@code subject} is a
 * name, a code or an instant. Absent figures are zero, an absent subject is empty.
 */
public record Why(Code code, long required, long actual, String subjectZh, String subjectEn) {

    /** The closed list of answers. */
    public enum Code {
        /** A price list asks {@code actual} for a unit, {@code required} without it; the subject says so. */
        LISTED,
        /** Taken: {@code actual} off a sum of {@code required}. */
        APPLIED,
        /** Taken, but no more than its cap: {@code actual} instead of {@code required}. */
        CAPPED,
        /** Taken for having reached {@code required}: {@code actual}. */
        REACHED,
        /** So many units ({@code required}) cost less, together by {@code actual}. */
        UNITS_LESS,
        /** So many sets ({@code required}) were made; they save {@code actual}. */
        SETS_MADE,
        /** So many units ({@code required}) are given with the order. */
        GIVEN,
        /** Taken, but no line falls below its floor: {@code actual} instead of {@code required}. */
        FLOORED,
        /** There were too many to try every choice: taken one by one, the best next. */
        GREEDY,
        /** The lines covered come to {@code actual}, {@code required} are needed. */
        SPEND_MORE,
        /** {@code actual} units are covered, {@code required} are needed. */
        UNITS_MORE,
        /** {@code actual} units are there that can be given, {@code required} are needed. */
        GIVEN_MORE,
        /** {@code actual} units of one part of the set are there, {@code required} are needed. */
        PART_MORE,
        /** The buyer is not in the cohort named. */
        NOT_IN_COHORT,
        /** The buyer has ordered before. */
        NOT_FIRST_ORDER,
        /** Only for carts bought alone. */
        ONLY_ALONE,
        /** Only for groups of {@code required}; this one has {@code actual} (0: bought alone). */
        ONLY_IN_GROUP,
        /** Not for this destination. */
        REGION_NOT_COVERED,
        /** No delivery to this destination. */
        NOT_DELIVERED,
        /** Holds from the instant named. */
        NOT_STARTED,
        /** Held until the instant named. */
        ENDED,
        /** The coupon was valid until the instant named. */
        COUPON_EXPIRED,
        /** The coupon is not the buyer's, or is used or locked. */
        COUPON_NOT_HELD,
        /** The rule no longer exists. */
        WITHDRAWN,
        /** Would have taken {@code actual}, but was not chosen. */
        NOT_CHOSEN,
        /** The rule named, of which only one can apply, takes more: {@code required} against {@code actual}. */
        LOST_TO,
        /** Does not go together with the rule named. */
        EXCLUDED_BY,
        /** The budget that pays for it is spent. */
        BUDGET_SPENT,
        /** The buyer has used it {@code actual} times of {@code required}. */
        LIMIT_REACHED,
        /** No line is of the kind it covers. */
        OUT_OF_SCOPE,
        /** There is nothing left it could be taken from. */
        NOTHING_LEFT,
        /** An exception it makes is met. */
        EXCEPTED
    }

    static Why of(Code code) {
        return new Why(code, 0, 0, "", "");
    }

    static Why of(Code code, long required, long actual) {
        return new Why(code, required, actual, "", "");
    }

    static Why of(Code code, Object subject) {
        return new Why(code, 0, 0, subject.toString(), subject.toString());
    }

    static Why of(Code code, long required, long actual, Rule other) {
        return new Why(code, required, actual, other.nameZh(), other.nameEn());
    }

    /** What is missing: fen for SPEND_MORE, people for ONLY_IN_GROUP, units for the other codes of more. */
    public long gap() {
        return required - actual;
    }

    /** The sentence in Chinese. */
    public String zh() {
        return switch (code) {
            case LISTED -> subjectZh;
            case APPLIED -> Money.format(required) + " 立减 " + Money.format(actual);
            case CAPPED -> "已达上限，立减 " + Money.format(actual);
            case REACHED -> "满 " + Money.format(required) + " 立减 " + Money.format(actual);
            case UNITS_LESS -> required + " 件享优惠，立减 " + Money.format(actual);
            case SETS_MADE -> "凑成 " + required + " 套，立减 " + Money.format(actual);
            case GIVEN -> "赠 " + required + " 件";
            case FLOORED -> "已到最低售价，立减 " + Money.format(actual);
            case GREEDY -> "可选优惠较多，按逐个取优计算";
            case GIVEN_MORE -> "优惠商品还差 " + gap() + " 件";
            case PART_MORE -> "套装内商品还差 " + gap() + " 件";
            case SPEND_MORE -> "满 " + Money.format(required) + " 可用，还差 " + Money.format(gap());
            case UNITS_MORE -> "满 " + required + " 件可用，还差 " + gap() + " 件";
            case NOT_IN_COHORT -> "仅限指定用户";
            case NOT_FIRST_ORDER -> "仅限首单";
            case ONLY_ALONE -> "仅限单独购买";
            case ONLY_IN_GROUP -> "仅限 " + required + " 人及以上拼团";
            case REGION_NOT_COVERED -> "收货地区不在活动范围内";
            case NOT_DELIVERED -> "收货地区暂不支持配送";
            case NOT_STARTED -> "活动尚未开始";
            case ENDED -> "活动已结束";
            case COUPON_EXPIRED -> "优惠券已过期";
            case COUPON_NOT_HELD -> "优惠券不可用：不在您的账户、已使用或被占用";
            case WITHDRAWN -> "该优惠已下线";
            case NOT_CHOSEN -> "未选用，可减 " + Money.format(actual);
            case LOST_TO -> "不与「" + subjectZh + "」同享，已取其优";
            case EXCLUDED_BY -> "不与「" + subjectZh + "」同享";
            case BUDGET_SPENT -> "活动名额已用完";
            case LIMIT_REACHED -> "每人限享 " + required + " 次，已享 " + actual + " 次";
            case OUT_OF_SCOPE -> "订单中没有适用商品";
            case NOTHING_LEFT -> "没有可优惠的金额";
            case EXCEPTED -> "不适用于此订单";
        };
    }

    private static String items(long count) {
        return count == 1 ? "1 item" : count + " items";
    }

    /** The sentence in English. */
    public String en() {
        return switch (code) {
            case LISTED -> subjectEn;
            case APPLIED -> Money.format(actual) + " off " + Money.format(required);
            case CAPPED -> Money.format(actual) + " off, its upper limit";
            case REACHED -> Money.format(actual) + " off for " + Money.format(required);
            case UNITS_LESS -> Money.format(actual) + " off " + items(required);
            case SETS_MADE -> Money.format(actual) + " off " + (required == 1 ? "one set" : required + " sets");
            case GIVEN -> items(required) + " free with the order";
            case FLOORED -> Money.format(actual) + " off, down to the lowest price";
            case GREEDY -> "greedy: among so many offers the best next was taken";
            case GIVEN_MORE -> items(gap()) + " of the reduced goods to go";
            case PART_MORE -> items(gap()) + " of the set to go";
            case SPEND_MORE -> "From " + Money.format(required) + "; " + Money.format(gap()) + " to go";
            case UNITS_MORE -> "From " + required + " items; " + gap() + " to go";
            case NOT_IN_COHORT -> "Only for certain members";
            case NOT_FIRST_ORDER -> "Only for a first order";
            case ONLY_ALONE -> "Only when bought alone";
            case ONLY_IN_GROUP -> "Only for groups of " + required + " or more";
            case REGION_NOT_COVERED -> "Not for this delivery region";
            case NOT_DELIVERED -> "Not delivered to this region";
            case NOT_STARTED -> "Not started yet";
            case ENDED -> "Ended";
            case COUPON_EXPIRED -> "The coupon has expired";
            case COUPON_NOT_HELD -> "The coupon cannot be used: not yours, used or held by another order";
            case WITHDRAWN -> "No longer offered";
            case NOT_CHOSEN -> "Not chosen; would take " + Money.format(actual) + " off";
            case LOST_TO -> "Cannot be combined with \"" + subjectEn + "\"; the better one applies";
            case EXCLUDED_BY -> "Cannot be combined with \"" + subjectEn + "\"";
            case BUDGET_SPENT -> "Fully taken up";
            case LIMIT_REACHED -> "Limited to " + required + " per person; used " + actual;
            case OUT_OF_SCOPE -> "Nothing in the order qualifies";
            case NOTHING_LEFT -> "Nothing left to take it from";
            case EXCEPTED -> "Not for this order";
        };
    }
}
