package io.tuanzi.payment.internal;

/** No answer to be believed came: what was asked may or may not have been done (P5). */
final class ProviderSilent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderSilent(String why) {
        super(why, null, false, false);
    }
}
