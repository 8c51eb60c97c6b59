package io.tuanzi.payment.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the provider tells about a payment or a refund, by a notification or in answer to a question. */
final class Told {

    private Told() {
    }

    /**
     * A payment. Fields that are missing are empty texts, zero or null; nothing is believed before it is compared.
     *
     * @param answered whether it was our question, signed for us, and not a notification
     */
    record Payment(String mchid, String appid, String outTradeNo, String transactionId, String state,
                   long totalMinor, String currency, @Nullable Instant paidAt, boolean answered, String said) {

        boolean paid() {
            return state.equals("SUCCESS") || state.equals("REFUND");
        }
    }

    /** A refund; the currency is not part of it. */
    record Refunded(String mchid, String transactionId, String outRefundNo, String refundId, String status,
                    long refundMinor, String said) {
    }

    static Payment payment(JsonNode node, boolean answered) {
        JsonNode amount = node.path("amount");
        return new Payment(text(node, "mchid"), text(node, "appid"), text(node, "out_trade_no"),
                text(node, "transaction_id"), text(node, "trade_state"), number(amount, "total"),
                text(amount, "currency"), moment(text(node, "success_time")), answered, shortened(node));
    }

    /** A refund from a notification ({@code refund_status}) or an answer ({@code status}, no mchid). */
    static Refunded refund(JsonNode node, String mchidIfAnswered) {
        String status = text(node, "refund_status").isEmpty() ? text(node, "status") : text(node, "refund_status");
        String mchid = mchidIfAnswered.isEmpty() ? text(node, "mchid") : mchidIfAnswered;
        return new Refunded(mchid, text(node, "transaction_id"), text(node, "out_refund_no"),
                text(node, "refund_id"), status, number(node.path("amount"), "refund"), shortened(node));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : "";
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.asLong() : 0;
    }

    private static @Nullable Instant moment(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notAMoment) {
            return null;
        }
    }

    /** What was said, for people; cut, and without characters PostgreSQL refuses. */
    private static String shortened(JsonNode node) {
        String said = node.toString().replace("\u0000", "");
        return said.length() > 2_000 ? said.substring(0, 2_000) : said;
    }
}
