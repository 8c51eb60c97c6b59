package io.tuanzi.promotion;

import io.tuanzi.promotion.Coupons.CouponView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes that become coupons: batches printed by staff, codes typed in by shoppers (C1). */
public interface CouponCodes {

    /** How often a code is good, and for whom. */
    enum Kind {
        /** Each code once, for whoever types it first. */
        SINGLE,
        /** One code for everybody, up to the cap of the batch. */
        SHARED,
        /** Each code once, for the person it was made for. */
        PERSONAL
    }

    /** A batch with its figures. */
    record Batch(long batchId, long templateId, String name, Kind kind, long codes, long usesCap, long used,
            int perPersonLimit, @Nullable Instant startsAt, @Nullable Instant endsAt, boolean enabled,
            Instant madeAt) {}

    /**
     * A batch to print.
     *
     * @param codes how many, for SINGLE
     * @param word the code itself for SHARED, as people type it; drawn when absent
     * @param usesCap how many coupons a SHARED code may become
     * @param customerIds for PERSONAL: whom a code is made for, one each
     */
    record Print(long templateId, String name, Kind kind, int codes, @Nullable String word, long usesCap,
            int perPersonLimit, @Nullable Instant startsAt, @Nullable Instant endsAt, List<Long> customerIds) {}

    /** What may be changed of a batch: its end, how much more it may become, and whether it is good at all. */
    record Change(String name, long usesCap, @Nullable Instant endsAt, boolean enabled) {}

    /** A code in plain letters, whom it is for and who used it. */
    record Plain(String code, @Nullable Long customerId, @Nullable Long usedBy, @Nullable Instant usedAt) {}

    List<Batch> batches();

    /**
     * Prints a batch. People get a message with the code that was made for them. Refuses 404 without the template,
     * 400 for a word in use.
     */
    Batch print(Print print, String who, String why);

    /** Changes a batch on its locked row; refuses a cap below what is used, and another cap than its codes for one
     * whose codes are good once each. */
    Batch change(long batchId, Change change, String who, String why);

    /** All codes of a batch in plain letters, for printing; leaves an entry in the trail, since they are money. */
    List<Plain> export(long batchId, String who, String why);

    /**
     * Turns a code into this person's coupon; the same key gives the same coupon.
     *
     * <p>Refuses 404 {@code CODE_UNKNOWN}; 409 {@code CODE_NOT_YOURS}, {@code CODE_STOPPED}, {@code CODE_NOT_YET},
     * {@code CODE_ENDED}, {@code CODE_USED}, {@code CODE_HAD} (this person used it), {@code CODE_GONE} (the cap of the
     * batch), {@code COUPON_GONE} (the cap of the coupon), {@code NEWCOMER_CAP} (PRM-52).
     */
    CouponView redeem(long customerId, String code, String key);
}
