package io.tuanzi.payment.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the provider's daily bill: values behind back-ticks, sums in yuan, columns known by their names. */
final class BillReader {

    /** One row: a payment, or a refund if {@code outRefundNo} is not empty. */
    record Row(String transactionId, String outTradeNo, String outRefundNo, long amountMinor) {
        boolean refund() {
            return !outRefundNo.isEmpty();
        }

        String number() {
            return refund() ? outRefundNo : transactionId;
        }
    }

    private BillReader() {
    }

    /** All payments and refunds of the bill; a bill that cannot be read is a {@link ProviderSilent}. */
    static List<Row> rows(String csv) {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> columns = Map.of();
        for (String line : csv.lines().toList()) {
            if (!line.startsWith("`")) {
                if (!columns.isEmpty()) {
                    break;
                }
                columns = columns(line);
                continue;
            }
            String[] values = line.substring(1).split(",`", -1);
            boolean refund = value(values, columns, "交易状态").equals("REFUND");
            String sum = value(values, columns, refund ? "申请退款金额" : "订单金额");
            rows.add(new Row(value(values, columns, "微信订单号"), value(values, columns, "商户订单号"),
                    refund ? value(values, columns, "商户退款单号") : "", fen(sum)));
        }
        return rows;
    }

    private static Map<String, Integer> columns(String head) {
        Map<String, Integer> columns = new HashMap<>();
        String[] names = head.replace("\uFEFF", "").split(",", -1);
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i].strip(), i);
        }
        return columns;
    }

    private static String value(String[] values, Map<String, Integer> columns, String name) {
        Integer column = columns.get(name);
        if (column == null || column >= values.length) {
            throw new ProviderSilent("the bill has no column " + name);
        }
        return values[column];
    }

    private static long fen(String yuan) {
        try {
            return new BigDecimal(yuan).movePointRight(2).longValueExact();
        } catch (ArithmeticException | NumberFormatException notASum) {
            throw new ProviderSilent("the bill has a sum that is none: " + yuan);
        }
    }
}
