package io.tuanzi.platform.web;

import io.tuanzi.platform.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks of request fields; each refuses with 400 INVALID naming the field.
 *
 * <p>What the type says is refused before a controller runs: a missing or null component that is not
 * {@code @Nullable}, an unknown field, a text for a number, an unknown enum name.
 */
public final class Fields {

    /** The largest id: browsers keep whole numbers exact below 2^53. */
    public static final long LARGEST_ID = (1L << 53) - 1;

    private Fields() {
    }

    /** The text without blanks around it; refuses one outside {@code least} to {@code most} characters. */
    public static String text(String field, @Nullable String value, int least, int most) {
        if (value == null) {
            throw Problem.invalid(field, "missing");
        }
        String text = value.strip();
        int length = text.codePointCount(0, text.length());
        if (length < least) {
            throw Problem.invalid(field, length == 0 ? "missing" : "tooShort").with("least", least);
        }
        if (length > most) {
            throw Problem.invalid(field, "tooLong").with("most", most);
        }
        if (text.codePoints().anyMatch(Fields::unprintable)) {
            throw Problem.invalid(field, "characters");
        }
        return text;
    }

    /** As {@link #text}, null for null or blank. */
    public static @Nullable String optionalText(String field, @Nullable String value, int most) {
        return value == null || value.isBlank() ? null : text(field, value, 1, most);
    }

    private static boolean unprintable(int point) {
        return point < ' ' && point != '\n' && point != '\t' || point == 0x7f;
    }

    /** The reason a person gave for a staff write, 2 to 200 characters. */
    public static String reason(@Nullable String value) {
        return text("reason", value, 2, 200);
    }

    /** A text of one form. */
    public static String matching(String field, @Nullable String value, Pattern form) {
        String text = text(field, value, 1, 500);
        if (!form.matcher(text).matches()) {
            throw Problem.invalid(field, "form");
        }
        return text;
    }

    /** A whole number from {@code least} to {@code most}. */
    public static long range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw Problem.invalid(field, "range").with("least", least).with("most", most);
        }
        return value;
    }

    /** A whole number from {@code least} to {@code most}. */
    public static int range(String field, int value, int least, int most) {
        return (int) range(field, (long) value, least, most);
    }

    /** An id that could exist; others are not found rather than invalid. */
    public static long id(String what, long value) {
        if (value < 1 || value > LARGEST_ID) {
            throw Problem.notFound(what);
        }
        return value;
    }

    /** A list of {@code least} to {@code most} items. */
    public static <T> List<T> list(String field, @Nullable List<T> items, int least, int most) {
        if (items == null) {
            throw Problem.invalid(field, "missing");
        }
        if (items.size() < least) {
            throw Problem.invalid(field, "tooFew").with("least", least);
        }
        if (items.size() > most) {
            throw Problem.invalid(field, "tooMany").with("most", most);
        }
        return List.copyOf(items);
    }
}
