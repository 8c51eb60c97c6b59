package io.tuanzi.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.internal.FileProduct.Variant;
import io.tuanzi.catalog.internal.ImportFindings.Told;
import io.tuanzi.catalog.internal.ProductReading.FileRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the rows of one product are understood. */
class ProductReadingTest {

    private final List<FileRow> rows = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private ProductReadingTest row(String... cells) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            map.put(cells[i], cells[i + 1]);
            names.put(cells[i], "the " + cells[i]);
        }
        rows.add(new FileRow(rows.size() + 2, map));
        return this;
    }

    private ProductReading reading() {
        return new ProductReading(rows, names, BigDecimal.ONE);
    }

    private FileProduct read() {
        return reading().read().orElseThrow();
    }

    private List<String> codes() {
        ProductReading reading = reading();
        var unused = reading.read();
        return reading.told().all().stream().map(Told::code).toList();
    }

    @Test
    void readsVariantsOnFollowingRowsAndPicturesOfTheirOwn() {
        row("handle", "shirt", "title", "Shirt", "option1Name", "Color", "option1Value", "White", "option2Name",
                "Size", "option2Value", "S", "price", "36.00", "picture", "https://x/1.jpg");
        row("handle", "shirt", "option1Value", "White", "option2Value", "M", "price", "38", "sku", "W-M");
        row("handle", "shirt", "picture", "https://x/2.jpg", "pictureAlt", "back");
        FileProduct product = read();
        assertThat(product.axes()).containsExactly("Color", "Size");
        assertThat(product.variants()).extracting(Variant::options)
                .containsExactly(List.of("White", "S"), List.of("White", "M"));
        assertThat(product.variants()).extracting(Variant::priceMinor).containsExactly(3600L, 3800L);
        assertThat(product.pictures()).extracting(FileProduct.Shot::source)
                .containsExactly("https://x/1.jpg", "https://x/2.jpg");
    }

    @Test
    void takesTheDefaultTitleForNoChoiceAtAll() {
        row("handle", "tea", "title", "Tea", "option1Name", "Title", "option1Value", "Default Title", "price", "9");
        assertThat(read().axes()).isEmpty();
        assertThat(read().variants().getFirst().options()).isEmpty();
    }

    @Test
    void sortsPicturesByTheirPosition() {
        row("handle", "a", "title", "A", "price", "1", "picture", "b.png", "picturePosition", "2");
        row("handle", "a", "picture", "a.png", "picturePosition", "1");
        assertThat(read().pictures()).extracting(FileProduct.Shot::source).containsExactly("a.png", "b.png");
    }

    @Test
    void fillsBlankOptionsAndNamesAndTells() {
        row("handle", "a", "title", "A", "option1Value", "Red", "price", "1");
        row("handle", "a", "price", "2", "sku", "X");
        FileProduct product = read();
        assertThat(product.axes()).containsExactly("规格");
        assertThat(product.variants()).extracting(Variant::options).containsExactly(List.of("Red"), List.of("默认"));
        assertThat(codes()).contains("OPTION_NAME_MADE", "OPTION_MADE");
    }

    @Test
    void countsTheFirstOfTwoVariantsWithTheSameOptions() {
        row("handle", "a", "title", "A", "option1Name", "Size", "option1Value", "S", "price", "1");
        row("handle", "a", "option1Value", "S", "price", "2");
        assertThat(read().variants()).extracting(Variant::priceMinor).containsExactly(100L);
        assertThat(codes()).contains("VARIANT_TWICE");
    }

    @Test
    void refusesAWholeProductForOneUnreadablePrice() {
        row("handle", "a", "title", "A", "option1Name", "Size", "option1Value", "S", "price", "1");
        row("handle", "a", "option1Value", "M", "price", "ask us");
        ProductReading reading = reading();
        assertThat(reading.read()).isEmpty();
        assertThat(reading.told().all()).singleElement().satisfies(told -> {
            assertThat(told.row()).isEqualTo(3);
            assertThat(told.column()).isEqualTo("the price");
            assertThat(told.code()).isEqualTo("PRICE_UNREADABLE");
            assertThat(told.severity()).isEqualTo("REFUSED");
        });
    }

    @Test
    void refusesWithoutHandleAndWithoutTitle() {
        row("title", "A", "price", "1");
        assertThat(codes()).containsExactly("NO_HANDLE");
        rows.clear();
        row("handle", "a", "price", "1");
        assertThat(codes()).containsExactly("NO_TITLE");
        rows.clear();
        row("handle", "///", "title", "A");
        assertThat(codes()).containsExactly("NO_HANDLE");
    }

    @Test
    void tellsWhatItDoesToQuantitiesAndPolicies() {
        row("handle", "a", "title", "A", "option1Name", "Size", "option1Value", "S", "price", "1", "quantity", "-3",
                "policy", "continue");
        row("handle", "a", "option1Value", "M", "price", "1", "quantity", "many");
        row("handle", "a", "option1Value", "L", "price", "1", "quantity", "10.0");
        assertThat(read().variants()).extracting(Variant::quantity).containsExactly(0, 0, 10);
        assertThat(codes()).contains("QUANTITY_NEGATIVE", "OVERSELL_DENIED", "QUANTITY_UNREADABLE");
    }

    @Test
    void keepsDraftsUnpublished() {
        row("handle", "a", "title", "A", "price", "1", "published", "true", "status", "draft");
        assertThat(read().published()).isFalse();
        rows.clear();
        row("handle", "a", "title", "A", "price", "1", "published", "TRUE", "status", "active");
        assertThat(read().published()).isTrue();
        rows.clear();
        names.clear();
        row("handle", "a", "title", "A", "price", "1");
        assertThat(read().published()).isTrue();
    }

    @Test
    void cleansHtmlAndTellsWhatMattered() {
        row("handle", "a", "title", "A", "price", "1", "body",
                "<p class=\"x\" onclick=\"y()\">Hi " + "<script>alert(1)</script><b>there</b>"
                        + "<iframe src=\"//z\"></iframe></p>");
        assertThat(read().bodyHtml()).isEqualTo("<p>Hi <b>there</b></p>");
        ProductReading reading = reading();
        var unused = reading.read();
        assertThat(reading.told().all()).singleElement()
                .satisfies(told -> assertThat(told.params().get("removed")).contains("script", "iframe", "p onclick"));
        rows.clear();
        row("handle", "a", "title", "A", "price", "1", "body",
                "<p style=\"color:red\"><a href=\"https://x.y\">l</a></p>");
        assertThat(codes()).isEmpty();
    }

    @Test
    void madeCodesAreReadableAndBounded() {
        assertThat(SkuCodes.made("green-tea", List.of("大 罐", "A/B"))).isEqualTo("GREEN-TEA-大-罐-A-B");
        assertThat(SkuCodes.made("x".repeat(255), List.of("S")).length()).isEqualTo(128);
    }

    @Test
    void makesHandlesThatFitAnAddress() {
        row("handle", " My Product/50% ", "title", "A", "price", "1");
        assertThat(read().handle()).isEqualTo("my-product-50");
        assertThat(codes()).contains("HANDLE_CHANGED");
    }
}
