package io.tuanzi.customer;

import org.jspecify.annotations.Nullable;

/** Hears each login inside its transaction; implemented above, by rewards to bind an inviter. */
public interface LoginListener {

    /**
     * Called once the person is known and before the token exists; an exception undoes the login.
     *
     * @param isNew the person was registered by this login
     * @param inviteCode the code the person came with, unchecked, as typed
     */
    void loggedIn(long customerId, boolean isNew, @Nullable String inviteCode);
}
