package io.tuanzi.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text in both languages; the English one may be missing, then the Chinese (or only) one is shown.
 *
 * @param zh the text as the shop wrote it
 * @param en its English form, if there is one
 */
public record Words(String zh, @Nullable String en) {

    /** The text for a reader of this language. */
    public String in(Locale locale) {
        return en != null && !en.isBlank() && "en".equals(locale.getLanguage()) ? en : zh;
    }
}
