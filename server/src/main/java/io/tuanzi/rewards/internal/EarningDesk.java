package io.tuanzi.rewards.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.order.events.LineFact;
import io.tuanzi.order.events.OrderClosed;
import io.tuanzi.order.events.OrderCompleted;
import io.tuanzi.order.events.OrderHoldReleased;
import io.tuanzi.order.events.OrderPaid;
import io.tuanzi.order.events.OrderReceived;
import io.tuanzi.order.events.OrderRefunded;
import io.tuanzi.order.events.ReturnedLineFact;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Reaction;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.rewards.internal.AccrualBook.Accrual;
import io.tuanzi.rewards.internal.PurchaseBook.Purchase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers what happens to orders with what it earns or takes back; hearing a fact again changes nothing (E2). */
@Configuration(proxyBeanMethods = false)
class EarningDesk {

    private final PurchaseBook purchases;
    private final AccrualBook accruals;
    private final CommissionRewards commissions;
    private final CouponRewards coupons;
    private final IssueBook issues;
    private final Ledger ledger;

    EarningDesk(PurchaseBook purchases, AccrualBook accruals, CommissionRewards commissions, CouponRewards coupons,
                IssueBook issues, Ledger ledger) {
        this.purchases = purchases;
        this.accruals = accruals;
        this.commissions = commissions;
        this.coupons = coupons;
        this.issues = issues;
        this.ledger = ledger;
    }

    @Bean
    Reaction rewardsHearOrders() {
        return Reaction.named("rewards.orders")
                .on(OrderPaid.class, this::paid)
                .on(OrderHoldReleased.class, this::released)
                .on(OrderReceived.class, this::received)
                .on(OrderCompleted.class, this::completed)
                .on(OrderRefunded.class, this::refunded)
                .on(OrderClosed.class, this::closed);
    }

    /** A held order is only noted: its commission is earned when the group is complete (GRP-14). */
    private void paid(Recorded<OrderPaid> fact) {
        OrderPaid order = fact.body();
        note(order.orderId(), order.customerId(), order.placedAtMs(), order.lines());
        if (!order.held()) {
            earn(order.orderId());
        }
    }

    private void released(Recorded<OrderHoldReleased> fact) {
        OrderHoldReleased order = fact.body();
        note(order.orderId(), order.customerId(), order.placedAtMs(), order.lines());
        earn(order.orderId());
    }

    private void note(long orderId, long customerId, long placedAtMs, List<LineFact> lines) {
        purchases.add(orderId, customerId, Instant.ofEpochMilli(placedAtMs), lines);
    }

    private void earn(long orderId) {
        Purchase order = purchases.lock(orderId).orElseThrow();
        if (purchases.move(orderId, "HELD", "EARNED")) {
            Purse purse = new Purse(ledger);
            commissions.earn(order, purse);
            coupons.settle(order, purse);
            purse.settle();
            issues.orderDue(orderId, false);
        }
    }

    private void received(Recorded<OrderReceived> fact) {
        accruals.expect(fact.body().orderId(), Instant.ofEpochMilli(fact.body().returnableUntilMs()));
    }

    private void completed(Recorded<OrderCompleted> fact) {
        long orderId = fact.body().orderId();
        Optional<Purchase> order = purchases.lock(orderId);
        if (order.isPresent() && purchases.move(orderId, "EARNED", "COMPLETED")) {
            Purse purse = new Purse(ledger);
            commissions.mature(orderId, purse);
            coupons.settle(order.get(), purse);
            purse.settle();
            issues.orderDue(orderId, true);
        }
    }

    private void refunded(Recorded<OrderRefunded> fact) {
        OrderRefunded refund = fact.body();
        fall(refund.orderId(), () -> {
            for (ReturnedLineFact line : refund.lines()) {
                purchases.lower(refund.orderId(), line.lineNo(), line.netPaidMinor());
            }
        });
    }

    private void closed(Recorded<OrderClosed> fact) {
        fall(fact.body().orderId(), () -> purchases.empty(fact.body().orderId()));
    }

    /** Less stays paid of an order; one never noted earned nothing. */
    private void fall(long orderId, Runnable lower) {
        Optional<Purchase> before = purchases.lock(orderId);
        if (before.isEmpty()) {
            return;
        }
        lower.run();
        purchases.total(orderId);
        Purchase after = purchases.find(orderId).orElseThrow();
        if (after.netMinor() < before.get().netMinor()) {
            Purse purse = new Purse(ledger);
            commissions.reverse(orderId, purse);
            coupons.settle(after, purse);
            purse.settle();
            if (after.state().equals("GONE")) {
                issues.orderGone(orderId);
            }
        }
    }

    /** Settles commissions whose day has come. */
    int settleDue(Tx tx, int limit) {
        return tx.call("rewards.settle", () -> {
            List<Accrual> due = accruals.lockDue(limit);
            Purse purse = new Purse(ledger);
            due.forEach(a -> commissions.pay(a, purse));
            purse.settle();
            return due.size();
        });
    }
}
