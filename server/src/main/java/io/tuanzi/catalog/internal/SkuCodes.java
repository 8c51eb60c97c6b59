package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.internal.FileProduct.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Gives each variant of a file's product its code: its own, made from handle and options, or with a suffix. */
final class SkuCodes {

    private static final int MOST = 128;

    private final Function<Collection<String>, Set<String>> elsewhere;
    private final ImportFindings told;

    /**
     * Decides with a question to the shop.
     *
     * @param elsewhere which of these codes another product has
     */
    SkuCodes(Function<Collection<String>, Set<String>> elsewhere, ImportFindings told) {
        this.elsewhere = elsewhere;
        this.told = told;
    }

    /** Codes by the variants' keys; a variant that is known keeps a code it was given for want of the wished one. */
    Map<String, String> assign(FileProduct product, List<SkuBook.Row> known) {
        Map<String, String> now = new HashMap<>();
        known.forEach(sku -> now.put(SkuBook.key(sku.options()), sku.code()));
        Map<String, String> wished = new LinkedHashMap<>();
        for (Variant variant : product.variants()) {
            wished.put(SkuBook.key(variant.options()), wish(product, variant, now));
        }
        Set<String> foreign = elsewhere.apply(new HashSet<>(wished.values()));
        Set<String> used = new HashSet<>();
        Set<String> named = new HashSet<>(wished.keySet());
        known.stream().filter(sku -> !named.contains(SkuBook.key(sku.options()))).forEach(sku -> used.add(sku.code()));
        Map<String, String> codes = new LinkedHashMap<>();
        for (Variant variant : product.variants()) {
            String key = SkuBook.key(variant.options());
            String wish = String.valueOf(wished.get(key));
            String code = wish;
            if (foreign.contains(wish) || used.contains(wish)) {
                code = suffixed(wish, now.get(key), used);
                told.changed(variant.row(), "sku", "SKU_SUFFIXED", Map.of("wished", wish, "now", code));
            }
            used.add(code);
            codes.put(key, code);
        }
        return codes;
    }

    private String wish(FileProduct product, Variant variant, Map<String, String> now) {
        if (variant.code() != null) {
            return variant.code();
        }
        String known = now.get(SkuBook.key(variant.options()));
        if (known != null) {
            return known;
        }
        String made = made(product.handle(), variant.options());
        told.changed(variant.row(), "sku", "SKU_MADE", Map.of("now", made));
        return made;
    }

    /** {@code HANDLE-OPTION-OPTION} in capitals, cut with a mark of the whole when it is too long. */
    static String made(String handle, List<String> options) {
        List<String> parts = new ArrayList<>();
        parts.add(handle);
        parts.addAll(options);
        String code = String.join("-", parts).toUpperCase(Locale.ROOT).replaceAll("[\\s\"',;/\\\\]+", "-")
                .replaceAll("-{2,}", "-");
        if (code.length() <= MOST) {
            return code;
        }
        return code.substring(0, MOST - 9) + "-" + String.format(Locale.ROOT, "%08X", code.hashCode());
    }

    private String suffixed(String wish, @org.jspecify.annotations.Nullable String known, Set<String> used) {
        boolean keeps = known != null && !used.contains(known)
                && Pattern.matches(Pattern.quote(wish) + "-\\d+", known);
        if (keeps && known != null) {
            return known;
        }
        String stem = wish.length() > MOST - 6 ? wish.substring(0, MOST - 6) : wish;
        for (int n = 2; ; n++) {
            String candidate = stem + "-" + n;
            if (!used.contains(candidate) && elsewhere.apply(Set.of(candidate)).isEmpty()) {
                return candidate;
            }
        }
    }
}
