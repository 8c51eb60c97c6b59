package io.tuanzi.order.internal;

import io.tuanzi.inventory.Stock;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.events.OrderPaid;
import io.tuanzi.order.internal.OrderBook.Row;
import io.tuanzi.payment.Capture;
import io.tuanzi.payment.CaptureListener;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides what becomes of money that came for an order: it pays the order, or it goes back (P2, P3). */
@Component
class PaymentDesk implements CaptureListener {

    private final OrderBook book;
    private final Rights rights;
    private final Stock stock;
    private final Ledger ledger;
    private final Facts facts;

    PaymentDesk(OrderBook book, Rights rights, Stock stock, Ledger ledger, Facts facts) {
        this.book = book;
        this.rights = rights;
        this.stock = stock;
        this.ledger = ledger;
        this.facts = facts;
    }

    @Override
    public String kind() {
        return "order";
    }

    @Override
    public Verdict captured(Capture capture) {
        Tx.requireOpen("a capture");
        return paid(capture.payableId(), capture.amountMinor()) ? Verdict.KEPT : Verdict.RETURN;
    }

    /** Pays a waiting order whose total this is; false when it no longer waits or costs something else. */
    boolean paid(long orderId, long amountMinor) {
        Optional<Integer> version = book.pay(orderId, amountMinor); // P2: one of pay and close wins
        if (version.isEmpty()) {
            return false;
        }
        Row order = book.find(orderId).orElseThrow();
        book.history(orderId, version.get(), OrderState.AWAITING_PAYMENT, OrderState.PAID, "payment", null);
        facts.record(orderId, version.get(), new OrderPaid(orderId, order.customerId(), order.totalMinor(),
                order.freightMinor(), order.openHolds() > 0, order.activityId(), order.groupId(),
                order.placedAt().toEpochMilli(), book.lineFacts(orderId)));
        rights.settle(orderId); // lock order: coupon, budget, stock
        spendBudgets(orderId);
        if (order.openHolds() == 0) {
            stock.commit(orderId);
        }
        return true;
    }

    /** A promise from a budget becomes spending when the order is paid. */
    private void spendBudgets(long orderId) {
        String ref = "order:" + orderId;
        List<Transfer> spent = new ArrayList<>();
        for (Ledger.TransferRow row : ledger.of(List.of(ref))) {
            if ("budget.reserve".equals(row.kind())) {
                spent.add(new Transfer("budget.spend", ref, row.leg(), row.credit(),
                        row.debit().replaceFirst("^budget/", "budget.spent/"), row.amountMinor()));
            }
        }
        ledger.post(spent);
    }
}
