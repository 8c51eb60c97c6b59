package io.tuanzi.backoffice;

import io.tuanzi.customer.Customers;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderPages.Counts;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditBook;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.staff.StaffAccounts;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends the demo without rewriting history.
 *
 * <p>Demo people's unpaid orders are cancelled; offers that no member of staff made or changed are stopped, so nobody
 * opens or joins a group of them, while groups that run go on to their deadline: a real friend may sit there. Demo
 * people are retired: their sessions end and lists of people leave them out. Demo staff are retired, but the demo's
 * administrator stays as long as no other one exists: change that password, and the account is your own. Products,
 * paid orders, facts and the ledger stay as they are, since money moved for them.
 */
@Component
class DemoClearing {

    /** What is left of the demo; {@code orders} counts those waiting for payment, {@code groups} those running. */
    record DemoInfo(boolean present, int people, int orders, int groups) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(DemoClearing.class);
    private static final int MOST = 100;

    private final Customers customers;
    private final Orders orders;
    private final OrderPages pages;
    private final Groups groups;
    private final StaffAccounts staff;
    private final AuditBook trail;
    private final Tx tx;

    DemoClearing(Customers customers, Orders orders, OrderPages pages, Groups groups, StaffAccounts staff,
                 AuditBook trail, Tx tx) {
        this.customers = customers;
        this.orders = orders;
        this.pages = pages;
        this.groups = groups;
        this.staff = staff;
        this.trail = trail;
        this.tx = tx;
    }

    DemoInfo info() {
        List<Long> people = customers.demoPeople();
        int unpaid = people.stream().map(pages::counts).mapToInt(Counts::awaitingPayment).sum();
        List<Long> offers = offers().stream().map(Activity::activityId).toList();
        long running = groups.stats(offers).values().stream().mapToLong(Groups.Stats::open).sum();
        return new DemoInfo(!people.isEmpty(), people.size(), unpaid, Math.toIntExact(running));
    }

    /** Offers still open that staff neither made nor changed. */
    private List<Activity> offers() {
        return groups.activities().stream().filter(a -> a.stoppedAt() == null)
                .filter(a -> trail.entries(null, "activity.", "activity:" + a.activityId(), null, 1).items().isEmpty())
                .toList();
    }

    /** Cancels what demo people have not paid, each order by itself; one that moved on meanwhile is left. */
    void cancelUnpaid(String by, String reason) {
        for (long person : customers.demoPeople()) {
            for (OrderDetail order : pages.list(person, "AWAITING_PAYMENT", null, MOST).items()) {
                try {
                    tx.run("demo.cancel", () -> orders.cancel(order.orderId(), by, reason));
                } catch (Problem moved) {
                    LOG.info("demo order {} is not cancelled: {}", order.orderId(), moved.getMessage());
                }
            }
        }
    }

    /** Stops the offers and retires the people, in the open transaction, with the entry on the audit trail (W1). */
    DemoInfo retire(String by, String reason) {
        Tx.requireOpen("clearing the demo");
        DemoInfo before = info();
        offers().stream().map(Activity::activityId).sorted().forEach(groups::stop);
        customers.retireDemo();
        staff.retireDemo();
        DemoInfo after = info();
        trail.wrote(by, "demo.clear", "demo", before, after, reason);
        return after;
    }
}
