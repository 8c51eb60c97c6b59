package io.tuanzi.platform.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Texts by key in both languages, with {@code {name}} filled in.
 *
 * <p>A slot whose name ends in {@code Minor} shows an amount in fen as yuan: {@code ¥12.80}.
 *
 * <p>Read once from UTF-8 property files on the class path: {@code BOOK*.properties} is Chinese and
 * {@code BOOK*_en.properties} English, so each module may bring its own file ({@code problems-order.properties},
 * {@code problems-order_en.properties}). A key in two files is refused at start.
 */
public final class Phrasebook {

    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

    private final Map<String, String> zh = new HashMap<>();
    private final Map<String, String> en = new HashMap<>();

    private Phrasebook() {
    }

    /** Opens all files of a book; refuses a book without a file. */
    public static Phrasebook open(String book) {
        Phrasebook phrases = new Phrasebook();
        try {
            Resource[] found = new PathMatchingResourcePatternResolver(Phrasebook.class.getClassLoader())
                    .getResources("classpath*:" + book + "*.properties");
            for (Resource file : found) {
                phrases.read(file);
            }
            if (found.length == 0) {
                throw new IllegalStateException("no phrase book " + book);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return phrases;
    }

    private void read(Resource file) throws IOException {
        String name = String.valueOf(file.getFilename());
        Map<String, String> into = name.endsWith("_en.properties") ? en : zh;
        Properties entries = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            entries.load(reader);
        }
        entries.forEach((key, text) -> {
            if (into.put(key.toString(), text.toString()) != null) {
                throw new IllegalStateException("phrase " + key + " stands twice, last in " + name);
            }
        });
    }

    /** The text of a key with its slots filled, or null when the book has no such key. */
    public @Nullable String find(Language language, String key, Map<String, ?> values) {
        String text = (language == Language.EN ? en : zh).get(key);
        return text == null ? null : fill(text, values::get);
    }

    /** The text of a key with its slots filled; the key itself when the book lacks it, which a test forbids. */
    public String say(Language language, String key, Map<String, ?> values) {
        String text = find(language, key, values);
        return text == null ? key : text;
    }

    /** All keys of one language, sorted. */
    public Set<String> keys(Language language) {
        return new TreeSet<>((language == Language.EN ? en : zh).keySet());
    }

    private static String fill(String text, Function<String, @Nullable Object> values) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        Matcher slots = SLOT.matcher(text);
        while (slots.find()) {
            String name = slots.group(1);
            slots.appendReplacement(filled, Matcher.quoteReplacement(shown(name, values.apply(name))));
        }
        return slots.appendTail(filled).toString();
    }

    private static String shown(String name, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (!name.endsWith("Minor") || !(value instanceof Number amount)) {
            return value.toString();
        }
        long minor = amount.longValue();
        String cents = String.valueOf(100 + Math.abs(minor % 100)).substring(1);
        return (minor < 0 ? "-¥" : "¥") + Math.abs(minor / 100) + "." + cents;
    }
}
