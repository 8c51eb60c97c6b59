package io.tuanzi.sandboxpay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the provider allows: each method is one decision, made in the book's thread. */
final class Rules {
    private static final Pattern TRADE_NO = Pattern.compile("[0-9A-Za-z_|*-]{6,32}");
    private static final Pattern REFUND_NO = Pattern.compile("[0-9A-Za-z_|*@-]{1,64}");
    private static final long LONGEST_TOTAL_MINOR = 100_000_000_00L;
    private static final long TWO_HOURS_MS = 2 * 3600 * 1000L;
    private static final int MOST_REFUNDS = 50;

    private Rules() {}

    /** The prepay id for the request; the same request gives the same. */
    static String prepay(Till till, String tradeType, Fields request) {
        String no = request.text("out_trade_no");
        if (!TRADE_NO.matcher(no).matches()) {
            throw Refusal.parameter("out_trade_no: 6 to 32 of 0-9 A-Z a-z _ - | *");
        }
        Keys keys = till.keys;
        if (!keys.mchid().equals(request.text("mchid")) || !keys.appid().equals(request.text("appid"))) {
            throw new Refusal(400, "APPID_MCHID_NOT_MATCH", "商户号与 appid 不匹配 appid and mchid do not belong together");
        }
        Fields amount = request.object("amount");
        long total = amount.number("total");
        if (total < 1 || total > LONGEST_TOTAL_MINOR || !amount.text("currency", "CNY").equals("CNY")) {
            throw Refusal.parameter("amount: total in fen, 1 or more, CNY");
        }
        String description = limited("description", request.text("description"), 127);
        String openid = tradeType.equals("JSAPI") ? limited("openid", request.object("payer").text("openid"), 128) : "";
        if (tradeType.equals("MWEB")) {
            request.object("scene_info").text("payer_client_ip");
        }
        String hash = hash(tradeType, request);
        Trade before = till.find(no);
        if (before != null) {
            if (!before.asked.bodyHash().equals(hash)) {
                throw new Refusal(400, "OUT_TRADE_NO_USED", "商户订单号重复 out_trade_no was used with another request");
            }
            refuseEnded(before);
            return before.asked.prepayId();
        }
        long now = till.nowMs();
        long expires = request.has("time_expire")
                ? Moments.parse("time_expire", request.text("time_expire")) : now + TWO_HOURS_MS;
        if (expires <= now) {
            throw Refusal.parameter("time_expire is over");
        }
        String prepayId = "wx" + digits(now) + Keys.hex(9);
        till.write(new Entry.Prepaid(now, no, prepayId, tradeType, hash, description,
                limited("attach", request.text("attach", ""), 128), url(request.text("notify_url")),
                openid, total, expires));
        return prepayId;
    }

    /** The payer pays; paying a paid trade again changes nothing and tells the same payment. */
    static Map<String, Object> pay(Till till, Trade trade, String openid) {
        if (trade.paid == null) {
            refuseEnded(trade);
            long now = till.nowMs();
            String no = trade.asked.outTradeNo();
            String payer = trade.asked.openid().isEmpty() ? openid : trade.asked.openid();
            String transaction = number("4200", now, till);
            till.write(new Entry.Paid(now, no, transaction, payer, till.noticeDue("pay", no)));
        }
        return trade.view(till.keys);
    }

    /** The payer's bank refuses; the trade stays payable. */
    static Map<String, Object> decline(Till till, Trade trade) {
        refuseEnded(trade);
        till.write(new Entry.Declined(till.nowMs(), trade.asked.outTradeNo()));
        return trade.view(till.keys);
    }

    /** The payer begins to type the password. */
    static Map<String, Object> begin(Till till, Trade trade) {
        refuseEnded(trade);
        till.write(new Entry.Paying(till.nowMs(), trade.asked.outTradeNo()));
        return trade.view(till.keys);
    }

    /** Closes an unpaid trade; closing a closed one is fine. */
    static void close(Till till, Trade trade) {
        if (trade.paid != null) {
            refuseEnded(trade);
        }
        if (trade.paying) {
            throw new Refusal(400, "USERPAYING", "用户支付中 the payer is typing the password, ask again");
        }
        if (trade.closed == null) {
            till.write(new Entry.Closed(till.nowMs(), trade.asked.outTradeNo(), "merchant"));
        }
    }

    /** Takes a refund in hand; it ends by itself a little later. */
    static Map<String, Object> refund(Till till, Fields request, long afterMs) {
        String refundNo = request.text("out_refund_no");
        if (!REFUND_NO.matcher(refundNo).matches()) {
            throw Refusal.parameter("out_refund_no: 1 to 64 of 0-9 A-Z a-z _ - | * @");
        }
        String hash = hash("REFUND", request);
        Trade.Refund before = till.findRefund(refundNo);
        if (before != null) {
            if (!before.asked.bodyHash().equals(hash)) {
                throw Refusal.invalid("退款单号重复且参数不一致 out_refund_no was used with another request");
            }
            return before.view();
        }
        Trade trade = request.has("transaction_id")
                ? till.byTransaction(request.text("transaction_id")) : till.trade(request.text("out_trade_no"));
        Entry.Paid paid = trade.paid;
        if (paid == null) {
            throw Refusal.invalid("订单未支付 the order is not paid");
        }
        Fields amount = request.object("amount");
        long sum = amount.number("refund");
        if (sum < 1 || !amount.text("currency").equals("CNY") || amount.number("total") != trade.asked.totalMinor()) {
            throw Refusal.parameter("amount: refund 1 fen or more, total as paid, CNY");
        }
        if (trade.refundedMinor + sum > trade.asked.totalMinor()) {
            throw Refusal.invalid("累计退款超过支付金额 more than was paid");
        }
        if (trade.refunds.size() >= MOST_REFUNDS) {
            throw Refusal.invalid("退款次数超限 an order has fifty refunds at most");
        }
        long now = till.nowMs();
        String no = trade.asked.outTradeNo();
        String ending = till.faults.strikes(Fault.ABNORMAL_REFUND, "refund", no).isPresent() ? "ABNORMAL" : "SUCCESS";
        String id = number("5030", now, till);
        till.write(new Entry.RefundAsked(now, no, refundNo, id, hash, limited("reason", request.text("reason", ""), 80),
                url(request.text("notify_url", trade.asked.notifyUrl())), sum, now + afterMs, ending));
        return till.refund(refundNo).view();
    }

    private static void refuseEnded(Trade trade) {
        if (trade.paid != null) {
            throw new Refusal(400, "ORDER_PAID", "订单已支付 the order is paid");
        }
        if (trade.closed != null) {
            throw new Refusal(400, "ORDER_CLOSED", "订单已关闭 the order is closed");
        }
    }

    /** A number of 28 digits that this book never gives twice. */
    private static String number(String prefix, long now, Till till) {
        return prefix + digits(now).substring(0, 8) + String.format(Locale.ROOT, "%016d", till.lines());
    }

    private static String digits(long ms) {
        return Moments.billText(ms).replaceAll("[^0-9]", "");
    }

    private static String limited(String name, String text, int longest) {
        if (text.length() > longest) {
            throw Refusal.parameter(name + " is longer than " + longest);
        }
        return text;
    }

    private static String url(@Nullable String text) {
        if (text == null || text.length() > 255 || !(text.startsWith("http://") || text.startsWith("https://"))) {
            throw Refusal.parameter("notify_url is not an http address of at most 255 characters");
        }
        try {
            return java.net.URI.create(text).toString();
        } catch (IllegalArgumentException notAnAddress) {
            throw Refusal.parameter("notify_url is not an address");
        }
    }

    private static String hash(String kind, Fields request) {
        try {
            byte[] text = (kind + Json.write(request.members())).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
