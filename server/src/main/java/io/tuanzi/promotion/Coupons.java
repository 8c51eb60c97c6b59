package io.tuanzi.promotion;

import io.tuanzi.platform.web.Paged;
import io.tuanzi.promotion.quote.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coupons in people's hands: claimed, granted, revoked, looked at. */
public interface Coupons {

    /** What became of a grant. */
    sealed interface Grant {

        /** The coupon, made now or by an earlier call with the same key. */
        record Granted(long couponId, boolean before) implements Grant {}

        /** None was made: {@code why} is {@code ISSUED_OUT}, {@code NOT_OFFERED} or {@code NEWCOMER_CAP} (PRM-52). */
        record Refused(String why) implements Grant {}
    }

    /** What became of a coupon that should be taken back. */
    sealed interface Reversal {

        /** It had not been used and is gone. */
        record Revoked(long couponId) implements Reversal {}

        /**
         * It is on an order, paid or not, and took {@code amountMinor} off; the caller decides about the debt. Once
         * answered this stays the answer: if that order is given up later, the coupon is the holder's, paid for.
         */
        record Spent(long couponId, long orderId, long amountMinor) implements Reversal {}

        /** It had expired unused, or nothing was ever granted under the key. */
        record Nothing() implements Reversal {}
    }

    /**
     * Gives a coupon for a reason named by {@code sourceKey}: the same key gives the same coupon, however often. Joins
     * the caller's transaction. Keeps to the issue cap but not to the limit per person, which is for claiming.
     */
    Grant grant(long customerId, String templateCode, String sourceKey);

    /** A coupon that should be given, and the key of the reason. */
    record Wanted(String templateCode, String sourceKey) {}

    /** Gives several coupons together, each as {@link #grant} does; locks what they need in one order. */
    List<Grant> grantAll(long customerId, List<Wanted> wanted);

    /** Shows a hidden coupon to a person in the coupon centre; nothing where it shows already (PRM-23). */
    void unlock(long customerId, String templateCode, String sourceKey);

    /** Takes back what was granted under the key, once. Joins the caller's transaction. */
    Reversal revoke(String sourceKey);

    /**
     * Takes a coupon from the coupon centre. Refuses with 404 what is not offered there, 409 {@code COUPON_GONE} when
     * all are issued, 409 {@code LIMIT_REACHED} when the person has had their share, 409 {@code NEWCOMER_CAP} when a
     * new person would hold more than the shop lets new people hold.
     */
    CouponView claim(long customerId, long templateId, String key);

    /**
     * A person's coupons, newest first. State is AVAILABLE (locked ones included), USED or EXPIRED (revoked ones
     * included); null for all.
     */
    Paged<CouponView> of(long customerId, @Nullable String state, long beforeId, int limit);

    /** What the coupon centre offers now, and what this person (or nobody: 0) has claimed of it. */
    List<OfferView> centre(long customerId);

    /** A coupon as its holder sees it; {@code rule} is what it does now, offered or not. */
    record CouponView(long couponId, Rule rule, String state, String source, Instant validUntil,
            @Nullable Long orderId) {}

    /** A template in the coupon centre; {@code left} is null without a cap, {@code unlocked} when others see none. */
    record OfferView(long templateId, Rule rule, @Nullable Long left, int claimed, int perPersonLimit,
            boolean unlocked) {}
}
