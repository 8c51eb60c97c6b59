package io.tuanzi.order.internal;

import io.tuanzi.inventory.Stock;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.order.events.OrderHoldReleased;
import io.tuanzi.order.events.OrderReceived;
import io.tuanzi.order.events.OrderShipped;
import io.tuanzi.order.internal.OrderBook.Row;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.GroupCommit;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Orders at work. Every command locks the order's row first and decides on it. */
@Component
class OrderDesk implements Orders {

    private final OrderBook book;
    private final OrderQueries queries;
    private final PlacementDesk placing;
    private final GroupCommit<PlaceOrder, Placement> queue;
    private final Ending ending;
    private final Refunding refunding;
    private final Stock stock;
    private final PaymentDesk paying;
    private final Payments payments;
    private final Facts facts;
    private final OrderTimes times;
    private final Tx tx;

    OrderDesk(OrderBook book, OrderQueries queries, PlacementDesk placing, GroupCommit<PlaceOrder, Placement> queue,
              Ending ending, Refunding refunding, Stock stock, PaymentDesk paying, Payments payments, Facts facts,
              OrderTimes times, Tx tx) {
        this.book = book;
        this.queries = queries;
        this.placing = placing;
        this.queue = queue;
        this.ending = ending;
        this.refunding = refunding;
        this.stock = stock;
        this.paying = paying;
        this.payments = payments;
        this.facts = facts;
        this.times = times;
        this.tx = tx;
    }

    @Override
    public Placement place(PlaceOrder command) {
        return queue.submit(command);
    }

    @Override
    public List<Placement> placeAll(List<PlaceOrder> commands) {
        return placing.decide(commands);
    }

    @Override
    public @Nullable Placement answered(PlaceOrder command) {
        return placing.answered(command).orElse(null);
    }

    private Row lock(long orderId) {
        return book.lock(orderId).orElseThrow(() -> Problem.notFound("order"));
    }

    @Override
    public void cancel(long orderId, String by, String reason) {
        tx.run("order.cancel", () -> {
            Row order = lock(orderId);
            if (order.state() == OrderState.CLOSED) {
                return;
            }
            if (order.state() == OrderState.PAID && order.openHolds() > 0) {
                throw Problem.badState("HELD"); // who opened the hold decides about the money
            }
            ending.close(order, by, reason);
        });
    }

    @Override
    public void payNothing(long orderId) {
        tx.run("order.pay-nothing", () -> {
            Row order = lock(orderId);
            if (order.totalMinor() != 0 || order.state() == OrderState.CLOSED) {
                throw Problem.badState(order.state().name());
            }
            if (order.state() == OrderState.AWAITING_PAYMENT && !paying.paid(orderId, 0)) {
                throw Problem.badState(order.state().name());
            }
        });
    }

    @Override
    public boolean certainlyUnpaid(long orderId) {
        return switch (payments.state("order:" + orderId, true).status()) {
            case NONE, WAITING, CLOSING, CLOSED -> true;
            case PAID, UNKNOWN -> false;
        };
    }

    @Override
    public void closeIfOverdue(long orderId) {
        tx.run("order.close", () -> {
            Row order = lock(orderId);
            if (order.state() == OrderState.AWAITING_PAYMENT && book.isOverdue(orderId)) { // P2
                ending.close(order, "timer", "UNPAID");
            }
        });
    }

    @Override
    public void releaseHold(long orderId, String kind) {
        tx.run("order.hold.release", () -> {
            Row order = lock(orderId);
            if (!book.endHold(orderId, kind, "RELEASED", null)) {
                return;
            }
            int version = book.holdEnded(orderId);
            if (order.openHolds() == 1 && order.state() == OrderState.PAID) {
                facts.record(orderId, version, new OrderHoldReleased(orderId, order.customerId(), order.totalMinor(),
                        order.freightMinor(), order.groupId(), order.placedAt().toEpochMilli(),
                        book.lineFacts(orderId)));
                stock.commit(orderId);
            } else {
                facts.record(orderId, version, new io.tuanzi.order.events.OrderHoldEnded(orderId, kind));
            }
        });
    }

    @Override
    public void failHold(long orderId, String kind, String reason) {
        tx.run("order.hold.fail", () -> {
            Row order = lock(orderId);
            if (!book.endHold(orderId, kind, "FAILED", reason)) {
                return;
            }
            if (order.state() == OrderState.PAID || order.state() == OrderState.AWAITING_PAYMENT) {
                ending.close(order, kind.toLowerCase(java.util.Locale.ROOT), reason);
            }
        });
    }

    @Override
    public void moveToGroup(long orderId, long groupId) {
        Tx.requireOpen("moving an order to another group");
        book.setGroup(orderId, groupId);
    }

    @Override
    public void shipped(long orderId, String by) {
        tx.run("order.ship", () -> {
            Row order = lock(orderId);
            if (order.state() != OrderState.PAID || order.openHolds() > 0) {
                throw Problem.badState(order.openHolds() > 0 ? "HELD" : order.state().name());
            }
            int version = moved(order, OrderState.SHIPPED, by);
            book.shipped(orderId, times.receiveDays());
            facts.record(orderId, version, new OrderShipped(orderId, order.customerId(), order.groupId()));
        });
    }

    @Override
    public void received(long orderId, String by) {
        tx.run("order.receive", () -> {
            Row order = lock(orderId);
            if (order.state() == OrderState.RECEIVED || order.state() == OrderState.COMPLETED) {
                return;
            }
            if (order.state() != OrderState.SHIPPED) {
                throw Problem.badState(order.state().name());
            }
            int version = moved(order, OrderState.RECEIVED, by);
            Instant until = book.received(orderId, times.returnDays());
            facts.record(orderId, version, new OrderReceived(orderId, order.customerId(), until.toEpochMilli()));
        });
    }

    private int moved(Row order, OrderState to, String by) {
        int version = book.move(order, to)
                .orElseThrow(() -> new IllegalStateException("O1: the locked order moved"));
        book.history(order.orderId(), version, order.state(), to, by, null);
        return version;
    }

    @Override
    public RefundSum refundSum(long orderId, List<ReturnedLine> lines) {
        Row order = book.find(orderId).orElseThrow(() -> Problem.notFound("order"));
        return refunding.sum(order, book.lines(orderId), lines);
    }

    @Override
    public RefundSum refund(long orderId, String key, List<ReturnedLine> lines, String reason) {
        return tx.call("order.refund", () -> {
            Row order = lock(orderId);
            if (order.paidMinor() == 0 || order.openHolds() > 0) {
                throw Problem.badState(order.openHolds() > 0 ? "HELD" : order.state().name());
            }
            Optional<RefundSum> decided = queries.refund(key);
            return decided.orElseGet(() -> refunding.refund(order, key, lines, reason));
        });
    }

    @Override
    public Map<Long, Standing> standings(List<Long> orderIds) {
        return queries.standings(orderIds);
    }

    @Override
    public Set<Long> buyers(Collection<Long> customerIds) {
        return customerIds.isEmpty() ? Set.of() : queries.buyers(customerIds);
    }
}
