package io.tuanzi.sandboxpay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One payment as the provider knows it: the lines of the book that are about it. Touched by the book's thread only. */
final class Trade {
    final Entry.Prepaid asked;
    final List<Refund> refunds = new ArrayList<>(0);
    Entry.@Nullable Paid paid;
    Entry.@Nullable Closed closed;
    boolean paying;
    long refundedMinor;

    Trade(Entry.Prepaid asked) {
        this.asked = asked;
    }

    /** The payment's way back: one refund. */
    static final class Refund {
        final Trade trade;
        final Entry.RefundAsked asked;
        Entry.@Nullable RefundEnded ended;

        Refund(Trade trade, Entry.RefundAsked asked) {
            this.trade = trade;
            this.asked = asked;
        }

        String status() {
            return ended == null ? "PROCESSING" : ended.status();
        }

        /** The answer to asking for the refund and to querying it. */
        Map<String, Object> view() {
            Entry.RefundEnded end = ended;
            return Json.object(
                    "refund_id", asked.refundId(),
                    "out_refund_no", asked.outRefundNo(),
                    "transaction_id", trade.transactionId(),
                    "out_trade_no", asked.outTradeNo(),
                    "channel", "ORIGINAL",
                    "user_received_account", "零钱",
                    "create_time", Moments.text(asked.atMs()),
                    "success_time", end != null && end.status().equals("SUCCESS") ? Moments.text(end.atMs()) : null,
                    "status", status(),
                    "amount", Json.object(
                            "total", trade.asked.totalMinor(),
                            "refund", asked.refundMinor(),
                            "payer_total", trade.asked.totalMinor(),
                            "payer_refund", asked.refundMinor(),
                            "settlement_refund", asked.refundMinor(),
                            "settlement_total", trade.asked.totalMinor(),
                            "discount_refund", 0L,
                            "currency", "CNY"));
        }
    }

    String state() {
        if (paid != null) {
            return refunds.isEmpty() ? "SUCCESS" : "REFUND";
        }
        if (closed != null) {
            return "CLOSED";
        }
        return paying ? "USERPAYING" : "NOTPAY";
    }

    String transactionId() {
        return paid == null ? "" : paid.transactionId();
    }

    /** The answer to a query, and the content of the notification. */
    Map<String, Object> view(Keys keys) {
        Entry.Paid pay = paid;
        return Json.object(
                "appid", keys.appid(),
                "mchid", keys.mchid(),
                "out_trade_no", asked.outTradeNo(),
                "transaction_id", pay == null ? null : pay.transactionId(),
                "trade_type", asked.tradeType(),
                "trade_state", state(),
                "trade_state_desc", description(),
                "bank_type", pay == null ? null : "OTHERS",
                "attach", asked.attach(),
                "success_time", pay == null ? null : Moments.text(pay.atMs()),
                "payer", pay == null ? null : Json.object("openid", pay.openid()),
                "amount", Json.object(
                        "total", asked.totalMinor(),
                        "payer_total", pay == null ? null : asked.totalMinor(),
                        "currency", "CNY",
                        "payer_currency", pay == null ? null : "CNY"));
    }

    private String description() {
        return switch (state()) {
            case "SUCCESS" -> "支付成功";
            case "REFUND" -> "转入退款";
            case "CLOSED" -> "已关闭";
            case "USERPAYING" -> "用户支付中";
            default -> "未支付";
        };
    }
}
