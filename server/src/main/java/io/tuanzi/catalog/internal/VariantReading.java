package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.catalog.internal.FileProduct.Variant;
import io.tuanzi.catalog.internal.ProductReading.FileRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows that are variants of one product. */
final class VariantReading {

    private static final int MOST_QUANTITY = 1_000_000_000;
    private static final int MOST_CODE = 128;

    private final Map<String, String> names;
    private final BigDecimal rate;
    private final ImportFindings told;

    VariantReading(Map<String, String> names, BigDecimal rate, ImportFindings told) {
        this.names = names;
        this.rate = rate;
        this.told = told;
    }

    /** The variants in order; of two with the same options the first counts. An unreadable price refuses all. */
    List<Variant> read(List<FileRow> rows, List<String> axes) {
        List<Variant> variants = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FileRow row : rows) {
            List<String> options = options(row, axes);
            if (!seen.add(SkuBook.key(options))) {
                told.changed(row.row(), "option1Value", "VARIANT_TWICE",
                        Map.of("options", String.join(" / ", options)));
                continue;
            }
            variants.add(variant(row, options));
        }
        return variants;
    }

    private List<String> options(FileRow row, List<String> axes) {
        List<String> options = new ArrayList<>();
        for (int i = 1; i <= axes.size(); i++) {
            String field = "option" + i + "Value";
            String value = row.cell(field).replaceAll("[\\s\\p{Cntrl}]+", " ");
            if (value.isEmpty()) {
                value = "默认";
                told.changed(row.row(), field, "OPTION_MADE", Map.of("now", value));
            }
            options.add(value.length() > 255 ? value.substring(0, 255) : value);
        }
        return List.copyOf(options);
    }

    private Variant variant(FileRow row, List<String> options) {
        tellPolicy(row);
        String picture = row.cell("skuPicture");
        return new Variant(row.row(), options, code(row), price(row), money(row, "cost"), grams(row), barcode(row),
                quantity(row), Cells.truth(row.cell("shipping")).orElse(true), picture.isEmpty() ? null : picture,
                rule(row));
    }

    private @Nullable String code(FileRow row) {
        String code = unapostrophed(row.cell("sku")).replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (code.length() > MOST_CODE) {
            told.changed(row.row(), "sku", "TEXT_CUT", Map.of("most", String.valueOf(MOST_CODE)));
            code = code.substring(0, MOST_CODE).strip();
        }
        return code.isEmpty() ? null : code;
    }

    private @Nullable Long price(FileRow row) {
        String cell = row.cell("price");
        if (!row.cell("compareAt").isEmpty()) {
            told.note(row.row(), "compareAt", "COMPARE_AT_NOT_SHOWN", Map.of());
        }
        if (cell.isEmpty()) {
            return null;
        }
        Optional<Cells.Price> price = Cells.price(cell, rate);
        if (price.isEmpty()) {
            told.refused(row.row(), "price", "PRICE_UNREADABLE", Map.of("value", shown(cell)));
            return null;
        }
        if (price.get().symbol()) {
            told.note(row.row(), "price", "PRICE_SYMBOL", Map.of("value", shown(cell)));
        }
        if (price.get().rounded()) {
            told.changed(row.row(), "price", "PRICE_ROUNDED", Map.of("value", shown(cell)));
        }
        return price.get().minor();
    }

    private @Nullable Long money(FileRow row, String field) {
        String cell = row.cell(field);
        if (cell.isEmpty()) {
            return null;
        }
        Optional<Cells.Price> price = Cells.price(cell, rate);
        if (price.isEmpty()) {
            told.changed(row.row(), field, "CELL_LEFT_OUT", Map.of("value", shown(cell)));
        }
        return price.map(Cells.Price::minor).orElse(null);
    }

    private @Nullable Integer grams(FileRow row) {
        String field = row.cell("grams").isEmpty() ? "weight" : "grams";
        String cell = row.cell(field);
        if (cell.isEmpty()) {
            return null;
        }
        // a column of grams is in grams whatever unit the file shows them in
        Optional<Integer> grams = Cells.grams(cell, field.equals("grams") ? "g" : row.cell("weightUnit"));
        if (grams.isEmpty()) {
            told.changed(row.row(), field, "CELL_LEFT_OUT", Map.of("value", shown(cell)));
        }
        return grams.orElse(null);
    }

    private @Nullable String barcode(FileRow row) {
        String code = unapostrophed(row.cell("barcode"));
        return code.isEmpty() ? null : code.length() > 64 ? code.substring(0, 64) : code;
    }

    private int quantity(FileRow row) {
        String cell = row.cell("quantity");
        if (cell.isEmpty()) {
            return 0;
        }
        Optional<Long> quantity = Cells.whole(cell);
        if (quantity.isEmpty()) {
            told.changed(row.row(), "quantity", "QUANTITY_UNREADABLE", Map.of("value", shown(cell)));
            return 0;
        }
        if (quantity.get() < 0) {
            told.changed(row.row(), "quantity", "QUANTITY_NEGATIVE", Map.of("value", shown(cell)));
            return 0;
        }
        if (quantity.get() > MOST_QUANTITY) {
            told.changed(row.row(), "quantity", "QUANTITY_CAPPED", Map.of("most", String.valueOf(MOST_QUANTITY)));
            return MOST_QUANTITY;
        }
        return quantity.get().intValue();
    }

    private void tellPolicy(FileRow row) {
        String policy = row.cell("policy");
        if (policy.equalsIgnoreCase("continue") || Cells.truth(policy).orElse(false)) {
            told.changed(row.row(), "policy", "OVERSELL_DENIED", Map.of());
        }
    }

    private @Nullable PurchaseRule rule(FileRow row) {
        if (!names.containsKey("min") && !names.containsKey("step") && !names.containsKey("perOrder")
                && !names.containsKey("perPerson")) {
            return null;
        }
        Integer min = positive(row, "min");
        Integer step = positive(row, "step");
        return new PurchaseRule(min == null ? 1 : min, step == null ? 1 : step, positive(row, "perOrder"),
                positive(row, "perPerson"), positive(row, "perPeriodDays"));
    }

    private @Nullable Integer positive(FileRow row, String field) {
        String cell = row.cell(field);
        if (cell.isEmpty()) {
            return null;
        }
        Optional<Long> value = Cells.whole(cell).filter(n -> n >= 1 && n <= 1_000_000);
        if (value.isEmpty()) {
            told.changed(row.row(), field, "CELL_LEFT_OUT", Map.of("value", shown(cell)));
        }
        return value.map(Long::intValue).orElse(null);
    }

    /** Spreadsheets keep long digits as text by a leading apostrophe, which is not part of the code. */
    private static String unapostrophed(String cell) {
        return cell.startsWith("'") ? cell.substring(1).strip() : cell;
    }

    private static String shown(String cell) {
        return cell.length() <= 60 ? cell : cell.substring(0, 60) + "…";
    }
}
