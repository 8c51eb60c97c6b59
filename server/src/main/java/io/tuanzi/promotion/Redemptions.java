package io.tuanzi.promotion;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Coupons on orders: the hot path of placing, and what becomes of them with the order (C1, C2).
 *
 * <p>Every command joins the caller's transaction and refuses to run without one.
 */
public interface Redemptions {

    /** A coupon on its locked row. Usable means available and not past its end by shop time. */
    record LockedCoupon(long couponId, long customerId, long ruleId, boolean usable) {}

    /** Locks these coupons in the order of their ids and tells what they are; one that does not exist is absent. */
    Map<Long, LockedCoupon> lock(Collection<Long> couponIds);

    /**
     * Puts coupons on orders that are being placed, all in one statement each table, after {@link #lock}. A coupon
     * that is not available to its customer fails the whole transaction: the caller decides on the locked rows.
     */
    void redeem(List<Redemption> redemptions);

    /** The order is paid: its coupons are used. Does nothing the second time. */
    void settle(long orderId);

    /**
     * The order is given up: each of its coupons goes back to its holder exactly once, with at least three more days
     * to run. A used one goes back only where its template says so. Returns how many went back.
     */
    int giveBack(long orderId);
}
