package io.tuanzi.backoffice.demo;

import io.tuanzi.backoffice.demo.DemoPerson.Order;
import io.tuanzi.catalog.DemoCatalogue.DemoProduct;
import io.tuanzi.fulfilment.Shipments;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.time.WallClock;
import io.tuanzi.rewards.Bindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A day in the demo shop: groups that fill, groups that wait for you, single orders, parcels on their way. */
@Component
class DemoDay {

    private static final Logger LOG = LoggerFactory.getLogger(DemoDay.class);
    private static final int RUNNING = 9;
    private static final int FILLED = 5;
    private static final long PATIENCE_MS = 8_000;

    private final Orders orders;
    private final Shipments shipments;
    private final Bindings bindings;
    private final WallClock clock;
    private final Tx tx;

    DemoDay(Orders orders, Shipments shipments, Bindings bindings, WallClock clock, Tx tx) {
        this.orders = orders;
        this.shipments = shipments;
        this.bindings = bindings;
        this.clock = clock;
        this.tx = tx;
    }

    void bound(long invitee, String code) {
        Bindings.Outcome outcome = tx.call("demo.bind", () -> bindings.bind(invitee, code));
        LOG.debug("binding of {}: {}", invitee, outcome);
    }

    void live(List<DemoProduct> products, List<Activity> offers, Map<Integer, DemoPerson> people) {
        List<DemoPerson> all = List.copyOf(people.values());
        List<Order> parcels = new ArrayList<>();
        for (int g = 0; g < FILLED && g < offers.size(); g++) {
            parcels.addAll(group(offers.get(g * 4 % offers.size()), all, g * 3, Integer.MAX_VALUE, "filled" + g));
        }
        for (int g = 0; g < RUNNING && g < offers.size(); g++) {
            Activity offer = offers.get((g * 4 + 1) % offers.size());
            group(offer, all, g * 2 + 5, 1 + g % Math.max(1, offer.size() - 1), "running" + g);
        }
        for (int i = 0; i < all.size() / 2; i++) {
            DemoPerson person = all.get(i);
            long sku = products.get(i * 7 % products.size()).skus().getFirst().skuId();
            Order order = person.buys(sku, 1 + i % 2, null, null, "single" + i);
            if (i % 6 != 5) {
                person.pays(order);
                parcels.add(order);
            }
        }
        send(parcels);
    }

    /** A group with so many paid seats, at most its size. */
    private static List<Order> group(Activity offer, List<DemoPerson> all, int from, int seats, String step) {
        long sku = offer.priceMinorBySku().keySet().stream().min(Long::compare).orElseThrow();
        List<Order> taken = new ArrayList<>();
        for (int seat = 0; seat < Math.min(seats, offer.size()); seat++) {
            DemoPerson person = all.get((from + seat) % all.size());
            Long group = taken.isEmpty() ? null : taken.getFirst().groupId();
            Order order = person.buys(sku, 1, group == null ? offer.activityId() : null, group, step);
            person.pays(order);
            taken.add(order);
        }
        return taken;
    }

    /** Two of three orders are sent, every second of those has arrived. */
    private void send(List<Order> parcels) {
        long until = clock.monotonicMs() + PATIENCE_MS;
        for (int i = 0; i < parcels.size(); i++) {
            if (i % 3 == 2) {
                continue;
            }
            long order = parcels.get(i).orderId();
            while (!isReady(order) && clock.monotonicMs() < until) {
                clock.pause(50);
            }
            if (isReady(order)) {
                shipments.ship(new Shipments.Parcel(order, "SF", "SF" + (1_000_000_000L + order)), "demo");
                if (i % 2 == 0) {
                    orders.received(order, "demo");
                }
            }
        }
    }

    private boolean isReady(long orderId) {
        Orders.Standing standing = orders.standings(List.of(orderId)).get(orderId);
        return standing != null && standing.ready() && standing.state() == OrderState.PAID;
    }
}
