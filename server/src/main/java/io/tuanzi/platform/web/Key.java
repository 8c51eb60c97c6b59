package io.tuanzi.platform.web;

/**
 * The client-made idempotency key of a write, from the header {@code Idempotency-Key}.
 *
 * <p>8 to 64 characters of letters, digits, {@code _} and {@code -}; a missing one is refused with 400 KEY_MISSING.
 */
public record Key(String value) {
}
