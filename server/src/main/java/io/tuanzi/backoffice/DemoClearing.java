package io.tuanzi.backoffice;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.customer.Customers;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderPages.Counts;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditBook;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.platform.web.Paged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends the demo without rewriting history.
 *
 * <p>Demo people's unpaid orders are cancelled; offers that no member of staff made or changed are stopped. A running
 * group in which only demo people sit ends at once and pays them back; one in which a real person sits goes on to its
 * deadline. What demo people bought no longer counts as sold. Demo people are retired: their sessions end, lists leave
 * them out, names, pictures, phone numbers and addresses are wiped, and where a page must still name them (a seat, an
 * order in the books) it says 示例顾客. Their places in cohorts are free again. Demo staff are retired, but the demo's
 * administrator stays as long as no other one exists: change that password, and the account is your own. Products,
 * paid orders with the addresses they were sent to, facts and the ledger stay as they are, since money moved for them.
 */
@Component
class DemoClearing {

    /** What is left of the demo; {@code orders} counts those waiting for payment, {@code groups} those running. */
    record DemoInfo(boolean present, int people, int orders, int groups) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(DemoClearing.class);
    private static final int MOST = 100;

    private final DemoCatalogue catalogue;
    private final Customers customers;
    private final Orders orders;
    private final OrderPages pages;
    private final Groups groups;
    private final StaffAccounts staff;
    private final AuditBook trail;
    private final Tx tx;

    DemoClearing(DemoCatalogue catalogue, Customers customers, Orders orders, OrderPages pages, Groups groups,
                 StaffAccounts staff, AuditBook trail, Tx tx) {
        this.catalogue = catalogue;
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

    private List<GroupView> running() {
        List<GroupView> all = new ArrayList<>();
        String next = null;
        do {
            Paged<GroupView> page = groups.groups("OPEN", next, MOST);
            all.addAll(page.items());
            next = page.next();
        } while (next != null);
        return all;
    }

    private List<Long> orders(long person) {
        List<Long> all = new ArrayList<>();
        String next = null;
        do {
            Paged<OrderDetail> page = pages.list(person, "ALL", next, MOST);
            page.items().forEach(order -> all.add(order.orderId()));
            next = page.next();
        } while (next != null);
        return all;
    }

    /** Stops the offers and retires the people, in the open transaction, with the entry on the audit trail (W1). */
    DemoInfo retire(String by, String reason) {
        Tx.requireOpen("clearing the demo");
        DemoInfo before = info();
        Set<Long> people = Set.copyOf(customers.demoPeople());
        offers().stream().map(Activity::activityId).sorted().forEach(groups::stop);
        running().stream().filter(g -> g.seats().stream().allMatch(seat -> people.contains(seat.customerId())))
                .map(GroupView::groupId).sorted().forEach(groups::endEarly);
        catalogue.leaveOutSales(people.stream().flatMap(person -> orders(person).stream()).sorted().toList());
        customers.retireDemo();
        staff.retireDemo();
        DemoInfo after = info();
        trail.wrote(by, "demo.clear", "demo", before, after, reason);
        return after;
    }
}
