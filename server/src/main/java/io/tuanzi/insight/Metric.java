package io.tuanzi.insight;

import io.tuanzi.platform.text.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A number with one definition: which facts it counts, and in what unit. */
public enum Metric {
    GMV_PLACED("order.placed", "totalMinor", "下单金额", "Placed value",
            "这段时间下的订单的应付总额，含运费；后来关闭的也算", "Payable total of orders placed in the time, freight "
            + "included; orders closed later count too"),
    GMV_PAID("order.paid", "totalMinor", "成交额", "Paid value",
            "已付款订单的金额，按付款时间，未减退款", "Value of orders by the time they were paid, refunds not taken off"),
    ORDERS_PLACED("order.placed", null, "下单数", "Orders placed", "这段时间下的订单数", "Orders placed in the time"),
    ORDERS_PAID("order.paid", null, "付款订单", "Orders paid", "按付款时间计的订单数", "Orders by the time they were paid"),
    /** Counted in the minute the order was placed, so that it is always a part of {@link #ORDERS_PLACED}. */
    ORDERS_PLACED_PAID("order.paid", null, "其中已付款", "Of them paid", "placedAtMs",
            "这段时间下的订单里已经付款的", "Orders placed in the time that have been paid by now"),
    GROUPS_OPENED("group.opened", null, "开团", "Groups opened", "新开的团", "Groups opened in the time"),
    GROUPS_FILLED("group.completed", null, "成团", "Groups filled",
            "坐满且都付了款的团，按成团时间", "Groups whose last seat was paid in the time"),
    GROUPS_FAILED("group.expired", null, "没成的团", "Groups failed",
            "到时间没有坐满、全部退款的团", "Groups that ran out of time and were refunded"),
    INVITED_CUSTOMERS("referral.bound", null, "邀请来的顾客", "Invited customers",
            "这段时间由邀请人带来并绑定的顾客", "Customers bound to an inviter in the time"),
    NEW_CUSTOMERS("customer.registered", null, "新顾客", "New customers", "这段时间注册的顾客",
            "Customers registered in the time"),
    REFUNDS("order.refunded", "amountMinor", "退款", "Refunds",
            "这段时间决定退的钱，不论何时下单", "Money decided to go back in the time, whenever it was ordered");

    private final String fact;
    private final @Nullable String field;
    private final @Nullable String moment;
    private final String nameZh;
    private final String nameEn;
    private final String zh;
    private final String en;

    Metric(String fact, @Nullable String field, String nameZh, String nameEn, String zh, String en) {
        this(fact, field, nameZh, nameEn, null, zh, en);
    }

    Metric(String fact, @Nullable String field, String nameZh, String nameEn, @Nullable String moment, String zh,
           String en) {
        this.fact = fact;
        this.moment = moment;
        this.field = field;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        this.zh = zh;
        this.en = en;
    }

    /** The stable name: {@code gmv_paid}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fact it is counted from. */
    public String fact() {
        return fact;
    }

    /** The field of the fact that is summed, in fen; null when facts are counted. */
    public @Nullable String field() {
        return field;
    }

    /** The field of the fact with the moment it counts for, in milliseconds since 1970; null for that of the fact. */
    public @Nullable String moment() {
        return moment;
    }

    /** MINOR or COUNT. */
    public String unit() {
        return field == null ? "COUNT" : "MINOR";
    }

    public String name(Language language) {
        return language.pick(nameZh, nameEn);
    }

    public String definition(Language language) {
        return language.pick(zh, en);
    }
}
