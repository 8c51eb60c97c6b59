package io.tuanzi.customer;

/** Tells people things, each once. */
public interface Messages {

    /** Puts a message on a person's tray in the open transaction; nothing when this key was sent to the person (K1). */
    void send(NewMessage message);
}
