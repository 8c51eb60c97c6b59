package io.tuanzi.shopfront;

import org.jspecify.annotations.Nullable;

/** Finds the person behind an invite code. */
interface InviteCodes {

    /** The owner's customer id, null when nobody has this code. */
    @Nullable Long owner(String code);
}
