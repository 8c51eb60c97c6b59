package io.tuanzi.payment.internal;

/** The provider answered, signed, and said no: its code is to be believed. */
final class ProviderRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ProviderRefused(int status, String code, String sentence) {
        super(status + " " + code + ": " + sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Whether it was asked in the wrong words or by the wrong person: asking again will not help. */
    boolean final4xx() {
        return status >= 400 && status < 500 && status != 429 && !code.equals("SIGN_ERROR")
                && !code.equals("NOT_ENOUGH") && !code.equals("FREQUENCY_LIMITED");
    }
}
