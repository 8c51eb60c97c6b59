package io.tuanzi.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Stock and promises over it. Hot commands take lists and join the caller's transaction: lock, decide, reserve.
 */
public interface Stock {

    /** Units of a SKU wanted by an order; several lines of one SKU are summed by the desk. */
    record Demand(long orderId, long skuId, int quantity) {
    }

    /**
     * What the shelf has of a SKU.
     *
     * @param missed how often somebody wanted to buy it in the last 30 days when too little was left (INV-08)
     */
    record Level(long skuId, String warehouse, int available, int reserved, int committed, int planned, int upliftBp,
                 int missed,
                 boolean low) {
    }

    /** A movement of units; {@code quantity} is signed. */
    record MovementRow(long skuId, String kind, int quantity, String ref, java.time.Instant at) {
    }

    /** Locks the rows of these SKUs in id order and returns what is available; a SKU without stock is absent. S1 */
    Map<Long, Integer> lock(Collection<Long> skuIds);

    /** Promises units after {@link #lock}: one row per order and SKU, demand summed per stock row. S1 */
    void reserve(List<Demand> demands);

    /** Ends the order's reservations as sold; does nothing when they have ended. S3 */
    void commit(long orderId);

    /** Ends the order's reservations and makes the units available again; does nothing when they have ended. S3 */
    void release(long orderId, boolean expired);

    /** Puts sold units back on the shelf; once per ref. */
    void takeBack(long skuId, int quantity, String ref);

    /** Adds (RECEIVE, COUNT) or removes (WRITE_OFF, COUNT) units; once per ref. Refuses to go below zero. */
    void move(long skuId, String kind, int quantity, String ref);

    /** Sets the planned stock and the uplift of a campaign (INV-18). */
    void plan(long skuId, int planned, int upliftBp);

    /** What is available now, absent SKUs as 0. */
    Map<Long, Integer> available(Collection<Long> skuIds);

    List<Level> levels(Collection<Long> skuIds);

    /** The newest movements of these SKUs. */
    List<MovementRow> movements(Collection<Long> skuIds, int limit);

    /** SKUs below their line (20 % of planned stock by default, INV-05). */
    List<Level> low(int limit);

    /** Counts a wish that could not be met (INV-08). */
    void missed(Collection<Long> skuIds);
}
