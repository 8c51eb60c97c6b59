package io.tuanzi.sandboxpay;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;

/** The daily bill: one row per payment and per refund of the day, then the sums. Values stand behind a back-tick. */
final class Bill {
    private static final String HEAD = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
            + "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
            + "订单金额,申请退款金额,费率备注";
    private static final String SUMS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    private final StringBuilder out = new StringBuilder("\uFEFF").append(HEAD).append("\r\n");
    private long rows;
    private long paidMinor;
    private long refundedMinor;

    private Bill() {}

    /** The bill of a day of the sandbox calendar (China's), in the order of the book. */
    static byte[] of(Till till, LocalDate day) {
        Bill bill = new Bill();
        for (Trade trade : till.trades) {
            Entry.Paid paid = trade.paid;
            if (paid != null) {
                if (Moments.day(paid.atMs()).equals(day)) {
                    bill.payment(till.keys, trade, paid);
                }
                for (Trade.Refund refund : trade.refunds) {
                    if (Moments.day(refund.asked.atMs()).equals(day)) {
                        bill.refund(till.keys, trade, refund);
                    }
                }
            }
        }
        bill.out.append(SUMS).append("\r\n");
        bill.row(String.valueOf(bill.rows), yuan(bill.paidMinor), yuan(bill.refundedMinor), "0.00", "0.00000",
                yuan(bill.paidMinor), yuan(bill.refundedMinor));
        return bill.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void payment(Keys keys, Trade trade, Entry.Paid paid) {
        rows++;
        paidMinor += trade.asked.totalMinor();
        String total = yuan(trade.asked.totalMinor());
        row(Moments.billText(paid.atMs()), keys.appid(), keys.mchid(), "0", "", paid.transactionId(),
                trade.asked.outTradeNo(), paid.openid(), trade.asked.tradeType(), "SUCCESS", "OTHERS", "CNY", total,
                "0.00", "0", "0", "0.00", "0.00", "", "", trade.asked.description(), trade.asked.attach(), "0.00000",
                "0.00%", total, "0.00", "");
    }

    private void refund(Keys keys, Trade trade, Trade.Refund refund) {
        rows++;
        refundedMinor += refund.asked.refundMinor();
        String sum = yuan(refund.asked.refundMinor());
        row(Moments.billText(refund.asked.atMs()), keys.appid(), keys.mchid(), "0", "", trade.transactionId(),
                trade.asked.outTradeNo(), trade.paid == null ? "" : trade.paid.openid(), trade.asked.tradeType(),
                "REFUND", "OTHERS", "CNY", "0.00", "0.00", refund.asked.refundId(), refund.asked.outRefundNo(), sum,
                "0.00", "ORIGINAL", refund.status(), trade.asked.description(), trade.asked.attach(), "0.00000",
                "0.00%", "0.00", sum, "");
    }

    private void row(String... values) {
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "`" : ",`").append(values[i].replaceAll("[,\\r\\n`]", " "));
        }
        out.append("\r\n");
    }

    static String yuan(long minor) {
        return String.format(Locale.ROOT, "%d.%02d", minor / 100, minor % 100);
    }
}
