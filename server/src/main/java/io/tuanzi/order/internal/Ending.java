package io.tuanzi.order.internal;

import io.tuanzi.inventory.Stock;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.events.OrderClosed;
import io.tuanzi.order.internal.OrderBook.LineRow;
import io.tuanzi.order.internal.OrderBook.Row;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Closes orders, in the caller's transaction on a locked row: units, coupon, limit and budget go back, and so does the
 * money when there was any (P2, C2, acceptance 11).
 */
@Component
class Ending {

    private final OrderBook book;
    private final Refunding refunding;
    private final Rights rights;
    private final Stock stock;
    private final Payments payments;
    private final Ledger ledger;
    private final Facts facts;

    Ending(OrderBook book, Refunding refunding, Rights rights, Stock stock, Payments payments, Ledger ledger,
           Facts facts) {
        this.book = book;
        this.refunding = refunding;
        this.rights = rights;
        this.stock = stock;
        this.payments = payments;
        this.ledger = ledger;
        this.facts = facts;
    }

    /** Closes a locked order that waits or is paid and not shipped; refuses any other. */
    void close(Row order, String by, String reason) {
        boolean paid = order.state() == OrderState.PAID;
        if (!paid && order.state() != OrderState.AWAITING_PAYMENT) {
            throw Problem.badState(order.state().name());
        }
        int version = book.move(order, OrderState.CLOSED)
                .orElseThrow(() -> new IllegalStateException("O1: the locked order moved"));
        book.closed(order.orderId(), reason);
        book.history(order.orderId(), version, order.state(), OrderState.CLOSED, by, reason);
        facts.record(order.orderId(), version, new OrderClosed(order.orderId(), order.customerId(), reason, paid,
                order.groupId()));
        // lock order: coupon, limit, budget, stock
        rights.giveBack(order.orderId());
        book.giveBackLimits(order.orderId());
        giveBackBudgets(order.orderId());
        List<LineRow> lines = book.lines(order.orderId());
        stock.release(order.orderId(), "UNPAID".equals(reason));
        if (paid) {
            if (order.openHolds() == 0) {
                lines.stream().filter(l -> l.quantity() > l.unitsBack()).forEach(l -> stock.takeBack(l.skuId(),
                        l.quantity() - l.unitsBack(), "closed:" + order.orderId() + ":" + l.lineNo()));
            }
            refunding.refundRest(order.orderId(), "close:" + order.orderId(), reason);
        } else {
            payments.closeFor("order:" + order.orderId());
        }
    }

    /** What was reserved from budgets at placing goes back, once by the transfers' own key, from where it is now. */
    private void giveBackBudgets(long orderId) {
        String ref = "order:" + orderId;
        Map<Integer, Transfer> back = new HashMap<>();
        for (Ledger.TransferRow row : ledger.of(List.of(ref))) { // oldest first: a spending follows its reservation
            if ("budget.reserve".equals(row.kind())) {
                back.put(row.leg(), new Transfer("budget.return", ref, row.leg(), row.credit(), row.debit(),
                        row.amountMinor()));
            } else if ("budget.spend".equals(row.kind())) {
                back.computeIfPresent(row.leg(), (leg, was) -> new Transfer("budget.return", ref, leg, row.credit(),
                        was.credit(), row.amountMinor()));
            }
        }
        ledger.post(List.copyOf(back.values()));
    }
}
