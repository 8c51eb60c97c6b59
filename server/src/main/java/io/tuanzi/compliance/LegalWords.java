package io.tuanzi.compliance;

import io.tuanzi.kernel.Money;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import java.math.BigDecimal;
import java.util.Map;

/** Legal parameters in words, in the language of whoever asks. */
public final class LegalWords {

    private static final Phrasebook BOOK = Phrasebook.open("legal");

    private LegalWords() {
    }

    /** What it is called. */
    public static String name(Legal parameter) {
        return say(parameter, "name");
    }

    /** What it does, and what changing it means. */
    public static String meaning(Legal parameter) {
        return say(parameter, "meaning");
    }

    /** Where the limit comes from: the rule by its name, or that it is the shop's own caution. */
    public static String source(Legal parameter) {
        return say(parameter, "source");
    }

    /** A value of it with its unit: {@code ¥100.00}, {@code 30%}, {@code 2}. */
    public static String value(Legal parameter, long value) {
        return value(Language.current(), parameter, value);
    }

    /** The same in one language. */
    public static String value(Language language, Legal parameter, long value) {
        return switch (parameter.unit()) {
            case MINOR -> Money.format(value);
            case RATE_BP -> BigDecimal.valueOf(value, 2).stripTrailingZeros().toPlainString() + "%";
            case LEVELS, TIMES -> Long.toString(value);
            case DAYS -> BOOK.say(language, "days", Map.of("n", Long.toString(value)));
            case FLAG -> BOOK.say(language, value == 0 ? "flag.off" : "flag.on", Map.of());
        };
    }

    private static String say(Legal parameter, String what) {
        return BOOK.say(Language.current(), parameter.name() + "." + what, Map.of());
    }
}
