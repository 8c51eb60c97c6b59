package io.tuanzi.shopfront;

import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.shopfront.OrderViews.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words about orders, in both languages. */
final class OrderTexts {

    private record Both(String zh, String en) {
        String in(Locale locale) {
            return "en".equals(locale.getLanguage()) ? en : zh;
        }
    }

    private static final Map<String, Both> STATES = Map.of(
            "AWAITING_PAYMENT", new Both("待付款", "To pay"),
            "HELD", new Both("已付款，等成团", "Paid, waiting for the group"),
            "PAID", new Both("待发货", "To be shipped"),
            "SHIPPED", new Both("运输中", "On its way"),
            "RECEIVED", new Both("已收货", "Received"),
            "COMPLETED", new Both("已完成", "Completed"),
            "CLOSED", new Both("已关闭", "Closed"));

    private static final Map<String, Both> REASONS = Map.ofEntries(
            Map.entry("UNPAID", new Both("付款时间已过", "Not paid in time")),
            Map.entry("GROUP_EXPIRED", new Both("到点没成团，钱已原路退回", "The group did not fill; your money goes back")),
            Map.entry("GROUP_MISSED", new Both("付款时座位已没有，钱已原路退回",
                    "The seat was gone when you paid; your money goes back")),
            Map.entry("CHANGED_MIND", new Both("不想要了", "Changed my mind")),
            Map.entry("WRONG_ITEM", new Both("拍错了", "Picked the wrong thing")),
            Map.entry("WRONG_ADDRESS", new Both("地址填错了", "Wrong address")),
            Map.entry("LATE_MONEY", new Both("付款到得太晚，原路退回", "The payment came too late and goes back")),
            Map.entry("RETURN", new Both("退货退款", "Goods returned")),
            Map.entry("OTHER", new Both("其他原因", "Another reason")));

    private OrderTexts() {
    }

    static String state(OrderDetail o, Locale locale) {
        String key = "PAID".equals(o.state().name()) && o.openHolds() > 0 ? "HELD" : o.state().name();
        Both text = STATES.get(key);
        return text == null ? key : text.in(locale);
    }

    static String hold(String kind, Locale locale) {
        return "GROUP".equals(kind) ? new Both("等成团", "Waiting for the group").in(locale)
                : new Both("等核对", "Being checked").in(locale);
    }

    /** A reason given by code, or the words themselves when people wrote them. */
    static String closed(String reason, Locale locale) {
        Both text = REASONS.get(reason);
        return text == null ? reason : text.in(locale);
    }

    static String kind(String kind) {
        return switch (kind) {
            case "LIST_PRICE" -> "PRICE";
            case "GROUP_PRICE" -> "GROUP";
            case "MEMBER_PRICE" -> "COHORT";
            case "COUPON" -> "COUPON";
            case "FREE_SHIPPING", "FREIGHT" -> "FREE_SHIPPING";
            default -> "RULE";
        };
    }

    static List<Event> timeline(OrderDetail o, List<OrderPages.Change> changes, List<OrderPages.Hold> holds,
                                Locale locale) {
        List<Event> events = new ArrayList<>();
        events.add(new Event(o.placedAt(), new Both("下单", "Placed").in(locale), null));
        changes.forEach(c -> events.add(new Event(c.at(), change(c, locale), detail(c, locale))));
        holds.stream().filter(h -> h.endedAt() != null && "RELEASED".equals(h.state())).forEach(h ->
                events.add(new Event(java.util.Objects.requireNonNull(h.endedAt()),
                        new Both("成团了，准备发货", "The group is complete").in(locale), null)));
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static String change(OrderPages.Change c, Locale locale) {
        return switch (c.to()) {
            case "PAID" -> new Both("付款成功", "Paid").in(locale);
            case "SHIPPED" -> new Both("已发货", "Shipped").in(locale);
            case "RECEIVED" -> new Both("timer".equals(c.by()) ? "自动确认收货" : "确认收货",
                    "timer".equals(c.by()) ? "Counted as received" : "Received").in(locale);
            case "COMPLETED" -> new Both("订单完成", "Completed").in(locale);
            case "CLOSED" -> new Both("订单关闭", "Closed").in(locale);
            default -> c.to();
        };
    }

    private static @Nullable String detail(OrderPages.Change c, Locale locale) {
        return c.reason() == null ? null : closed(c.reason(), locale);
    }
}
