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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A day in the demo shop: groups that fill, groups that wait for you, single orders, parcels on their way. */
@Component
class DemoDay {

    private static final Logger LOG = LoggerFactory.getLogger(DemoDay.class);
    private static final int RUNNING = 9;
    private static final int FILLED = 5;
    private static final int HANDS = 4;
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

    /**
     * Lives the day: groups are opened one after the other, so that every demo shop lists them in the same order; what
     * follows is done by several hands, since each shopper mostly waits for the provider.
     */
    void live(List<DemoProduct> products, List<Activity> offers, Map<Integer, DemoPerson> people) {
        List<DemoPerson> all = List.copyOf(people.values());
        List<Round> rounds = rounds(offers);
        List<Order> opened = rounds.stream().map(round -> round.opens(all)).toList();
        List<Order> parcels = new ArrayList<>();
        try (ExecutorService hands = hands()) {
            List<Future<List<Order>>> filling = new ArrayList<>();
            for (int r = 0; r < rounds.size(); r++) {
                Round round = rounds.get(r);
                Order first = opened.get(r);
                filling.add(hands.submit(() -> round.fills(first, all)));
            }
            List<Future<Order>> alone = new ArrayList<>();
            for (int i = 0; i < all.size() / 2; i++) {
                DemoPerson person = all.get(i);
                int number = i;
                long sku = products.get(i * 7 % products.size()).skus().getFirst().skuId();
                alone.add(hands.submit(() -> alone(person, sku, number)));
            }
            for (int r = 0; r < rounds.size(); r++) {
                List<Order> taken = done(filling.get(r));
                if (rounds.get(r).seats() == Integer.MAX_VALUE) {
                    parcels.addAll(taken);
                }
            }
            for (int i = 0; i < alone.size(); i++) {
                Order order = done(alone.get(i));
                if (isPaid(i)) {
                    parcels.add(order);
                }
            }
        }
        send(parcels);
    }

    /** So many do something at once. */
    static ExecutorService hands() {
        return Executors.newFixedThreadPool(HANDS, Thread.ofVirtual().name("demo-", 0).factory());
    }

    /** What a hand brought; what went wrong there goes wrong here. */
    static <T> T done(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a demo shopper did not get through", failed.getCause());
        }
    }

    /** A group of the day, with so many paid seats, at most its size. */
    private record Round(Activity offer, int from, int seats, String step) {

        private long sku() {
            return offer.priceMinorBySku().keySet().stream().min(Long::compare).orElseThrow();
        }

        private DemoPerson at(int seat, List<DemoPerson> all) {
            return all.get((from + seat) % all.size());
        }

        Order opens(List<DemoPerson> all) {
            return at(0, all).buys(sku(), 1, offer.activityId(), null, step);
        }

        List<Order> fills(Order first, List<DemoPerson> all) {
            List<Order> taken = new ArrayList<>(List.of(first));
            at(0, all).pays(first);
            for (int seat = 1; seat < Math.min(seats, offer.size()); seat++) {
                Order order = at(seat, all).buys(sku(), 1, null, first.groupId(), step);
                at(seat, all).pays(order);
                taken.add(order);
            }
            return taken;
        }
    }

    private static List<Round> rounds(List<Activity> offers) {
        List<Round> rounds = new ArrayList<>();
        for (int g = 0; g < FILLED && g < offers.size(); g++) {
            rounds.add(new Round(offers.get(g * 4 % offers.size()), g * 3, Integer.MAX_VALUE, "filled" + g));
        }
        for (int g = 0; g < RUNNING && g < offers.size(); g++) {
            Activity offer = offers.get((g * 4 + 1) % offers.size());
            rounds.add(new Round(offer, g * 2 + 5, 1 + g % Math.max(1, offer.size() - 1), "running" + g));
        }
        return rounds;
    }

    private static Order alone(DemoPerson person, long sku, int number) {
        Order order = person.buys(sku, 1 + number % 2, null, null, "single" + number);
        if (isPaid(number)) {
            person.pays(order);
        }
        return order;
    }

    /** One of six changes their mind before paying. */
    private static boolean isPaid(int number) {
        return number % 6 != 5;
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
                shipments.ship(new Shipments.Parcel(order, "顺丰速运", "SF" + (1_000_000_000L + order)), "demo");
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
