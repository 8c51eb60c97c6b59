package io.tuanzi.sandboxpay;

import java.util.Map;

/** An answer that says no: HTTP status, the provider's error code, and a sentence. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal parameter(String sentence) {
        return new Refusal(400, "PARAM_ERROR", sentence);
    }

    static Refusal invalid(String sentence) {
        return new Refusal(400, "INVALID_REQUEST", sentence);
    }

    static Refusal missing(String sentence) {
        return new Refusal(404, "RESOURCE_NOT_EXISTS", sentence);
    }

    static Refusal signature(String sentence) {
        return new Refusal(401, "SIGN_ERROR", sentence);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String json() {
        return Json.write(Map.of("code", code, "message", String.valueOf(getMessage())));
    }
}
