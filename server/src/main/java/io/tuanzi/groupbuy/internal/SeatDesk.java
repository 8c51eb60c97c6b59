package io.tuanzi.groupbuy.internal;

import io.tuanzi.groupbuy.events.GroupCompleted;
import io.tuanzi.groupbuy.events.GroupExpired;
import io.tuanzi.groupbuy.events.MemberMoved;
import io.tuanzi.groupbuy.events.MemberRefused;
import io.tuanzi.groupbuy.events.SeatFreed;
import io.tuanzi.groupbuy.events.SeatPaid;
import io.tuanzi.groupbuy.internal.GroupBook.Row;
import io.tuanzi.groupbuy.internal.GroupBook.SeatRow;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What happens to seats after they are taken, each in the caller's transaction, the group's row locked first. */
@Component
class SeatDesk {

    private final GroupBook book;
    private final ActivityBook activities;
    private final Orders orders;
    private final Facts facts;

    SeatDesk(GroupBook book, ActivityBook activities, Orders orders, Facts facts) {
        this.book = book;
        this.activities = activities;
        this.orders = orders;
        this.facts = facts;
    }

    private Row lock(long groupId) {
        return book.lock(groupId).orElseThrow(() -> Problem.notFound("group"));
    }

    /** The order of a seat was paid: the seat is paid, and with the last one the group is complete (G2). */
    void paid(long orderId) {
        SeatRow seat = book.seatOf(orderId).orElseThrow(() -> new IllegalStateException("G1: order " + orderId
                + " of a group has no seat"));
        Row group = lock(seat.groupId());
        SeatRow now = book.seatOf(orderId).orElseThrow();
        switch (now.state()) {
            case "HELD" -> pay(now);
            case "LAPSED" -> late(now, group);
            default -> { } // already paid or given up: heard twice
        }
    }

    private void pay(SeatRow seat) {
        if (!book.moveSeat(seat.orderId(), seat.groupId(), "HELD", "PAID")) {
            throw new IllegalStateException("G1: seat of order " + seat.orderId() + " moved under its group's lock");
        }
        Row group = book.payOne(seat.groupId());
        boolean complete = "COMPLETED".equals(group.state());
        facts.record(group.groupId(), group.version(), new SeatPaid(group.groupId(), seat.orderId(),
                seat.customerId(), group.held(), group.paid(), group.size()));
        if (complete) {
            int version = book.bump(group.groupId());
            List<SeatRow> members = book.liveSeats(List.of(group.groupId()));
            facts.record(group.groupId(), version, new GroupCompleted(group.groupId(), group.activityId(),
                    group.productId(), group.leaderId(), members.stream().map(SeatRow::orderId).toList(),
                    members.stream().map(SeatRow::customerId).toList()));
        }
    }

    /**
     * The hold had lapsed when the money came (G4): the same group if there is room, another one, or the money back.
     */
    private void late(SeatRow seat, Row group) {
        boolean roomHere = group.joinable() && group.held() + group.paid() < group.size();
        boolean move = "MOVE".equals(activities.latePolicy(group.activityId()));
        Optional<Long> target = roomHere ? Optional.of(group.groupId())
                : move ? book.roomElsewhere(group.activityId(), group.groupId(), seat.customerId())
                : Optional.empty();
        if (target.isPresent() && seat(seat, group, target.get())) {
            return;
        }
        int version = book.bump(group.groupId());
        facts.record(group.groupId(), version, new MemberRefused(group.groupId(), seat.orderId(), seat.customerId()));
        book.moveSeat(seat.orderId(), seat.groupId(), "LAPSED", "LEFT");
        orders.failHold(seat.orderId(), JoinDesk.HOLD, "GROUP_MISSED");
    }

    private boolean seat(SeatRow seat, Row from, long groupId) {
        if (book.lock(groupId).isEmpty() || !book.holdOne(groupId)) {
            return false;
        }
        if (groupId != from.groupId()) {
            book.moveSeat(seat.orderId(), from.groupId(), "LAPSED", "LEFT");
            orders.moveToGroup(seat.orderId(), groupId);
        }
        book.seatLate(seat.orderId(), groupId, seat.customerId());
        Row to = lock(groupId);
        facts.record(groupId, to.version(), new MemberMoved(groupId, from.groupId(), seat.orderId(),
                seat.customerId(), to.held(), to.paid(), to.size()));
        pay(new SeatRow(seat.orderId(), groupId, seat.customerId(), "HELD", seat.heldUntil()));
        return true;
    }

    /** The order of a seat was closed: a held seat is free, a paid one stays with its ended group. */
    void closed(long orderId) {
        Optional<SeatRow> seat = book.seatOf(orderId);
        if (seat.isEmpty()) {
            return;
        }
        Row group = lock(seat.get().groupId());
        if (book.moveSeat(orderId, group.groupId(), "HELD", "LEFT")) {
            free(seat.get(), false);
        } else {
            book.moveSeat(orderId, group.groupId(), "LAPSED", "LEFT");
        }
    }

    /** A hold lapses while its order still waits; the caller has asked the provider just before. */
    void lapse(SeatRow seat) {
        lock(seat.groupId());
        Orders.Standing order = orders.standings(List.of(seat.orderId())).get(seat.orderId());
        boolean waits = order != null && order.state() == io.tuanzi.order.OrderState.AWAITING_PAYMENT;
        if (waits && book.moveSeat(seat.orderId(), seat.groupId(), "HELD", "LAPSED")) {
            free(seat, true);
        }
    }

    private void free(SeatRow seat, boolean lapsed) {
        Row group = book.freeOne(seat.groupId());
        facts.record(group.groupId(), group.version(), new SeatFreed(group.groupId(), seat.orderId(),
                seat.customerId(), lapsed, group.held(), group.paid(), group.size()));
    }

    /** G2: ends a group whose time is over and in which nobody is still paying; else does nothing. */
    void expire(long groupId) {
        lock(groupId);
        book.expire(groupId).ifPresent(group -> {
            List<SeatRow> members = book.liveSeats(List.of(groupId));
            facts.record(groupId, group.version(), new GroupExpired(groupId, group.activityId(), group.productId(),
                    group.leaderId(), members.stream().map(SeatRow::orderId).toList(),
                    members.stream().map(SeatRow::customerId).toList()));
        });
    }
}
