package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSummary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the words of a product that somebody probably meant. */
final class Nearest {

    /** A stretch as long as what was typed is preferred to one a letter shorter or longer. */
    private static final int[] LONGER = {0, -1, 1};

    private Nearest() {
    }

    /** The stretch of the product's words with the fewest differences from what was typed; null when none is near. */
    static @Nullable String word(String typed, ProductSummary product) {
        String wish = typed.strip().toLowerCase(Locale.ROOT);
        String text = String.join(" ", product.titleZh(), String.valueOf(product.titleEn()), product.category(),
                product.brand());
        String lower = text.toLowerCase(Locale.ROOT);
        boolean latin = wish.chars().allMatch(c -> c < 0x250);
        String best = null;
        int least = wish.length() / 3 + 1;
        for (int from = 0; from < lower.length(); from++) {
            if (latin && from > 0 && Character.isLetterOrDigit(lower.charAt(from - 1))) {
                continue;
            }
            for (int longer : LONGER) {
                int to = from + Math.max(1, wish.length() + longer);
                boolean whole = to <= lower.length()
                        && (!latin || to == lower.length() || !Character.isLetterOrDigit(lower.charAt(to)));
                if (whole && differences(wish, lower.substring(from, to)) < least) {
                    least = differences(wish, lower.substring(from, to));
                    best = text.substring(from, to).strip();
                }
            }
        }
        return best == null || best.isEmpty() || best.equalsIgnoreCase(wish) ? null : best;
    }

    /** Letters to add, drop or change to make one of the other. */
    static int differences(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[b.length()];
    }
}
