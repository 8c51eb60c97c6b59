package io.tuanzi.customer.internal;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.vault.Vault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Phone numbers of the mainland: read, masked, sealed and found again. */
@Component
class Phones {

    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern LANDLINE = Pattern.compile("0[0-9]{9,11}");
    private static final String PURPOSE = "customer.phone";

    private final Vault vault;

    Phones(Vault vault) {
        this.vault = vault;
    }

    /** The eleven digits of a mobile number; blanks, hyphens and +86 are taken off; others are refused. */
    String mobile(String field, @Nullable String typed) {
        String digits = digits(field, typed);
        if (!MOBILE.matcher(digits).matches()) {
            throw Problem.invalid(field, "phone");
        }
        return digits;
    }

    /** A mobile or landline number, for parcels. */
    String reachable(String field, @Nullable String typed) {
        String digits = digits(field, typed);
        if (!MOBILE.matcher(digits).matches() && !LANDLINE.matcher(digits).matches()) {
            throw Problem.invalid(field, "phone");
        }
        return digits;
    }

    private static String digits(String field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            throw Problem.invalid(field, "missing");
        }
        if (typed.length() > 30) {
            throw Problem.invalid(field, "phone");
        }
        String digits = typed.strip().replaceAll("[ -]", "");
        return digits.startsWith("+86") ? digits.substring(3) : digits;
    }

    static String masked(String digits) {
        return digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4);
    }

    byte[] seal(String digits) {
        return vault.seal(PURPOSE, digits);
    }

    String open(byte[] sealed) {
        return vault.open(PURPOSE, sealed);
    }

    byte[] index(String digits) {
        return vault.index(PURPOSE, digits);
    }

    /** A login code as it is stored: worthless without the key of the shop. */
    byte[] codeHash(String digits, String code) {
        return vault.index("customer.code", digits + ' ' + code);
    }
}
