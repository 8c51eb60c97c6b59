package io.tuanzi.fulfilment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parcels: sending them, where they were seen, when they are late. Commands join the caller's transaction. */
public interface Shipments {

    /** What leaves: one parcel an order for now. */
    record Parcel(long orderId, String carrier, String trackingNo) {
    }

    /** A sighting of a parcel. */
    record Track(Instant at, String text) {
    }

    /** A parcel on its way. */
    record Shipment(long shipmentId, long orderId, String carrier, String trackingNo, Instant shippedAt,
                    List<Track> tracks) {
    }

    /** The clock of an order that may be shipped: {@code overdue} when it should have left and has not. */
    record Dispatch(long orderId, Instant readyAt, Instant shipBy, boolean overdue) {
    }

    /**
     * Sends the parcel of an order and tells its buyer. Sending it again by the same carrier and number is the same
     * parcel. Refused with 409 ALREADY_SHIPPED under another number, TRACKING_USED when the number is another order's,
     * BAD_STATE unless the order is paid and free of holds.
     */
    Shipment ship(Parcel parcel, String by);

    /** Notes where a parcel was seen; {@code at} is now unless given, and not in the future. */
    Shipment track(long shipmentId, String text, @Nullable Instant at, String by);

    /** The parcels of an order. */
    List<Shipment> ofOrder(long orderId);

    /** A parcel. */
    Optional<Shipment> shipment(long shipmentId);

    /** The clocks of these orders; absent where an order was never ready. */
    Map<Long, Dispatch> dispatches(Collection<Long> orderIds);

    /** The time an order may take from being ready to leaving, in hours. */
    int dispatchHours();
}
