package io.tuanzi.platform.text;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/** A language the server speaks: 中文 unless the caller prefers English. */
public enum Language {
    ZH(Locale.CHINESE), EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The language of the request being served on this thread; ZH outside a request. */
    public static Language current() {
        var context = LocaleContextHolder.getLocaleContext();
        return context == null ? ZH : of(context.getLocale());
    }

    /** The language nearest to a locale; ZH for all but English. */
    public static Language of(@org.jspecify.annotations.Nullable Locale locale) {
        return locale != null && "en".equals(locale.getLanguage()) ? EN : ZH;
    }

    public Locale locale() {
        return locale;
    }

    /** The one of two texts that is in this language. */
    public String pick(String zh, String en) {
        return this == ZH ? zh : en;
    }
}
