package io.tuanzi.platform.staff;

import java.util.List;

/** The accounts of staff, for those who set up a shop. */
public interface StaffAccounts {

    /** A login that may be printed and shown, because the shop is a demo. */
    record DemoLogin(String username, String password, String roleText) {
    }

    /** Makes the demo's accounts, one per role; those that exist are left as they are. */
    void seedDemo();

    /** The demo accounts that can still log in with their printed password, roles in the caller's language. */
    List<DemoLogin> demoLogins();

    /**
     * Ends the demo accounts: they are disabled and their sessions end; a demo administrator stays while the shop has
     * no other one. Joins the caller's transaction.
     */
    void retireDemo();

    /**
     * Makes the administrator of a shop that has no staff yet and returns the password, which is kept nowhere; null
     * when there is staff.
     */
    @org.jspecify.annotations.Nullable String firstAdministrator();
}
