package io.tuanzi.sandboxpay;

import java.util.Map;

/** One line of the book: something that happened and stays so. Sums are fen, moments sandbox time in milliseconds. */
sealed interface Entry {

    /** When it happened, in sandbox time. */
    long atMs();

    /** The merchant asked for a payment. */
    record Prepaid(
            long atMs, String outTradeNo, String prepayId, String tradeType, String bodyHash, String description,
            String attach, String notifyUrl, String openid, long totalMinor, long expiresMs) implements Entry {}

    /** The payer is at it: typing the password. */
    record Paying(long atMs, String outTradeNo) implements Entry {}

    /** The payer's bank said no; the trade stays open. */
    record Declined(long atMs, String outTradeNo) implements Entry {}

    /** The money was taken. */
    record Paid(long atMs, String outTradeNo, String transactionId, String openid, long noticeDueMs) implements Entry {}

    /** Nobody can pay it any more; the cause is {@code merchant} or {@code expired}. */
    record Closed(long atMs, String outTradeNo, String cause) implements Entry {}

    /** The merchant asked for money to go back; it ends at {@code dueMs} with the status {@code ending}. */
    record RefundAsked(
            long atMs, String outTradeNo, String outRefundNo, String refundId, String bodyHash, String reason,
            String notifyUrl, long refundMinor, long dueMs, String ending) implements Entry {}

    /** The refund ended. */
    record RefundEnded(long atMs, String outRefundNo, String status, long noticeDueMs) implements Entry {}

    /** A notification was tried; {@code nextDueMs} 0 means never again. */
    record Attempted(long atMs, String noticeId, long attempt, String result, boolean taken, long nextDueMs)
            implements Entry {}

    /** The sandbox clock was moved; the offset to real time is the new whole one. */
    record ClockAdvanced(long atMs, long offsetMs) implements Entry {}

    /** The line for the file, without its line feed. */
    static String line(Entry entry) {
        return Json.write(members(entry));
    }

    private static Map<String, Object> members(Entry entry) {
        return switch (entry) {
            case Prepaid e -> Json.object(
                    "e", "prepaid", "at", e.atMs, "no", e.outTradeNo, "prepay_id", e.prepayId, "type", e.tradeType,
                    "hash", e.bodyHash, "description", e.description, "attach", e.attach, "notify", e.notifyUrl,
                    "openid", e.openid, "total", e.totalMinor, "expires", e.expiresMs);
            case Paying e -> Json.object("e", "paying", "at", e.atMs, "no", e.outTradeNo);
            case Declined e -> Json.object("e", "declined", "at", e.atMs, "no", e.outTradeNo);
            case Paid e -> Json.object(
                    "e", "paid", "at", e.atMs, "no", e.outTradeNo, "transaction", e.transactionId, "openid", e.openid,
                    "notice", e.noticeDueMs);
            case Closed e -> Json.object("e", "closed", "at", e.atMs, "no", e.outTradeNo, "cause", e.cause);
            case RefundAsked e -> Json.object(
                    "e", "refund", "at", e.atMs, "no", e.outTradeNo, "refund_no", e.outRefundNo,
                    "refund_id", e.refundId,
                    "hash", e.bodyHash, "reason", e.reason, "notify", e.notifyUrl, "sum", e.refundMinor, "due", e.dueMs,
                    "ending", e.ending);
            case RefundEnded e -> Json.object(
                    "e", "refunded", "at", e.atMs, "refund_no", e.outRefundNo, "status", e.status,
                    "notice", e.noticeDueMs);
            case Attempted e -> Json.object(
                    "e", "attempt", "at", e.atMs, "notice", e.noticeId, "attempt", e.attempt, "result", e.result,
                    "taken", e.taken, "next", e.nextDueMs);
            case ClockAdvanced e -> Json.object("e", "clock", "at", e.atMs, "offset", e.offsetMs);
        };
    }

    /** Reads a line of the file; a line that is none is refused. */
    static Entry read(String line) {
        Fields f = Json.read(line);
        long at = f.number("at");
        return switch (f.text("e")) {
            case "prepaid" -> new Prepaid(
                    at, f.text("no"), f.text("prepay_id"), f.text("type"), f.text("hash"), f.text("description"),
                    f.text("attach"), f.text("notify"), f.text("openid"), f.number("total"), f.number("expires"));
            case "paying" -> new Paying(at, f.text("no"));
            case "declined" -> new Declined(at, f.text("no"));
            case "paid" -> new Paid(at, f.text("no"), f.text("transaction"), f.text("openid"), f.number("notice"));
            case "closed" -> new Closed(at, f.text("no"), f.text("cause"));
            case "refund" -> new RefundAsked(
                    at, f.text("no"), f.text("refund_no"), f.text("refund_id"), f.text("hash"), f.text("reason"),
                    f.text("notify"), f.number("sum"), f.number("due"), f.text("ending"));
            case "refunded" -> new RefundEnded(at, f.text("refund_no"), f.text("status"), f.number("notice"));
            case "attempt" -> new Attempted(
                    at, f.text("notice"), f.number("attempt"), f.text("result"), f.flag("taken"), f.number("next"));
            case "clock" -> new ClockAdvanced(at, f.number("offset"));
            default -> throw Refusal.parameter("unknown line in the book: " + f.text("e"));
        };
    }
}
