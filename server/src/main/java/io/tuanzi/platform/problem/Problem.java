package io.tuanzi.platform.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal the caller can act on: a stable code, an HTTP status, the field at fault and facts to show.
 *
 * <p>The text is not here: it is looked up by code in {@code problems*.properties} in the caller's language, with
 * {@code {name}} filled from {@link #facts()}. A code without texts in both languages fails a test.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final transient Map<String, Object> facts = new LinkedHashMap<>();

    private Problem(int status, String code, @Nullable String field) {
        super(code + (field == null ? "" : " (" + field + ")"), null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    /** A refusal with any status; {@code code} is upper-case words joined by underscores. */
    public static Problem of(int status, String code) {
        return new Problem(status, code, null);
    }

    /** 400: {@code field} of the request is missing or malformed. */
    public static Problem invalid(String field, String why) {
        return new Problem(400, "INVALID", field).with("why", why);
    }

    /** 404: there is no such thing, or it belongs to someone else; the two are never told apart. */
    public static Problem notFound(String what) {
        return new Problem(404, "NOT_FOUND", null).with("what", what);
    }

    /** 409: the thing is in a state in which this cannot be done. */
    public static Problem badState(String state) {
        return new Problem(409, "BAD_STATE", null).with("state", state);
    }

    /** 409 with a code of its own. */
    public static Problem conflict(String code) {
        return new Problem(409, code, null);
    }

    /** 403: the caller lacks the permission named. */
    public static Problem forbidden(String permission) {
        return new Problem(403, "FORBIDDEN", null).with("permission", permission);
    }

    /** 429: too much at once; nothing was done, try again after {@code seconds}. */
    public static Problem busy(int seconds) {
        return new Problem(429, "BUSY", null).with("retryAfterSeconds", seconds);
    }

    /** Adds a fact that is shown in the text and carried in the body. */
    public Problem with(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public Map<String, Object> facts() {
        return Map.copyOf(facts);
    }
}
