package io.tuanzi.platform;

/**
 * Something that must be done before the first order can be placed; {@code run} says "ready" when all gates are open.
 */
public interface ReadyGate {

    /** Whether it is done; asked often, so it answers from memory. */
    boolean isOpen();

    /** What is being waited for, in a few words for the terminal, 中文 and English. */
    String waitingFor();
}
