package io.tuanzi.order.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders;
import io.tuanzi.order.events.OrderCompleted;
import io.tuanzi.order.internal.OrderBook.Row;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The timers of orders (ORD-23): unpaid orders close, parcels count as received, the time for returns ends. */
@Configuration(proxyBeanMethods = false)
class OrderSweeps {

    private static final int AT_ONCE = 100;

    private record Timer(String name, Duration every, IntSupplier work) implements Sweep {
        @Override
        public int sweep() {
            return work.getAsInt();
        }
    }

    @Bean
    Sweep closeUnpaid(OrderBook book, Orders orders) {
        return new Timer("order.close-unpaid", Duration.ofSeconds(2), () -> {
            List<Long> due = book.unpaidDue(AT_ONCE);
            due.forEach(orders::closeIfOverdue);
            return due.size();
        });
    }

    @Bean
    Sweep receiveShipped(OrderBook book, Orders orders) {
        return new Timer("order.auto-receive", Duration.ofSeconds(20), () -> {
            List<Long> due = book.receiveDue(AT_ONCE);
            due.forEach(order -> orders.received(order, "timer"));
            return due.size();
        });
    }

    @Bean
    Sweep completeReceived(OrderBook book, Ledger ledger, Facts facts, Tx tx) {
        return new Timer("order.complete", Duration.ofSeconds(20), () -> {
            List<Long> due = book.completeDue(AT_ONCE);
            due.forEach(id -> tx.run("order.complete", () -> complete(id, book, ledger, facts)));
            return due.size();
        });
    }

    /** What stays paid becomes revenue when nothing can go back any more without a reason. */
    private static void complete(long orderId, OrderBook book, Ledger ledger, Facts facts) {
        Row order = book.lock(orderId).orElseThrow();
        if (order.state() != OrderState.RECEIVED || book.hasOpenReturn(orderId)) {
            return;
        }
        int version = book.move(order, OrderState.COMPLETED).orElseThrow();
        book.completed(orderId);
        book.history(orderId, version, OrderState.RECEIVED, OrderState.COMPLETED, "timer", null);
        long net = order.paidMinor() - order.refundedMinor();
        facts.record(orderId, version, new OrderCompleted(orderId, order.customerId(), net));
        if (net > 0) {
            ledger.post(List.of(new Transfer("order.revenue", "order:" + orderId, 0, "order/" + orderId,
                    "revenue/sales", net)));
        }
    }
}
