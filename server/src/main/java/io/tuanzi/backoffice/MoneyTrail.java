package io.tuanzi.backoffice;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.order.OrderPages;
import io.tuanzi.payment.CaptureView;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.RefundView;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.rewards.AccrualView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every cent of an order: the transfers that belong to it, each with a sentence, and what the provider did. */
@Component
class MoneyTrail {

    /** A transfer with its meaning. */
    record MoneyRow(Instant at, String kind, String debit, String credit, long amountMinor, String ref,
                    String explanation) {
    }

    /** Money that came or goes back at the provider. */
    record PaymentRow(Instant at, String provider, @Nullable String transactionId, String kind, String state,
                      long amountMinor) {
    }

    private final Ledger ledger;
    private final OrderPages orders;
    private final Payments payments;
    private final Phrasebook words = Phrasebook.open("money");

    MoneyTrail(Ledger ledger, OrderPages orders, Payments payments) {
        this.ledger = ledger;
        this.orders = orders;
        this.payments = payments;
    }

    /** The transfers of an order, oldest first. */
    List<MoneyRow> of(long orderId, List<AccrualView> accruals) {
        String order = "order:" + orderId;
        Set<String> refs = new LinkedHashSet<>(List.of(order));
        orders.refunds(orderId).forEach(refund -> refs.add(order + ":" + refund.key()));
        payments.captures(order).forEach(c -> refs.add(c.provider() + ":" + c.transactionId()));
        payments.refunds(order).forEach(refund -> refs.add(refund.outRefundNo()));
        accruals.forEach(accrual -> refs.add("accrual:" + accrual.accrualId()));
        return ledger.of(refs).stream().map(t -> new MoneyRow(t.at(), t.kind(), t.debit(), t.credit(),
                t.amountMinor(), t.ref(), words.say(Language.current(), t.kind(),
                Map.of("amountMinor", t.amountMinor(), "from", t.debit(), "to", t.credit())))).toList();
    }

    /** What came and what goes back, oldest first. */
    List<PaymentRow> payments(long orderId) {
        String order = "order:" + orderId;
        List<CaptureView> captures = payments.captures(order);
        Stream<PaymentRow> came = captures.stream().map(c -> new PaymentRow(c.at(), upper(c.provider()),
                c.transactionId(), "CAPTURE", c.returned() ? "RETURNED" : "DONE", c.amountMinor()));
        Stream<PaymentRow> back = payments.refunds(order).stream().map(r -> new PaymentRow(r.at(),
                provider(captures, r), r.outRefundNo(), "REFUND", r.state(), -r.amountMinor()));
        List<PaymentRow> rows = new ArrayList<>(Stream.concat(came, back).toList());
        rows.sort(Comparator.comparing(PaymentRow::at));
        return rows;
    }

    private static String provider(List<CaptureView> captures, RefundView refund) {
        return captures.stream().filter(c -> c.captureId() == refund.captureId()).findFirst()
                .map(c -> upper(c.provider())).orElse("");
    }

    private static String upper(String provider) {
        return provider.toUpperCase(Locale.ROOT);
    }
}
