package io.tuanzi.fulfilment.internal;

import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.fulfilment.Shipments;
import io.tuanzi.fulfilment.events.ShipmentShipped;
import io.tuanzi.fulfilment.events.ShipmentTracked;
import io.tuanzi.order.OrderNo;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Parcels at work. */
@Component
class ShipmentDesk implements Shipments {

    static final String LATE = "SHIP_OVERDUE";

    private final ShipmentBook book;
    private final Orders orders;
    private final Messages messages;
    private final Tasks tasks;
    private final Facts facts;
    private final Ids ids;
    private final DispatchSettings settings;
    private final Tx tx;

    ShipmentDesk(ShipmentBook book, Orders orders, Messages messages, Tasks tasks, Facts facts, Ids ids,
                 DispatchSettings settings, Tx tx) {
        this.book = book;
        this.orders = orders;
        this.messages = messages;
        this.tasks = tasks;
        this.facts = facts;
        this.ids = ids;
        this.settings = settings;
        this.tx = tx;
    }

    @Override
    public Shipment ship(Parcel parcel, String by) {
        return tx.call("shipment.ship", () -> {
            long orderId = parcel.orderId();
            Orders.Standing order = Optional.ofNullable(orders.standings(List.of(orderId)).get(orderId))
                    .orElseThrow(() -> Problem.notFound("order"));
            Optional<Shipment> before = same(parcel);
            if (before.isPresent()) {
                return before.get();
            }
            long shipmentId = ids.next();
            if (!book.insert(shipmentId, parcel, by)) { // a twin that ships waits here for the first
                return same(parcel).orElseThrow(() -> Problem.conflict("TRACKING_USED")
                        .with("trackingNo", parcel.trackingNo()));
            }
            orders.shipped(orderId, by); // locks the order and decides; a refusal takes the parcel back
            if (book.stop(orderId, "SHIPPED")) {
                tasks.done(LATE, "order:" + orderId);
            }
            facts.record(shipmentId, 1, new ShipmentShipped(shipmentId, orderId, order.customerId(),
                    parcel.carrier()));
            messages.send(new NewMessage(order.customerId(), "shipped:" + shipmentId, "SHIPPED",
                    Map.of("orderNo", OrderNo.of(orderId), "carrier", parcel.carrier(), "trackingNo",
                            parcel.trackingNo()), "/pages/order/order?id=" + orderId));
            return same(parcel).orElseThrow();
        });
    }

    /** The parcel the order has, when it is this one; refuses when it is another. */
    private Optional<Shipment> same(Parcel parcel) {
        Optional<Shipment> one = book.ofOrder(parcel.orderId()).stream().findFirst();
        one.ifPresent(s -> {
            if (!s.carrier().equals(parcel.carrier()) || !s.trackingNo().equals(parcel.trackingNo())) {
                throw Problem.conflict("ALREADY_SHIPPED").with("carrier", s.carrier())
                        .with("trackingNo", s.trackingNo());
            }
        });
        return one;
    }

    @Override
    public Shipment track(long shipmentId, String text, @Nullable Instant at, String by) {
        return tx.call("shipment.track", () -> {
            int version = book.next(shipmentId).orElseThrow(() -> Problem.notFound("shipment"));
            Instant seen = book.insertTrack(shipmentId, version, text, at, by)
                    .orElseThrow(() -> Problem.invalid("at", "future"));
            Shipment now = shipment(shipmentId).orElseThrow();
            facts.record(shipmentId, version, new ShipmentTracked(shipmentId, now.orderId(), seen.toEpochMilli()));
            return now;
        });
    }

    /** Tells people about parcels that should have left; each once. */
    int tellLate(int limit) {
        return tx.call("shipment.late", () -> {
            List<Long> late = book.late(limit);
            late.forEach(order -> tasks.open(LATE, "order:" + order,
                    Map.of("orderId", order, "orderNo", OrderNo.of(order))));
            return late.size();
        });
    }

    /** The clock of an order starts. */
    void ready(long orderId, Instant at) {
        book.ready(orderId, at, settings.dispatchHours());
    }

    /** There is nothing left to be shipped of an order. */
    void closed(long orderId) {
        if (book.stop(orderId, "CLOSED")) {
            tasks.done(LATE, "order:" + orderId);
        }
    }

    @Override
    public List<Shipment> ofOrder(long orderId) {
        return book.ofOrder(orderId);
    }

    @Override
    public Optional<Shipment> shipment(long shipmentId) {
        return book.orderOf(shipmentId).flatMap(order -> book.ofOrder(order).stream()
                .filter(s -> s.shipmentId() == shipmentId).findFirst());
    }

    @Override
    public Map<Long, Dispatch> dispatches(Collection<Long> orderIds) {
        return book.dispatches(orderIds);
    }

    @Override
    public int dispatchHours() {
        return settings.dispatchHours();
    }
}
