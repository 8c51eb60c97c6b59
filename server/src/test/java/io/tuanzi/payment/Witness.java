package io.tuanzi.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Lays the sandbox's whole book beside ours, payment by payment and refund by refund (M7, P1 to P5).
 *
 * <p>To be asked after quiescence; while notifications are under way differences are no defect.
 */
public final class Witness {
    private static final int PAGE = 1_000;

    private Witness() {
    }

    /** Every difference in words; empty when both books say the same. Reads as any role that sees {@code payment}. */
    public static List<String> differences(SandboxControl sandbox, JdbcClient jdbc) {
        Map<String, Long> paidThere = new HashMap<>();
        Map<String, Long> refundedThere = new HashMap<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page = SandboxControl.tree(sandbox.get("/sandbox/book?limit=" + PAGE + "&after=" + after).body());
            page.path("trades").forEach(trade -> read(trade, paidThere, refundedThere));
            after = page.path("next").isMissingNode() ? "" : String.valueOf(page.path("next").asInt());
        }
        List<String> differences = new ArrayList<>();
        compare("payment", paidThere, sums(jdbc, """
                SELECT transaction_id, amount_minor FROM payment.capture"""), differences);
        compare("refund", refundedThere, sums(jdbc, """
                SELECT out_refund_no, amount_minor FROM payment.refund WHERE state = 'DONE'"""), differences);
        compare("ledger", paidThere, sums(jdbc, """
                SELECT split_part(ref, ':', 2), amount_minor FROM ledger.transfer WHERE kind = 'payment.capture'"""),
                differences);
        compare("ledger refund", refundedThere, sums(jdbc, """
                SELECT ref, amount_minor FROM ledger.transfer WHERE kind = 'payment.refund'"""), differences);
        return differences;
    }

    private static void read(JsonNode trade, Map<String, Long> paid, Map<String, Long> refunded) {
        if (trade.path("paid_minor").asLong() > 0) {
            paid.put(trade.path("transaction_id").asString(), trade.path("paid_minor").asLong());
        }
        trade.path("refunds").forEach(refund -> {
            if (refund.path("status").asString().equals("SUCCESS")) {
                refunded.put(refund.path("out_refund_no").asString(), refund.path("amount").path("refund").asLong());
            }
        });
    }

    private static Map<String, Long> sums(JdbcClient jdbc, String sql) {
        Map<String, Long> sums = new HashMap<>();
        jdbc.sql(sql).query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list()
                .forEach(row -> sums.put(row.getKey(), row.getValue()));
        return sums;
    }

    private static void compare(String what, Map<String, Long> there, Map<String, Long> here, List<String> found) {
        there.forEach((number, sum) -> {
            if (!sum.equals(here.get(number))) {
                found.add(what + " " + number + ": " + sum + " there, " + here.get(number) + " here");
            }
        });
        here.forEach((number, sum) -> {
            if (!there.containsKey(number)) {
                found.add(what + " " + number + ": nothing there, " + sum + " here");
            }
        });
    }
}
