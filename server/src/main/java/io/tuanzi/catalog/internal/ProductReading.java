package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.internal.FileProduct.Shot;
import io.tuanzi.catalog.internal.FileProduct.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one product; pure, so that every odd file is a small test.
 *
 * <p>The first filled cell of a column counts for what belongs to the product. A row with an option, a SKU, a price,
 * a quantity or a barcode is a variant; a row with nothing but a picture adds a picture.
 */
final class ProductReading {

    /** A row of the file; empty cells are left out. */
    record FileRow(int row, Map<String, String> cells) {
        String cell(String field) {
            return cells.getOrDefault(field, "").strip();
        }
    }

    static final int MOST_VARIANTS = 3_000;
    private static final int MOST_PICTURES = 250;
    private static final List<String> VARIANT_FIELDS =
            List.of("sku", "price", "option1Value", "option2Value", "option3Value", "quantity", "barcode");

    private final List<FileRow> rows;
    private final Map<String, String> names;
    private final VariantReading variants;
    private final ImportFindings told;
    private final String handle;

    ProductReading(List<FileRow> rows, Map<String, String> names, java.math.BigDecimal rate) {
        this.rows = rows;
        this.names = names;
        this.handle = handle(rows.getFirst().cell("handle"));
        this.told = new ImportFindings(handle, names);
        this.variants = new VariantReading(names, rate, told);
    }

    /** Everything told while reading. */
    ImportFindings told() {
        return told;
    }

    /** The product, or empty when the whole product is refused; why is among the findings. */
    Optional<FileProduct> read() {
        FileRow first = rows.getFirst();
        if (handle.isEmpty()) {
            told.refused(first.row(), "handle", "NO_HANDLE", Map.of());
            return Optional.empty();
        }
        if (!handle.equals(first.cell("handle"))) {
            told.changed(first.row(), "handle", "HANDLE_CHANGED", Map.of("now", handle));
        }
        FileRow titled = firstWith("title");
        if (titled == null) {
            told.refused(first.row(), "title", "NO_TITLE", Map.of());
            return Optional.empty();
        }
        List<FileRow> variantRows = rows.stream().filter(ProductReading::isVariant).toList();
        if (variantRows.size() > MOST_VARIANTS) {
            told.refused(first.row(), "", "TOO_MANY_VARIANTS", Map.of("most", String.valueOf(MOST_VARIANTS)));
            return Optional.empty();
        }
        List<String> axes = axes(variantRows);
        List<Variant> read = variants.read(variantRows.isEmpty() ? List.of(first) : variantRows, axes);
        if (told.isRefused()) {
            return Optional.empty();
        }
        boolean published = published() && !giftCard();
        return Optional.of(new FileProduct(handle, first.row(), title(titled), text("titleEn", 255),
                text("summary", 500), body(), text("brand", 255), type(), text("zone", 64), text("slot", 32), tags(),
                published, axes, read, pictures()));
    }

    /** A handle that can stand in an address: lower case, no blanks or slashes, at most 255 characters. */
    static String handle(String cell) {
        String text = cell.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s/\\\\?#%&\"'<>\\p{Cntrl}]+", "-")
                .replaceAll("^-+|-+$", "");
        return text.length() <= 255 ? text : text.substring(0, 255);
    }

    private static boolean isVariant(FileRow row) {
        return VARIANT_FIELDS.stream().anyMatch(field -> !row.cell(field).isEmpty());
    }

    private String title(FileRow titled) {
        String title = titled.cell("title").replaceAll("\\s+", " ");
        if (title.length() > 255) {
            told.changed(titled.row(), "title", "TEXT_CUT", Map.of("most", "255"));
            return cut(title, 255);
        }
        return title;
    }

    private @Nullable String text(String field, int most) {
        if (!names.containsKey(field)) {
            return null;
        }
        FileRow row = firstWith(field);
        if (row == null) {
            return field.equals("brand") ? "" : null;
        }
        String text = row.cell(field).replaceAll("\\s+", " ");
        if (text.length() > most) {
            told.changed(row.row(), field, "TEXT_CUT", Map.of("most", String.valueOf(most)));
        }
        return cut(text, most);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private @Nullable String type() {
        String category = text("category", 255);
        return category == null ? text("type", 255) : category;
    }

    private @Nullable String body() {
        if (!names.containsKey("body")) {
            return null;
        }
        FileRow row = firstWith("body");
        if (row == null) {
            return "";
        }
        BodyHtml.Clean clean = BodyHtml.clean(row.cells().getOrDefault("body", ""));
        if (!clean.removed().isEmpty()) {
            told.changed(row.row(), "body", "HTML_CLEANED", Map.of("removed", String.join(", ", clean.removed())));
        }
        return clean.html();
    }

    private @Nullable List<String> tags() {
        if (!names.containsKey("tags")) {
            return null;
        }
        FileRow row = firstWith("tags");
        return row == null ? List.of() : Arrays.stream(row.cell("tags").split("[,，;；]")).map(String::strip)
                .filter(tag -> !tag.isEmpty() && tag.length() <= 100).distinct().limit(250).toList();
    }

    /** What the columns for publishing say; a file without them means its products to be sold. */
    private boolean published() {
        boolean published = true;
        for (String field : List.of("published", "status")) {
            FileRow row = firstWith(field);
            if (row == null) {
                continue;
            }
            Optional<Boolean> wanted = Cells.truth(row.cell(field));
            if (wanted.isEmpty()) {
                told.changed(row.row(), field, "PUBLISHED_UNREADABLE", Map.of("value", row.cell(field)));
                published = false;
            } else if (!wanted.get()) {
                told.changed(row.row(), field, "UNPUBLISHED", Map.of());
                published = false;
            }
        }
        return published;
    }

    private boolean giftCard() {
        FileRow row = firstWith("giftCard");
        boolean card = row != null && Cells.truth(row.cell("giftCard")).orElse(false);
        if (row != null && card) {
            told.changed(row.row(), "giftCard", "GIFT_CARD", Map.of());
        }
        return card;
    }

    /** Names of the options that have values; "Title / Default Title" of a single variant is no choice at all. */
    private List<String> axes(List<FileRow> variantRows) {
        int count = 0;
        for (int i = 1; i <= 3; i++) {
            String value = "option" + i + "Value";
            if (variantRows.stream().anyMatch(row -> !row.cell(value).isEmpty())) {
                count = i;
            }
        }
        boolean noChoice = variantRows.size() <= 1 && variantRows.stream()
                .allMatch(row -> row.cell("option1Value").equalsIgnoreCase("Default Title"));
        if (count == 0 || count == 1 && noChoice) {
            return List.of();
        }
        List<String> axes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String field = "option" + i + "Name";
            FileRow row = firstWith(field);
            String name = row == null ? "" : cut(row.cell(field), 255);
            if (name.isEmpty()) {
                name = i == 1 ? "规格" : "规格 " + i;
                told.changed(rows.getFirst().row(), field, "OPTION_NAME_MADE", Map.of("now", name));
            }
            axes.add(name);
        }
        return List.copyOf(axes);
    }

    private @Nullable List<Shot> pictures() {
        if (!names.containsKey("picture")) {
            return null;
        }
        record Placed(long position, int order, Shot shot) {
        }
        List<Placed> placed = new ArrayList<>();
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        for (FileRow row : rows) {
            String source = row.cell("picture");
            if (source.isEmpty() || !seen.add(source)) {
                continue;
            }
            if (seen.size() > MOST_PICTURES || source.length() > 2_000) {
                told.changed(row.row(), "picture", "PICTURE_LEFT_OUT", Map.of());
                continue;
            }
            long position = Cells.whole(row.cell("picturePosition")).orElse((long) Integer.MAX_VALUE);
            placed.add(new Placed(position, placed.size(),
                    new Shot(row.row(), source, cut(row.cell("pictureAlt"), 500))));
        }
        return placed.stream().sorted(Comparator.comparingLong(Placed::position).thenComparingInt(Placed::order))
                .map(Placed::shot).toList();
    }

    private @Nullable FileRow firstWith(String field) {
        for (FileRow row : rows) {
            if (!row.cell(field).isEmpty()) {
                return row;
            }
        }
        return null;
    }
}
