package io.tuanzi.promotion.quote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A golden cart: a readable file whose first part asks and whose second part, after the line {@code expected:}, says
 * byte by byte what is answered. A SKU's product is its number by ten, its category its number by a hundred.
 */
final class GoldenCart {

    static final String EXPECTED = "\nexpected:\n";
    static final String BY_HAND = "\nworked: by hand\n";

    /** So many units of a line that come back. */
    record Back(int lineNo, int units) {}

    final String asked;
    final String expected;
    final RuleSet rules;
    final QuoteRequest request;
    final List<Back> back = new ArrayList<>();
    /** Whether what is kept is priced again when units come back. */
    final boolean again;

    private final Map<String, String> said = new HashMap<>();

    private GoldenCart(String text) {
        int cut = text.indexOf(EXPECTED);
        asked = cut < 0 ? text.stripTrailing() + "\n" : text.substring(0, cut + 1);
        expected = cut < 0 ? "" : text.substring(cut + EXPECTED.length());
        List<CartLine> lines = new ArrayList<>();
        List<CouponRight> rights = new ArrayList<>();
        List<Rule> read = new ArrayList<>();
        List<FreightTemplate> freight = new ArrayList<>();
        for (String line : asked.lines().toList()) {
            String[] sides = line.split(": ", 2);
            String[] head = sides[0].split(" ");
            if (line.startsWith(" ") || sides.length < 2) {
                continue;
            }
            switch (head[0]) {
                case "line" -> lines.add(line(Integer.parseInt(head[1]), sides[1].split(" ")));
                case "rule" -> read.add(GoldenRules.rule(Long.parseLong(head[1]), sides[1]));
                case "freight" -> freight.add(GoldenRules.freight(Long.parseLong(head[1]), sides[1]));
                case "coupon" -> rights.add(right(Long.parseLong(head[1]), sides[1].split(" ")));
                default -> said.put(sides[0], sides[1]);
            }
        }
        rules = new RuleSet(1, read, freight);
        String who = said.getOrDefault("buyer", "");
        Set<String> cohorts = new HashSet<>(Arrays.asList(who.split(" ")));
        boolean first = cohorts.remove("first-order");
        cohorts.remove("");
        request = new QuoteRequest(new Cart(lines, occasion()), new Buyer(1, cohorts, first, rights), choice(),
                new Destination(said.getOrDefault("to", "440106").replace("unknown", "")), hints(),
                Instant.parse(said.getOrDefault("at", "2026-03-01T02:00:00Z")));
        String returns = said.getOrDefault("returns", "");
        again = returns.endsWith(" priced again");
        for (String part : returns.replace(" priced again", "").split(", ")) {
            if (!part.isEmpty()) {
                String[] sides = part.split(" x");
                back.add(new Back(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
            }
        }
    }

    static GoldenCart read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (Exception wrong) {
            throw new IllegalStateException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    static GoldenCart of(String text) {
        return new GoldenCart(text);
    }

    boolean workedByHand() {
        return asked.contains(BY_HAND);
    }

    /** Such as {@code sku 110 x2 @ 128.00 weight 300 floor 9.00 zone NICHE}. */
    private static CartLine line(int lineNo, String[] words) {
        long sku = Long.parseLong(words[1]);
        Map<String, String> more = new HashMap<>();
        for (int i = 5; i + 1 < words.length; i += 2) {
            more.put(words[i], words[i + 1]);
        }
        return new CartLine(lineNo, sku, sku / 10, sku / 100, more.getOrDefault("zone", "HIT"),
                Integer.parseInt(words[2].substring(1)), GoldenRules.fen(words[4]),
                Integer.parseInt(more.getOrDefault("weight", "300")), 1,
                GoldenRules.fen(more.getOrDefault("floor", "0")));
    }

    /** Such as {@code rule 5} or {@code rule 5 until 2026-03-01T02:00:00Z}. */
    private static CouponRight right(long id, String[] words) {
        return new CouponRight(id, Long.parseLong(words[1]),
                Instant.parse(words.length > 3 ? words[3] : "2026-03-31T00:00:00Z"));
    }

    /** Such as {@code group of 3, 110 at 99.00, 210 at 5.00}; alone when it is not said. */
    private Occasion occasion() {
        String text = said.get("bought");
        if (text == null) {
            return new Occasion.Single();
        }
        String[] parts = text.split(", ");
        Map<Long, Long> prices = new HashMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            prices.put(Long.valueOf(part.split(" at ")[0]), GoldenRules.fen(part.split(" at ")[1]));
        }
        return new Occasion.Group(9001, 1, Integer.parseInt(parts[0].split(" ")[2]), prices);
    }

    /** {@code best} when it is not said, {@code none}, or the numbers of coupons. */
    private CouponChoice choice() {
        String text = said.getOrDefault("choose", "best");
        return switch (text) {
            case "best" -> new CouponChoice.Best();
            case "none" -> new CouponChoice.None();
            default -> new CouponChoice.Chosen(ids(text));
        };
    }

    private Hints hints() {
        String used = said.get("used");
        Map<Long, Integer> times = new HashMap<>();
        for (String part : used == null ? new String[0] : used.split(", ")) {
            times.put(Long.valueOf(part.split(" x")[0].replace("rule ", "")), Integer.valueOf(part.split(" x")[1]));
        }
        return new Hints(ids(said.get("spent budgets")), times);
    }

    private static Set<Long> ids(@Nullable String text) {
        return text == null ? Set.of()
                : Arrays.stream(text.split(", ")).map(Long::valueOf).collect(Collectors.toSet());
    }
}
