package io.tuanzi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.platform.text.Language;
import io.tuanzi.testing.ShopTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an import makes of files, good and odd; each outcome is told with its row and column. */
@ShopTest
class ImportStoryTest {

    @Autowired
    private Imports imports;

    @Autowired
    private Products products;

    @Autowired
    private Assortment assortment;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    private ImportAsk ask(boolean dryRun) {
        return new ImportAsk("test.csv", "CNY", null, dryRun, folder.toString(), "staff:1 test");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.csv"), text);
    }

    private ImportJob take(String text) throws IOException {
        return imports.run(imports.stage(file(text), ask(false)).importId(), progress -> { });
    }

    private Map<String, Long> told(ImportJob job) {
        return imports.findings(job.importId(), null, null, 10_000, Language.EN).items().stream()
                .collect(Collectors.groupingBy(ImportFinding::code, Collectors.counting()));
    }

    private ProductView product(String handle) {
        return products.product(handle).orElseThrow();
    }

    private long stock(String code) {
        return jdbc.sql("""
                SELECT available FROM inventory.stock JOIN catalog.sku USING (sku_id) WHERE code = :code""")
                .param("code", code).query(Long.class).single();
    }

    @Test
    void takesOurOwnCataloguesOfEveryOddKind() {
        ImportJob odd = imports.run(imports.stage(Catalogues.own("odd-shop.csv"), ask(false)).importId(), p -> { });
        assertThat(odd.form()).isEqualTo("SHOPIFY");
        assertThat(odd.taken()).isEqualTo(9);
        assertThat(odd.refused()).isEqualTo(4);
        assertThat(told(odd)).containsKeys("NO_HANDLE", "NO_TITLE", "PRICE_UNREADABLE", "SKU_MADE", "SKU_SUFFIXED",
                "QUANTITY_NEGATIVE", "OVERSELL_DENIED", "UNPUBLISHED", "PRICE_ZERO", "HTML_CLEANED",
                "PICTURE_UNREACHABLE", "COLUMN_IGNORED", "VARIANT_TWICE", "OPTION_MADE");
        assertThat(product("odd-lamp").skus()).extracting(ProductView.Sku::priceMinor).containsExactly(129_900L, 50L);
        assertThat(product("odd-lamp").summary().onShelf()).isTrue();
        assertThat(product("odd-draft").summary().state()).isEqualTo("DRAFT");
        assertThat(product("odd-free").summary().state()).isEqualTo("DRAFT");
        assertThat(product("odd-formula").summary().titleZh()).isEqualTo("=HYPERLINK(\"http://evil\",\"Tea\")");
        assertThat(product("odd-script").bodyHtml()).doesNotContain("script").contains("<b>kept</b>");
        ImportJob new2025 = imports.run(
                imports.stage(Catalogues.own("new-export.csv"), ask(false)).importId(), p -> { });
        assertThat(new2025.taken()).isEqualTo(3);
        assertThat(product("wool-cap").skus()).extracting(ProductView.Sku::code).contains("CAP-RED");
        assertThat(products.snapshot().skus().values()).filteredOn(sku -> sku.code().equals("CAP-RED"))
                .singleElement().satisfies(sku -> assertThat(sku.weightGrams()).isEqualTo(85));
        ImportJob ours = imports.run(imports.stage(Catalogues.own("ours-gb18030.csv"), ask(false)).importId(),
                p -> { });
        assertThat(ours.form()).isEqualTo("TUANZI");
        assertThat(ours.taken()).isEqualTo(2);
        assertThat(product("龙井").summary().titleZh()).isEqualTo("山前 明前龙井 一芽一叶");
        assertThat(product("龙井").skus().getFirst().rule()).isEqualTo(new PurchaseRule(2, 2, 10, 20, 30));
    }

    @Test
    void importingAgainUpdatesAndNeverDoubles() throws IOException {
        String header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty\n";
        ImportJob first = take(header + "again,Cup,Color,Red,CUP-R,10,5\nagain,,,Blue,,12,3\n");
        assertThat(first.created()).isEqualTo(1);
        long red = product("again").skus().getFirst().skuId();
        assertThat(product("again").skus()).extracting(ProductView.Sku::code).containsExactly("CUP-R", "AGAIN-BLUE");

        ImportJob same = take(header + "again,Cup,Color,Red,CUP-R,10,5\nagain,,,Blue,,12,3\n");
        assertThat(same.unchanged()).isEqualTo(1);

        ImportJob dearer = take(header + "again,Cup,Color,Red,CUP-R,11,9\nagain,,,Green,CUP-G,12,3\n");
        assertThat(dearer.updated()).isEqualTo(1);
        assertThat(dearer.skus()).isEqualTo(2);
        assertThat(told(dearer)).containsEntry("QUANTITY_NOT_APPLIED", 1L).containsEntry("VARIANT_KEPT", 1L);
        assertThat(product("again").skus()).hasSize(3);
        assertThat(products.snapshot().sku(red)).isNotNull().satisfies(sku -> {
            assertThat(sku.priceMinor()).isEqualTo(1_100);
            assertThat(sku.priceVersion()).isEqualTo(2);
        });
        assertThat(stock("CUP-R")).isEqualTo(5);
        assertThat(jdbc.sql("SELECT count(*) FROM catalog.price WHERE sku_id = :id").param("id", red)
                .query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void aSkuUsedElsewhereGetsASuffixAndKeepsItNextTime() throws IOException {
        take("Handle,Title,Variant SKU,Variant Price\nmug-a,Mug,MUG,1\n");
        ImportJob clash = take("Handle,Title,Variant SKU,Variant Price\nmug-b,Mug B,MUG,1\n");
        assertThat(told(clash)).containsEntry("SKU_SUFFIXED", 1L);
        assertThat(product("mug-b").skus().getFirst().code()).isEqualTo("MUG-2");
        take("Handle,Title,Variant SKU,Variant Price\nmug-b,Mug B,MUG,2\n");
        assertThat(product("mug-b").skus()).singleElement()
                .satisfies(sku -> assertThat(sku.code()).isEqualTo("MUG-2"));
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() throws IOException {
        String text = "Handle,Title,Variant SKU,Variant Price\ndry-a,Dry,DRY,1\ndry-b,Dry B,DRY,1\ndry-c,,X,1\n";
        long version = products.snapshot().version();
        ImportJob dry = imports.run(imports.stage(file(text), ask(true)).importId(), p -> { });
        assertThat(dry.created()).isEqualTo(2);
        assertThat(dry.refused()).isEqualTo(1);
        assertThat(told(dry)).containsEntry("SKU_SUFFIXED", 1L).containsEntry("NO_TITLE", 1L);
        assertThat(products.product("dry-a")).isEmpty();
        assertThat(products.isCurrent(version)).isTrue();

        ImportJob applied = imports.apply(dry.importId(), "staff:1 test", "looks right");
        assertThat(applied.dryRun()).isFalse();
        ImportJob done = imports.run(dry.importId(), p -> { });
        assertThat(done.created() + done.unchanged()).isEqualTo(2);
        assertThat(product("dry-b").skus().getFirst().code()).isEqualTo("DRY-2");
        assertThat(catchThrowableOfType(Problem.class,
                () -> imports.apply(dry.importId(), "staff:1 test", "once more")).code()).isEqualTo("BAD_STATE");
    }

    @Test
    void anImportThatWasCutOffGoesOnWhereItStopped() throws IOException {
        String text = "Handle,Title,Variant Price\ncut-a,A,1\ncut-b,B,2\ncut-c,C,3\n";
        ImportJob staged = imports.stage(file(text), ask(false));
        jdbc.sql("UPDATE catalog.import_job SET state = 'RUNNING' WHERE import_id = :id")
                .param("id", staged.importId()).update();
        assertThat(imports.stage(file(text), ask(false)).importId()).as("the same file is the same job")
                .isEqualTo(staged.importId());
        sweeps.runDue();
        ImportJob done = imports.job(staged.importId()).orElseThrow();
        assertThat(done.state()).isEqualTo("DONE");
        assertThat(done.created()).isEqualTo(3);
        assertThat(product("cut-c").summary().priceMinor()).isEqualTo(300);
    }

    @Test
    void pricesInAnotherCurrencyNeedARate() throws IOException {
        Path file = file("Handle,Title,Variant Price\nusd,Dollar,$36.00\n");
        ImportAsk dollars = new ImportAsk("usd.csv", "USD", null, false, null, "staff:1 test");
        assertThat(catchThrowableOfType(Problem.class, () -> imports.stage(file, dollars)).code())
                .isEqualTo("RATE_MISSING");
        ImportAsk rated = new ImportAsk("usd.csv", "USD", new BigDecimal("7.18"), false, null, "staff:1 test");
        imports.run(imports.stage(file, rated).importId(), p -> { });
        assertThat(product("usd").summary().priceMinor()).isEqualTo(25_848);
        ImportAsk zero = new ImportAsk("usd.csv", "USD", BigDecimal.ZERO, false, null, "staff:1 test");
        assertThat(catchThrowableOfType(Problem.class, () -> imports.stage(file, zero)).code()).isEqualTo("INVALID");
    }

    @Test
    void picturesBesideTheFileComeInAndNoneFromOutsideItsFolder() throws IOException {
        Path secret = Files.writeString(folder.resolveSibling("secret.svg"), "<svg viewBox=\"0 0 9 9\"></svg>");
        Files.createDirectories(folder.resolve("pictures"));
        Files.writeString(folder.resolve("pictures/in.svg"), "<svg viewBox=\"0 0 400 400\"></svg>");
        ImportJob job = take("Handle,Title,Variant Price,Image Src\npic,P,1,pictures/in.svg\npic,,,../secret.svg\n"
                + "pic,,," + secret + "\npic,,,https://example.com/x.png\n");
        assertThat(told(job)).containsEntry("PICTURE_UNREACHABLE", 3L);
        assertThat(product("pic").media()).singleElement()
                .satisfies(media -> assertThat(media.url()).matches("/media/[0-9a-f]{40}\\.svg"));
        Files.delete(secret);
    }

    @Test
    void whatStaffTookOffTheShelfAnImportDoesNotPutBack() throws IOException {
        take("Handle,Title,Variant Price\noff,Off,1\n");
        long id = product("off").summary().productId();
        assortment.shelve(id, "OFF_SHELF", null, new Assortment.Who("staff:1 test", "sold out for good"));
        ImportJob job = take("Handle,Title,Variant Price\noff,Off again,2\n");
        assertThat(told(job)).containsEntry("STATE_KEPT", 1L);
        assertThat(product("off").summary().state()).isEqualTo("OFF_SHELF");
        assertThat(product("off").summary().titleZh()).isEqualTo("Off again");
    }

    @Test
    void refusesAFileThatCannotBeReadAndLeavesNothing() throws IOException {
        long jobs = jdbc.sql("SELECT count(*) FROM catalog.import_job").query(Long.class).single();
        for (String text : List.of("", "Title,Variant Price\nA,1\n", "Handle,Variant Price\na,1\n",
                "Handle,Title\na,\"open\n")) {
            Problem problem = catchThrowableOfType(Problem.class, () -> imports.stage(file(text), ask(false)));
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).startsWith("CSV_");
        }
        Files.write(folder.resolve("test.csv"), "Handle,Title\na,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Problem problem = catchThrowableOfType(Problem.class,
                () -> imports.stage(folder.resolve("test.csv"), ask(false)));
        assertThat(problem.code()).isEqualTo("CSV_ENCODING");
        assertThat(jdbc.sql("SELECT count(*) FROM catalog.import_job").query(Long.class).single()).isEqualTo(jobs);
    }

    @Test
    void productsSaidInOneFileWithoutPricesOrBodiesKeepTheirOwn() throws IOException {
        take("Handle,Title,Body (HTML),Vendor,Tags,Variant Price\nkeep,Keep,<p>body</p>,Maker,\"a, b\",5\n");
        ImportJob job = take("Handle,Title\nkeep,Kept\n");
        assertThat(job.updated()).isEqualTo(1);
        assertThat(product("keep").bodyHtml()).isEqualTo("<p>body</p>");
        assertThat(product("keep").summary().brand()).isEqualTo("Maker");
        assertThat(product("keep").summary().priceMinor()).isEqualTo(500);
        assertThat(product("keep").summary().titleZh()).isEqualTo("Kept");
    }
}
