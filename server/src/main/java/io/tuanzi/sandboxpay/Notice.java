package io.tuanzi.sandboxpay;

import java.util.Map;

/** A notification the merchant is owed until it is taken or the schedule has run out. Book's thread only. */
final class Notice {
    /** What to wait after each failed attempt, in seconds. */
    static final long[] SCHEDULE = {
        15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600
    };

    final String id;
    final long bornMs;
    final String eventType;
    final String outTradeNo;
    final String outRefundNo;
    final String notifyUrl;
    long dueMs;
    long attempts;
    boolean taken;
    boolean flying;
    String lastResult = "";

    Notice(String id, long bornMs, String eventType, String outTradeNo, String outRefundNo, String url, long dueMs) {
        this.id = id;
        this.bornMs = bornMs;
        this.eventType = eventType;
        this.outTradeNo = outTradeNo;
        this.outRefundNo = outRefundNo;
        this.notifyUrl = url;
        this.dueMs = dueMs;
    }

    /** One delivery to make: everything the courier needs, detached from the book. */
    record Errand(
            String noticeId, long attempt, String eventType, String outTradeNo, String url, long bornMs,
            Map<String, Object> resource) {
        boolean refund() {
            return eventType.startsWith("REFUND");
        }
    }

    /** When to try again after the given attempt failed, 0 for never. */
    static long next(long attempt, long nowMs) {
        return attempt > SCHEDULE.length ? 0 : nowMs + SCHEDULE[(int) attempt - 1] * 1000;
    }

    boolean pending() {
        return !taken && dueMs > 0;
    }

    Map<String, Object> view() {
        return Json.object(
                "id", id, "event_type", eventType, "out_trade_no", outTradeNo,
                "out_refund_no", outRefundNo.isEmpty() ? null : outRefundNo, "attempts", attempts, "taken", taken,
                "last_result", lastResult, "next_due", pending() ? Moments.text(dueMs) : null);
    }
}
