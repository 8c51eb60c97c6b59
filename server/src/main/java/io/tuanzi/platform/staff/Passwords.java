package io.tuanzi.platform.staff;

import io.tuanzi.platform.problem.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Passwords of staff: PBKDF2 with HMAC-SHA-256, 310,000 rounds and a salt of its own for each; the scheme is written
 * before the hash, so a stronger one can follow.
 */
@Component
class Passwords {

    private static final int ROUNDS = 310_000;
    private static final Set<String> COMMON = Set.of("password", "passw0rd", "password1", "12345678", "123456789",
            "1234567890", "87654321", "11111111", "88888888", "66666666", "00000000", "qwertyui", "qwerty123",
            "1q2w3e4r", "1qaz2wsx", "abcd1234", "abc12345", "a1234567", "admin123", "admin1234", "iloveyou",
            "woaini520", "woaini1314", "5201314520", "aa123456", "asdfghjk", "zxcvbnm1", "letmein1", "welcome1",
            "changeme", "sunshine", "football", "superman", "princess", "dragon12", "tuanzi123", "tuanzi888");

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder("pbkdf2", Map.of("pbkdf2",
            new Pbkdf2PasswordEncoder("", 16, ROUNDS,
                    Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256)));
    private final String nobodys = hash("nobody's password");

    String hash(String password) {
        return String.valueOf(encoder.encode(password));
    }

    boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    /** Takes the time of a check without having anything to check: unknown names must not answer faster. */
    void pretend(String password) {
        if (encoder.matches(password, nobodys)) {
            throw new IllegalStateException("nobody logged in");
        }
    }

    /** Refuses a password of fewer than 8 or more than 128 characters, a common one, or one made of the name. */
    static void check(String field, String password, String username) {
        if (password.length() < 8) {
            throw Problem.invalid(field, "tooShort").with("least", 8);
        }
        if (password.length() > 128) {
            throw Problem.invalid(field, "tooLong").with("most", 128);
        }
        String low = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(low) || low.contains(username) || low.chars().distinct().count() < 4) {
            throw Problem.invalid(field, "guessable");
        }
    }
}
