package io.tuanzi.catalog.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a title should read (CAT-13): which parts it carries, how long it is, which words it must not use.
 *
 * @param parts any of {@code BRAND}, {@code CATEGORY}, {@code POINT}
 * @param banned words of superlative the advertising law forbids, matched without case
 */
record TitleRule(List<String> parts, int minLength, int maxLength, List<String> banned) {

    /** What is wrong with the title, as codes; empty when nothing is. */
    List<String> findings(String title, String brand, String category) {
        List<String> found = new ArrayList<>();
        String rest = title.toLowerCase(Locale.ROOT);
        rest = part(found, rest, "BRAND", brand);
        rest = part(found, rest, "CATEGORY", category);
        if (parts.contains("POINT") && rest.replaceAll("[\\s\\p{Punct}]", "").length() < 2) {
            found.add("TITLE_NO_POINT");
        }
        int length = title.codePointCount(0, title.length());
        if (length < minLength) {
            found.add("TITLE_SHORT");
        }
        if (length > maxLength) {
            found.add("TITLE_LONG");
        }
        String lower = title.toLowerCase(Locale.ROOT);
        if (banned.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)))) {
            found.add("TITLE_BANNED_WORD");
        }
        return List.copyOf(found);
    }

    /** Takes a required part out of the title; notes it when it is not there. */
    private String part(List<String> found, String title, String part, String value) {
        String lower = value.toLowerCase(Locale.ROOT).strip();
        if (!lower.isEmpty() && title.contains(lower)) {
            return title.replace(lower, " ");
        }
        if (parts.contains(part)) {
            found.add("TITLE_NO_" + part);
        }
        return title;
    }
}
