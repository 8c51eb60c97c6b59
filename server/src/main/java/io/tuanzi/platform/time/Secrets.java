package io.tuanzi.platform.time;

/** Unpredictable chance: one-time codes, tokens, draw seeds. Never seeded. */
public interface Secrets {

    /** A token of {@code bytes} random bytes in URL-safe Base64 without padding. */
    String token(int bytes);

    /** A decimal code of exactly {@code digits} digits, leading zeros included. */
    String digits(int digits);

    /** A short code of unambiguous capital letters and digits. */
    String code(int length);
}
