package io.tuanzi.sandboxpay;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The provider's state: the fold of the book's lines. Only the book's thread enters, so every decision sees the last
 * one. What changes goes through {@link #write}, live and at replay alike.
 */
final class Till {
    private record Due(long atMs, Notice notice) {}

    final Keys keys;
    final Faults faults;
    final List<Trade> trades = new ArrayList<>();
    boolean openBill;

    private final Clock wall;
    private final Map<String, Trade> byNumber = new HashMap<>();
    private final Map<String, Trade> byPrepay = new HashMap<>();
    private final Map<String, Trade> byTransaction = new HashMap<>();
    private final Map<String, Trade.Refund> refunds = new HashMap<>();
    private final Map<String, Notice> notices = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::atMs));
    private final PriorityQueue<Trade.Refund> ending =
            new PriorityQueue<>(Comparator.comparingLong((Trade.Refund r) -> r.asked.dueMs()));
    private final List<String> unwritten = new ArrayList<>();
    private long offsetMs;
    private long lines;

    Till(Keys keys, Faults faults, Clock wall) {
        this.keys = keys;
        this.faults = faults;
        this.wall = wall;
    }

    /** Sandbox time: real time and whatever control calls have added. */
    long nowMs() {
        return wall.millis() + offsetMs;
    }

    long offsetMs() {
        return offsetMs;
    }

    /** How many lines the book has: a number that never comes twice. */
    long lines() {
        return lines;
    }

    /** Books the entry: into the state now, into the file before anybody is answered. */
    void write(Entry entry) {
        apply(entry);
        unwritten.add(Entry.line(entry));
    }

    /** The lines decided since the last call. */
    List<String> takeUnwritten() {
        List<String> taken = List.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }

    /** Changes the state as the entry says; at replay the only way in. */
    void apply(Entry entry) {
        lines++;
        switch (entry) {
            case Entry.Prepaid e -> {
                Trade trade = new Trade(e);
                trades.add(trade);
                byNumber.put(e.outTradeNo(), trade);
                byPrepay.put(e.prepayId(), trade);
            }
            case Entry.Paying e -> trade(e.outTradeNo()).paying = true;
            case Entry.Declined e -> trade(e.outTradeNo()).paying = false;
            case Entry.Paid e -> {
                Trade trade = trade(e.outTradeNo());
                trade.paid = e;
                byTransaction.put(e.transactionId(), trade);
                owe(new Notice("EV-" + e.transactionId(), e.atMs(), "TRANSACTION.SUCCESS", e.outTradeNo(), "",
                        trade.asked.notifyUrl(), e.noticeDueMs()));
            }
            case Entry.Closed e -> trade(e.outTradeNo()).closed = e;
            case Entry.RefundAsked e -> {
                Trade trade = trade(e.outTradeNo());
                Trade.Refund refund = new Trade.Refund(trade, e);
                trade.refunds.add(refund);
                trade.refundedMinor += e.refundMinor();
                refunds.put(e.outRefundNo(), refund);
                ending.add(refund);
            }
            case Entry.RefundEnded e -> {
                Trade.Refund refund = refund(e.outRefundNo());
                refund.ended = e;
                owe(new Notice("EV-" + refund.asked.refundId(), e.atMs(), "REFUND." + e.status(),
                        refund.asked.outTradeNo(),
                        e.outRefundNo(), refund.asked.notifyUrl(), e.noticeDueMs()));
            }
            case Entry.Attempted e -> {
                Notice notice = notice(e.noticeId());
                notice.attempts = Math.max(notice.attempts, e.attempt());
                notice.taken |= e.taken();
                notice.lastResult = e.result();
                notice.dueMs = e.nextDueMs();
                notice.flying = false;
                if (notice.pending()) {
                    due.add(new Due(notice.dueMs, notice));
                }
            }
            case Entry.ClockAdvanced e -> offsetMs = e.offsetMs();
        }
    }

    private void owe(Notice notice) {
        notices.put(notice.id, notice);
        due.add(new Due(notice.dueMs, notice));
    }

    @Nullable Trade find(String outTradeNo) {
        Trade trade = byNumber.get(outTradeNo);
        return trade == null ? null : fresh(trade);
    }

    Trade trade(String outTradeNo) {
        return known(byNumber.get(outTradeNo), outTradeNo);
    }

    /** The trade, closed first if its time is over. */
    Trade current(String outTradeNo) {
        return fresh(trade(outTradeNo));
    }

    Trade byTransaction(String transactionId) {
        return known(byTransaction.get(transactionId), transactionId);
    }

    Trade byPrepay(String prepayId) {
        return fresh(known(byPrepay.get(prepayId), prepayId));
    }

    Trade.@Nullable Refund findRefund(String outRefundNo) {
        return refunds.get(outRefundNo);
    }

    Trade.Refund refund(String outRefundNo) {
        Trade.Refund refund = refunds.get(outRefundNo);
        if (refund == null) {
            throw Refusal.missing("退款单不存在 no such refund: " + outRefundNo);
        }
        return refund;
    }

    Notice notice(String id) {
        Notice notice = notices.get(id);
        if (notice == null) {
            throw Refusal.missing("no such notification: " + id);
        }
        return notice;
    }

    private static Trade known(@Nullable Trade trade, String name) {
        if (trade == null) {
            throw new Refusal(404, "ORDER_NOT_EXIST", "订单不存在 no such order: " + name);
        }
        return trade;
    }

    private Trade fresh(Trade trade) {
        if (trade.paid == null && trade.closed == null && nowMs() >= trade.asked.expiresMs()) {
            write(new Entry.Closed(nowMs(), trade.asked.outTradeNo(), "expired"));
        }
        return trade;
    }

    /** Ends the refunds whose time has come and hands out the deliveries due, each once until it is reported. */
    List<Notice.Errand> dueErrands(long atMost) {
        long now = nowMs();
        while (!ending.isEmpty() && (done(ending.peek()) || ending.peek().asked.dueMs() <= now)) {
            Trade.Refund refund = ending.remove();
            if (!done(refund)) {
                long at = noticeDue("refund", refund.asked.outTradeNo());
                write(new Entry.RefundEnded(now, refund.asked.outRefundNo(), refund.asked.ending(), at));
            }
        }
        List<Notice.Errand> errands = new ArrayList<>();
        while (errands.size() < atMost && !due.isEmpty() && due.peek().atMs <= now) {
            Due next = due.remove();
            Notice notice = next.notice;
            if (notice.pending() && !notice.flying && notice.dueMs == next.atMs) {
                notice.flying = true;
                errands.add(errand(notice));
            }
        }
        return errands;
    }

    private static boolean done(Trade.Refund refund) {
        return refund.ended != null;
    }

    /** When something is due next, in sandbox time; far away if nothing is. */
    long nextDueMs() {
        long notice = due.isEmpty() ? Long.MAX_VALUE : due.peek().atMs;
        long refund = ending.isEmpty() ? Long.MAX_VALUE : ending.peek().asked.dueMs();
        return Math.min(notice, refund);
    }

    long owed() {
        return notices.values().stream().filter(Notice::pending).count();
    }

    Notice.Errand errand(Notice notice) {
        Trade trade = trade(notice.outTradeNo);
        Map<String, Object> resource = notice.outRefundNo.isEmpty() ? paidView(trade) : refundView(notice);
        return new Notice.Errand(notice.id, notice.attempts + 1, notice.eventType, notice.outTradeNo, notice.notifyUrl,
                notice.bornMs, resource);
    }

    private Map<String, Object> paidView(Trade trade) {
        Map<String, Object> view = trade.view(keys);
        // a payment's notification tells the payment, whatever has been refunded since
        view.put("trade_state", "SUCCESS");
        view.put("trade_state_desc", "支付成功");
        return view;
    }

    private Map<String, Object> refundView(Notice notice) {
        Trade.Refund refund = refund(notice.outRefundNo);
        long total = refund.trade.asked.totalMinor();
        long sum = refund.asked.refundMinor();
        return Json.object(
                "mchid", keys.mchid(),
                "out_trade_no", refund.asked.outTradeNo(),
                "transaction_id", refund.trade.transactionId(),
                "out_refund_no", refund.asked.outRefundNo(),
                "refund_id", refund.asked.refundId(),
                "refund_status", refund.status(),
                "success_time", refund.status().equals("SUCCESS") ? Moments.text(notice.bornMs) : null,
                "user_received_account", "零钱",
                "amount", Json.object("total", total, "refund", sum, "payer_total", total, "payer_refund", sum));
    }

    /** When the first delivery goes out, faults considered. Reordering mirrors the moment at the end of its window. */
    long noticeDue(String kind, String outTradeNo) {
        long now = nowMs();
        long late = now + faults.strikes(Fault.DELAY_NOTIFICATION, kind, outTradeNo).orElse(0);
        long window = faults.strikes(Fault.REORDER, kind, outTradeNo).orElse(0);
        if (window <= 0) {
            return late;
        }
        long end = (late / window + 1) * window;
        return end + (end - late);
    }
}
