package io.tuanzi.groupbuy.internal;

import io.tuanzi.groupbuy.events.GroupCompleted;
import io.tuanzi.groupbuy.events.GroupExpired;
import io.tuanzi.groupbuy.internal.GroupBook.SeatRow;
import io.tuanzi.order.Orders;
import io.tuanzi.order.events.OrderClosed;
import io.tuanzi.order.events.OrderPaid;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Reaction;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What groups hear of orders, what orders are told of groups, and the two timers of groups. */
@Configuration(proxyBeanMethods = false)
class GroupReactions {

    private static final int AT_ONCE = 50;

    private record Timer(String name, Duration every, IntSupplier work) implements Sweep {
        @Override
        public int sweep() {
            return work.getAsInt();
        }
    }

    @Bean
    Reaction seatsHearOrders(SeatDesk seats) {
        return Reaction.named("groupbuy.seats")
                .on(OrderPaid.class, fact -> {
                    if (fact.body().groupId() != null && fact.body().held()) {
                        seats.paid(fact.body().orderId());
                    }
                })
                .on(OrderClosed.class, fact -> {
                    if (fact.body().groupId() != null) {
                        seats.closed(fact.body().orderId());
                    }
                });
    }

    /** G3: all or nothing. Members' orders in the order of their ids, so that two ends cannot block each other. */
    @Bean
    Reaction ordersHearGroups(Orders orders) {
        return Reaction.named("groupbuy.ends")
                .on(GroupCompleted.class, fact -> fact.body().orderIds().stream().sorted()
                        .forEach(order -> orders.releaseHold(order, JoinDesk.HOLD)))
                .on(GroupExpired.class, fact -> fact.body().orderIds().stream().sorted()
                        .forEach(order -> orders.failHold(order, JoinDesk.HOLD, "GROUP_EXPIRED")));
    }

    @Bean
    Sweep expireGroups(GroupBook book, SeatDesk seats, Tx tx) {
        return new Timer("groupbuy.expire", Duration.ofSeconds(1), () -> {
            List<Long> due = book.expireDue(AT_ONCE);
            due.forEach(group -> tx.run("group.expire", () -> seats.expire(group)));
            return due.size();
        });
    }

    /** Asks the provider about each lapsed hold before its seat is given to others: nobody who paid loses a seat. */
    @Bean
    Sweep lapseSeats(GroupBook book, SeatDesk seats, Tx tx, Orders orders) {
        return new Timer("groupbuy.lapse", Duration.ofSeconds(2), () -> {
            List<SeatRow> due = book.lapseDue(AT_ONCE);
            int done = 0;
            for (SeatRow seat : due) {
                if (orders.certainlyUnpaid(seat.orderId())) {
                    tx.run("group.lapse", () -> seats.lapse(seat));
                    done++;
                }
            }
            return done;
        });
    }
}
