package io.tuanzi.catalog.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts as people write them in spreadsheets. */
final class Cells {

    /** A price and what was odd about it. */
    record Price(long minor, boolean symbol, boolean rounded) {
    }

    private static final Pattern SYMBOLS = Pattern.compile(
            "(?i)(US|HK|NT|A|C|S)?\\$|[€£¥￥₹₩₽฿]|"
            + "(?<![A-Z])(CNY|RMB|USD|EUR|GBP|HKD|JPY|TWD|AUD|CAD|SGD)(?![A-Z])|元|圆|块");
    private static final Pattern GROUPED_COMMA = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern GROUPED_DOT = Pattern.compile("\\d{1,3}(\\.\\d{3})+,\\d*|\\d{1,3}(\\.\\d{3}){2,}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d+,\\d{1,2}");
    private static final Pattern PLAIN = Pattern.compile("\\d+(\\.\\d*)?|\\.\\d+");
    private static final Pattern WEIGHT = Pattern.compile("(.*?)\\s*(kg|g|lb|lbs|oz|克|千克|公斤|斤|磅|盎司)?\\.?");
    private static final BigDecimal MOST_MINOR = BigDecimal.valueOf(AssortmentDesk.MOST_MINOR);

    private Cells() {
    }

    /** The number in a cell: {@code 1,299.00}, {@code 1.299,00}, {@code .5}, full-width digits; never a sign. */
    static Optional<BigDecimal> number(String cell) {
        String text = Normalizer.normalize(cell, Normalizer.Form.NFKC).replaceAll("[\\s\\u00a0'’]", "");
        if (text.length() > 40) {
            return Optional.empty();
        }
        if (GROUPED_COMMA.matcher(text).matches()) {
            text = text.replace(",", "");
        } else if (GROUPED_DOT.matcher(text).matches()) {
            text = text.replace(".", "").replace(',', '.');
        } else if (DECIMAL_COMMA.matcher(text).matches()) {
            text = text.replace(',', '.');
        }
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text.endsWith(".") ? text + "0" : text));
    }

    /** The price in a cell in fen, at so many yuan per unit; empty when it cannot be read or is beyond the shop. */
    static Optional<Price> price(String cell, BigDecimal rate) {
        String bare = SYMBOLS.matcher(Normalizer.normalize(cell, Normalizer.Form.NFKC)).replaceAll(" ").strip();
        boolean symbol = !bare.equals(Normalizer.normalize(cell, Normalizer.Form.NFKC).strip());
        return number(bare).flatMap(value -> {
            BigDecimal exact = value.multiply(rate).movePointRight(2);
            BigDecimal minor = exact.setScale(0, RoundingMode.HALF_UP);
            if (minor.compareTo(MOST_MINOR) > 0) {
                return Optional.empty();
            }
            boolean rounded = value.stripTrailingZeros().scale() > 2;
            return Optional.of(new Price(minor.longValueExact(), symbol, rounded));
        });
    }

    /** A whole number that may be negative and may be written {@code 10.0}; fractions are cut off. */
    static Optional<Long> whole(String cell) {
        String text = Normalizer.normalize(cell, Normalizer.Form.NFKC).replace('−', '-').strip();
        boolean negative = text.startsWith("-");
        return number(negative || text.startsWith("+") ? text.substring(1) : text)
                .map(value -> value.setScale(0, RoundingMode.DOWN))
                .filter(value -> value.precision() <= 15)
                .map(value -> negative ? -value.longValueExact() : value.longValueExact());
    }

    /** A weight in grams; the unit stands in the cell or is given. */
    static Optional<Integer> grams(String cell, String unit) {
        String text = Normalizer.normalize(cell, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        Matcher parts = WEIGHT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String written = parts.group(2) == null ? unit.strip().toLowerCase(Locale.ROOT) : parts.group(2);
        BigDecimal each = switch (written) {
            case "kg", "千克", "公斤" -> BigDecimal.valueOf(1_000);
            case "斤" -> BigDecimal.valueOf(500);
            case "lb", "lbs", "磅" -> new BigDecimal("453.59237");
            case "oz", "盎司" -> new BigDecimal("28.349523");
            default -> BigDecimal.ONE;
        };
        return number(parts.group(1)).map(value -> value.multiply(each).setScale(0, RoundingMode.HALF_UP))
                .filter(value -> value.compareTo(BigDecimal.valueOf(10_000_000)) <= 0).map(BigDecimal::intValueExact);
    }

    /** Yes or no in the ways exports write it; empty for a blank or another word. */
    static Optional<Boolean> truth(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1", "1.0", "active", "on", "是", "上架" -> Optional.of(true);
            case "false", "no", "n", "0", "0.0", "draft", "archived", "off", "否", "下架", "草稿" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Gives a cell that a spreadsheet would run as a formula an apostrophe: for what we write, never what we read. */
    static String forSpreadsheet(String text) {
        if (text.isEmpty()) {
            return text;
        }
        char first = text.charAt(0);
        boolean formula = first == '=' || first == '+' || first == '-' || first == '@' || first == '\t'
                || first == '\r' || first == '＝' || first == '＋' || first == '－' || first == '＠';
        return formula ? "'" + text : text;
    }
}
