package io.tuanzi.fulfilment.internal;

import io.tuanzi.fulfilment.Shipments.Dispatch;
import io.tuanzi.fulfilment.Shipments.Parcel;
import io.tuanzi.fulfilment.Shipments.Shipment;
import io.tuanzi.fulfilment.Shipments.Track;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of parcels and clocks. */
@Repository
class ShipmentBook {

    private final JdbcClient jdbc;

    ShipmentBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the order has a parcel, or the carrier's number is in use. */
    boolean insert(long shipmentId, Parcel parcel, String by) {
        return jdbc.sql("""
                INSERT INTO fulfilment.shipment (shipment_id, order_id, carrier, tracking_no, by)
                VALUES (:id, :o, :carrier, :no, :by) ON CONFLICT DO NOTHING""")
                .param("id", shipmentId).param("o", parcel.orderId()).param("carrier", parcel.carrier())
                .param("no", parcel.trackingNo()).param("by", by).update() == 1;
    }

    List<Shipment> ofOrder(long orderId) {
        return whole(jdbc.sql("""
                SELECT shipment_id, order_id, carrier, tracking_no, shipped_at FROM fulfilment.shipment
                 WHERE order_id = :o""").param("o", orderId).query((rs, n) -> new Shipment(rs.getLong(1),
                rs.getLong(2), rs.getString(3), rs.getString(4), rs.getTimestamp(5).toInstant(), List.of())).list());
    }

    Optional<Long> orderOf(long shipmentId) {
        return jdbc.sql("SELECT order_id FROM fulfilment.shipment WHERE shipment_id = :id").param("id", shipmentId)
                .query(Long.class).optional();
    }

    private List<Shipment> whole(List<Shipment> shipments) {
        return shipments.stream().map(s -> new Shipment(s.shipmentId(), s.orderId(), s.carrier(), s.trackingNo(),
                s.shippedAt(), jdbc.sql("SELECT at, text FROM fulfilment.track WHERE shipment_id = :id "
                        + "ORDER BY at, version").param("id", s.shipmentId())
                .query((rs, n) -> new Track(rs.getTimestamp(1).toInstant(), rs.getString(2))).list())).toList();
    }

    /** The parcel's next version, under its row lock. */
    Optional<Integer> next(long shipmentId) {
        return jdbc.sql(
                "UPDATE fulfilment.shipment SET version = version + 1 WHERE shipment_id = :id RETURNING version")
                .param("id", shipmentId).query(Integer.class).optional();
    }

    /** Empty when the time lies in the future. */
    Optional<Instant> insertTrack(long shipmentId, int version, String text, @Nullable Instant at, String by) {
        return jdbc.sql("""
                INSERT INTO fulfilment.track (shipment_id, version, text, at, by)
                SELECT :id, :v, :text, coalesce(:at::timestamptz, shop_now()), :by
                 WHERE coalesce(:at::timestamptz <= shop_now(), true) RETURNING at""")
                .param("id", shipmentId).param("v", version).param("text", text)
                .param("at", at == null ? null : Timestamp.from(at)).param("by", by)
                .query((rs, n) -> rs.getTimestamp(1).toInstant()).optional();
    }

    /** Starts the clock of an order unless it has one. */
    void ready(long orderId, Instant readyAt, int hours) {
        jdbc.sql("""
                INSERT INTO fulfilment.dispatch (order_id, ready_at, ship_by, state)
                VALUES (:o, :at, :at::timestamptz + make_interval(hours => :h), 'WAITING') ON CONFLICT DO NOTHING""")
                .param("o", orderId).param("at", Timestamp.from(readyAt)).param("h", hours).update();
    }

    /** Stops the clock, also one that has not started; true when its lateness had been told. */
    boolean stop(long orderId, String state) {
        return jdbc.sql("""
                INSERT INTO fulfilment.dispatch AS d (order_id, ready_at, ship_by, state)
                VALUES (:o, shop_now(), shop_now(), :s)
                ON CONFLICT (order_id) DO UPDATE SET state = excluded.state WHERE d.state = 'WAITING'
                RETURNING told""").param("o", orderId).param("s", state).query(Boolean.class).optional().orElse(false);
    }

    /** Marks clocks that ran out as told, some of them, and returns their orders. */
    List<Long> late(int limit) {
        return jdbc.sql("""
                UPDATE fulfilment.dispatch SET told = true
                 WHERE order_id IN (SELECT order_id FROM fulfilment.dispatch
                                     WHERE state = 'WAITING' AND NOT told AND ship_by < shop_now()
                                     ORDER BY ship_by LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING order_id""").param("limit", limit).query(Long.class).list();
    }

    Map<Long, Dispatch> dispatches(Collection<Long> orderIds) {
        return jdbc.sql("""
                SELECT order_id, ready_at, ship_by, state = 'WAITING' AND ship_by < shop_now() FROM fulfilment.dispatch
                 WHERE order_id = ANY(:ids)""").param("ids", orderIds.toArray(Long[]::new))
                .query((rs, n) -> new Dispatch(rs.getLong(1), rs.getTimestamp(2).toInstant(),
                        rs.getTimestamp(3).toInstant(), rs.getBoolean(4))).list().stream()
                .collect(Collectors.toMap(Dispatch::orderId, Function.identity()));
    }
}
