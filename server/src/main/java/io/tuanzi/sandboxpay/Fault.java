package io.tuanzi.sandboxpay;

import java.util.Locale;

/** Every way this provider can be told to misbehave. A number with the fault is its value, in brackets the default. */
enum Fault {
    /** After a notification was delivered, the same one comes this many more times, one after the other (1). */
    DUPLICATE_NOTIFICATIONS("duplicateNotifications", 1),
    /** Each delivery is this many copies at the same moment (4). */
    PARALLEL_NOTIFICATIONS("parallelNotifications", 4),
    /** Notifications born within one window of so many milliseconds go out in reverse order after it (500). */
    REORDER("reorder", 500),
    /** The first delivery waits so many milliseconds of sandbox time (60,000). */
    DELAY_NOTIFICATION("delayNotificationMs", 60_000),
    /** The delivery is lost on the way; the schedule goes on. */
    DROP_NOTIFICATIONS("dropNotifications", 1),
    /** What was asked is done and booked, then the connection hangs so many milliseconds and is cut (0). */
    TIMEOUT_AFTER_CHARGING("timeoutAfterCharging", 0),
    /** The notification tells a sum that is off by so many fen (1). */
    LIE_AMOUNT("lieAmount", 1),
    /** The notification names another order. */
    WRONG_ORDER("wrongOrder", 1),
    /** The notification names another merchant. */
    WRONG_MERCHANT("wrongMerchant", 1),
    /** The notification tells another currency. */
    WRONG_CURRENCY("wrongCurrency", 1),
    /** The notification's signature is not ours. */
    WRONG_SIGNATURE("wrongSignature", 1),
    /** The answer's signature is not ours. */
    WRONG_ANSWER_SIGNATURE("wrongAnswerSignature", 1),
    /** One bit of the notification's ciphertext is flipped, under a right signature. */
    FLIP_BIT("flipBit", 1),
    /** Every answer waits so many milliseconds of real time (1,000). */
    SLOW("slowMs", 1_000),
    /** Answered with this 5xx status, or with 429, before anything is done (500). */
    REFUSE("refuse", 500),
    /** A refund ends ABNORMAL instead of SUCCESS. */
    ABNORMAL_REFUND("abnormalRefund", 1);

    private final String word;
    private final long usual;

    Fault(String word, long usual) {
        this.word = word;
        this.usual = usual;
    }

    String word() {
        return word;
    }

    long usual() {
        return usual;
    }

    /** The fault of that word, refused where there is none. */
    static Fault of(String word) {
        for (Fault fault : values()) {
            if (fault.word.equals(word) || fault.name().toLowerCase(Locale.ROOT).equals(word)) {
                return fault;
            }
        }
        throw Refusal.parameter("no such fault: " + word);
    }
}
