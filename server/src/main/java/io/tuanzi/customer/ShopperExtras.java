package io.tuanzi.customer;

import org.jspecify.annotations.Nullable;

/** What higher modules add to a shopper's own profile and session; every bean may answer a part. */
public interface ShopperExtras {

    /** The person's invite code, null when this bean knows none. */
    default @Nullable String inviteCode(long customerId) {
        return null;
    }

    /** Pieces in the person's cart. */
    default int cartCount(long customerId) {
        return 0;
    }
}
