package io.tuanzi.promotion;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new person holds in all, and the most that may be (PRM-52). */
public interface Newcomers {

    /** Somebody is new for so many days after joining; {@code capMinor} is null where nothing is capped. */
    record Policy(int days, @Nullable Long capMinor) {}

    /** A coupon in somebody's hands; {@code worthMinor} is the most it can take off, null where nothing bounds it. */
    record Item(long couponId, String nameZh, String nameEn, String state, String source, Instant validUntil,
            @Nullable Long worthMinor) {}

    /** A coupon the cap kept back. */
    record Withheld(String nameZh, String nameEn, @Nullable Long worthMinor, Instant at) {}

    /**
     * Everything a person holds that lowers a price.
     *
     * @param newUntil when the person is no longer new; past for who is not
     * @param costMinor the most that what is held, on orders or used can come to, in fen
     * @param unbounded how many of the coupons have no most
     */
    record Wallet(boolean isNew, Instant newUntil, @Nullable Long capMinor, long costMinor, int unbounded,
            List<Item> items, List<Withheld> withheld, List<String> cohorts) {}

    Policy policy();

    /** Changes the policy; what is held already stays. */
    Policy put(Policy policy, String who, String why);

    /** A person's wallet; refuses with 404 a person there is not. */
    Wallet wallet(long customerId);
}
