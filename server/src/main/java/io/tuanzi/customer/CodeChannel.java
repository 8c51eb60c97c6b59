package io.tuanzi.customer;

/**
 * A real way to send login codes, such as a text message. While no bean of this type exists the shop is in demo: the
 * code is given back to the login page, which shows it as such.
 */
public interface CodeChannel {

    /** Sends a code; called outside any transaction, may fail with any exception. */
    void send(String phone, String code);
}
