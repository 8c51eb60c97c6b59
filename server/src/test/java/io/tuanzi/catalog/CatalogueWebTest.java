package io.tuanzi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.platform.sweep.Sweeps;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The catalogue over HTTP: marks, media, shelf, prices and imports, with what each refuses. */
@ShopTest
class CatalogueWebTest {

    private static final String BOUNDARY = "tuanzi-boundary";

    @LocalServerPort
    private int port;

    @Autowired
    private DemoCatalogue demo;

    @Autowired
    private Products products;

    @Autowired
    private Favourites favourites;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private JdbcClient jdbc;

    private ShopClient shop = ShopClient.of(1);

    @BeforeEach
    void open() {
        shop = ShopClient.of(port);
        accounts.seedDemo();
        if (products.snapshot().products().isEmpty()) {
            var unused = demo.load();
        }
    }

    private ShopClient boss() {
        return shop.staff("guanli", "demo-guanli-2026");
    }

    private ProductView product(String handle) {
        return products.product(handle).orElseThrow();
    }

    private long trail(String object) {
        return jdbc.sql("SELECT count(*) FROM platform.audit_entry WHERE object = :object").param("object", object)
                .query(Long.class).single();
    }

    @Test
    @Capability("CAT-14")
    void mediaIsCachedForEverAndDrawingsRunInASandbox() {
        String picture = product("hand-cream-tube").summary().picture();
        Answer answer = shop.get(picture);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("image/svg+xml");
        assertThat(answer.header("cache-control")).contains("max-age=31536000", "immutable");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("content-security-policy")).contains("sandbox");
        assertThat(shop.with("If-None-Match", answer.header("etag")).get(picture).status()).isEqualTo(304);
        assertThat(shop.get("/media/placeholder.svg").status()).isEqualTo(200);
        assertThat(shop.get("/media/" + "0".repeat(40) + ".svg").status()).isEqualTo(404);
        assertThat(shop.get("/media/..%2f..%2fapplication.yml").status()).isBetween(400, 404);
    }

    @Test
    void marksBelongToWhoMadeThem() {
        ShopClient ann = shop.login("19911110001");
        ShopClient bob = shop.login("19911110002");
        long cream = product("hand-cream-tube").summary().productId();
        String path = "/api/shop/products/" + cream + "/favourite";
        assertThat(ann.put(path, Map.of()).status()).isEqualTo(204);
        assertThat(ann.put(path, Map.of()).status()).isEqualTo(204);
        assertThat(count("favourite")).isEqualTo(1);
        assertThat(bob.delete(path).status()).isEqualTo(204);
        assertThat(count("favourite")).as("another's mark stays").isEqualTo(1);
        assertThat(ann.delete(path).status()).isEqualTo(204);
        assertThat(count("favourite")).isZero();
        assertThat(ann.put("/api/shop/products/" + cream + "/restock-notice", Map.of()).status()).isEqualTo(204);
        assertThat(shop.put(path, Map.of()).status()).isEqualTo(401);
        assertThat(ann.put("/api/shop/products/999999/favourite", Map.of()).status()).isEqualTo(404);
        assertThat(ann.put("/api/shop/products/-1/favourite", Map.of()).status()).isEqualTo(404);
        assertThat(ann.put("/api/shop/products/x/favourite", Map.of()).status()).isEqualTo(400);
        assertThat(ann.put("/api/shop/products/99999999999999999999/favourite", Map.of()).status()).isEqualTo(400);
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM catalog." + table).query(Long.class).single();
    }

    @Test
    @Capability("CAT-49")
    void footprintsAndFavouritesComeNewestFirst() {
        long cream = product("hand-cream-tube").summary().productId();
        long balm = product("beeswax-lip-balm").summary().productId();
        favourites.looked(77, cream);
        favourites.looked(77, balm);
        favourites.looked(77, cream);
        favourites.looked(77, 123_456_789);
        var page = favourites.lookedAt(77, null, 1);
        assertThat(page.items()).extracting(ProductSummary::productId).containsExactly(cream);
        assertThat(favourites.lookedAt(77, page.next(), 1).items()).extracting(ProductSummary::productId)
                .containsExactly(balm);
        assertThat(favourites.lookedAt(78, null, 10).items()).isEmpty();
    }

    @Test
    void aPriceIsAppendedAndNeverChanged() {
        ProductView.Sku sku = product("rose-water-mist").skus().getFirst();
        String path = "/api/staff/skus/" + sku.skuId() + "/price";
        long version = products.snapshot().version();
        assertThat(boss().put(path, Map.of("priceMinor", 2_390, "reason", "new bottle")).status()).isEqualTo(204);
        assertThat(products.isCurrent(version)).isFalse();
        assertThat(product("rose-water-mist").skus().getFirst().priceMinor()).isEqualTo(2_390);
        assertThat(trail("sku:" + sku.skuId())).isEqualTo(1);
        for (Object bad : new Object[] {0, -1, 1_000_000_001L, "12", 1.5}) {
            assertThat(boss().put(path, Map.of("priceMinor", bad, "reason", "bad one")).status()).isEqualTo(400);
        }
        assertThat(boss().put(path, Map.of("priceMinor", 2_400)).status()).isEqualTo(400);
        assertThat(boss().put("/api/staff/skus/1/price", Map.of("priceMinor", 1, "reason", "none")).status())
                .isEqualTo(404);
        assertThat(shop.put(path, Map.of("priceMinor", 1, "reason", "stranger")).status()).isEqualTo(401);
        assertThat(product("rose-water-mist").skus().getFirst().priceMinor()).isEqualTo(2_390);
    }

    @Test
    @Capability("CAT-49")
    void goesOffTheShelfNowAndOnAgainAtItsTime() {
        long id = product("amino-cleanser-mini").summary().productId();
        String path = "/api/staff/products/" + id + "/shelf";
        ShopClient boss = boss();
        assertThat(boss.post(path, Map.of("state", "OFF_SHELF", "reason", "checking a batch")).status())
                .isEqualTo(204);
        assertThat(product("amino-cleanser-mini").summary().onShelf()).isFalse();
        assertThat(product("amino-cleanser-mini").skus().getFirst().buyable()).isFalse();
        assertThat(boss.post(path, Map.of("state", "ON_SHELF", "at", "2000-01-01T00:00:00Z", "reason", "late"))
                .code()).isEqualTo("INVALID");
        assertThat(boss.post(path, Map.of("state", "GONE", "reason", "odd state")).status()).isEqualTo(400);
        assertThat(boss.post(path, Map.of("state", "ON_SHELF", "at", "2099-01-01T00:00:00Z", "reason", "next age"))
                .status()).isEqualTo(204);
        assertThat(product("amino-cleanser-mini").summary().onShelf()).isFalse();
        jdbc.sql("UPDATE catalog.product SET on_shelf_at = shop_now() - interval '1 second' WHERE product_id = :id")
                .param("id", id).update();
        sweeps.runDue();
        await().atMost(Duration.ofSeconds(5)).until(() -> product("amino-cleanser-mini").summary().onShelf());
    }

    @Test
    @Capability("CAT-01")
    void editsWhatIsNamedAndRefusesUnknownCodes() {
        long id = product("beeswax-lip-balm").summary().productId();
        String path = "/api/staff/products/" + id;
        ShopClient boss = boss();
        assertThat(boss.put(path, Map.of("titleZh", "棉朵 润唇膏 新标题", "badges", java.util.List.of("return7"),
                "bodyHtml", "<p>ok<script>x</script></p>", "reason", "clearer title")).status()).isEqualTo(204);
        ProductView after = product("beeswax-lip-balm");
        assertThat(after.summary().titleZh()).isEqualTo("棉朵 润唇膏 新标题");
        assertThat(after.summary().badges()).containsExactly("return7");
        assertThat(after.bodyHtml()).isEqualTo("<p>ok</p>");
        assertThat(after.story()).as("what was not named stays").isNotNull();
        assertThat(boss.put(path, Map.of("zone", "nowhere", "reason", "odd zone")).status()).isEqualTo(400);
        assertThat(boss.put(path, Map.of("titleZh", " ", "reason", "no title")).status()).isEqualTo(400);
        assertThat(boss.put(path, Map.of("titleZh", "x".repeat(256), "reason", "long title")).status())
                .isEqualTo(400);
        assertThat(boss.put(path, Map.of("colour", "red", "reason", "odd field")).status()).isEqualTo(400);
    }

    @Test
    @Capability("CAT-02")
    void theSelectionPoolHasItsSteps() {
        long id = product("rose-water-mist").summary().productId();
        String path = "/api/staff/products/" + id + "/selection";
        ShopClient boss = boss();
        assertThat(boss.post(path, Map.of("state", "LISTED", "reason", "too fast")).code()).isEqualTo("BAD_STATE");
        for (String state : new String[] {"CANDIDATE", "SCORED", "SAMPLED", "APPROVED", "LISTED", "RETIRED"}) {
            assertThat(boss.post(path, Map.of("state", state, "reason", "as planned")).status()).isEqualTo(204);
        }
    }

    @Test
    void importsAFileWithProgressAndReport() {
        ShopClient boss = boss();
        String csv = "Handle,Title,Variant SKU,Variant Price\nweb-a,Web A,=W-A,5\nweb-b,,W-B,5\nweb-c,C,W-C,x\n";
        JsonNode job = upload(boss, csv, "false").ok();
        long id = job.path("importId").asLong();
        await().atMost(Duration.ofSeconds(20)).until(() -> boss.get("/api/staff/imports/" + id).ok()
                .path("state").asString().equals("DONE"));
        JsonNode done = boss.get("/api/staff/imports/" + id).ok();
        assertThat(done.path("created").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(2);
        assertThat(done.path("rows").path("items")).hasSize(2);
        assertThat(boss.get("/api/staff/imports").ok().path("items").get(0).path("importId").asLong()).isEqualTo(id);
        Answer report = boss.get("/api/staff/imports/" + id + "/report.csv");
        assertThat(report.text()).startsWith("\uFEFFrow,column,handle,severity,code,text")
                .contains("NO_TITLE", "PRICE_UNREADABLE");
        assertThat(boss.get("/api/staff/imports/template.csv").text()).contains("handle,title");
        assertThat(boss.post("/api/staff/imports/" + id + "/apply").code()).isEqualTo("BAD_STATE");
        assertThat(boss.get("/api/staff/imports/12345").status()).isEqualTo(404);
        assertThat(trail("import:" + id)).isEqualTo(1);
    }

    @Test
    void aDryRunIsAppliedByOneMoreCommand() {
        ShopClient boss = boss();
        JsonNode job = upload(boss, "Handle,Title,Variant Price\nweb-dry,Dry,5\n", "true").ok();
        String path = "/api/staff/imports/" + job.path("importId").asLong();
        await().atMost(Duration.ofSeconds(20)).until(() -> boss.get(path).ok().path("state").asString()
                .equals("DONE"));
        assertThat(products.product("web-dry")).isEmpty();
        assertThat(boss.post(path + "/apply").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> products.product("web-dry").isPresent());
    }

    @Test
    void refusesFilesThatCannotBeRead() {
        ShopClient boss = boss();
        assertThat(upload(boss, "Handle,Title\na,\"open\n", "false").code()).isEqualTo("CSV_UNCLOSED_QUOTE");
        assertThat(upload(boss, "", "false").code()).isEqualTo("CSV_EMPTY");
        assertThat(upload(boss, "Name,Price\na,1\n", "false").code()).isEqualTo("CSV_HEADER");
        assertThat(upload(boss, "Handle,Title\na,b\n", "perhaps").status()).isEqualTo(400);
        Answer text = upload(boss, "Handle,Title\na,\"open\n", "false");
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.body().path("row").asInt()).isEqualTo(2);
        ShopClient service = shop.staff("kefu", "demo-kefu-2026");
        assertThat(upload(service, "Handle,Title\na,b\n", "false").status()).isEqualTo(403);
        assertThat(upload(shop, "Handle,Title\na,b\n", "false").status()).isEqualTo(401);
    }

    @Test
    void theSameKeyImportsOnce() {
        ShopClient boss = boss().key("import-key-0001");
        JsonNode first = upload(boss, "Handle,Title,Variant Price\nweb-once,Once,5\n", "false").ok();
        await().atMost(Duration.ofSeconds(20)).until(() -> products.product("web-once").isPresent());
        Answer again = upload(boss, "Handle,Title,Variant Price\nweb-once,Once,5\n", "false");
        assertThat(again.ok().path("importId").asLong()).isEqualTo(first.path("importId").asLong());
        assertThat(upload(boss, "Handle,Title,Variant Price\nweb-other,Other thing,5\n", "false").code())
                .isEqualTo("KEY_REUSED");
        assertThat(jdbc.sql("SELECT count(*) FROM catalog.import_job WHERE state = 'STAGED'").query(Long.class)
                .single()).isZero();
    }

    @Test
    void theConsoleSeesProductsWithStockAndCountsIt() {
        ShopClient boss = boss();
        JsonNode list = boss.get("/api/staff/products?zone=beauty&limit=100").ok();
        assertThat(list.path("items")).hasSize(13);
        assertThat(boss.get("/api/staff/products?q=TZ-BT04").ok().path("items").get(0).path("handle").asString())
                .isEqualTo("hand-cream-tube");
        long id = product("hand-cream-tube").summary().productId();
        JsonNode detail = boss.get("/api/staff/products/" + id).ok();
        assertThat(detail.path("handle").asString()).isEqualTo("hand-cream-tube");
        assertThat(detail.path("product").path("story").path("designerInterview").asString()).isNotBlank();
        assertThat(detail.path("movements")).isNotEmpty();
        long sku = detail.path("stock").get(0).path("skuId").asLong();
        int before = detail.path("stock").get(0).path("available").asInt();
        String path = "/api/staff/skus/" + sku + "/stock";
        ShopClient once = boss.key("stock-key-0001");
        for (int i = 0; i < 2; i++) {
            assertThat(once.post(path, Map.of("delta", 7, "kind", "RECEIVE", "reason", "a box came")).status())
                    .isEqualTo(204);
        }
        assertThat(boss.post(path, Map.of("delta", 2, "kind", "WRITE_OFF", "reason", "broken")).status())
                .isEqualTo(204);
        assertThat(boss.get("/api/staff/products/" + id).ok().path("stock").get(0).path("available").asInt())
                .isEqualTo(before + 5);
        assertThat(boss.post(path, Map.of("delta", -9_999_999, "kind", "COUNT", "reason", "too few")).status())
                .isEqualTo(409);
        assertThat(boss.post(path, Map.of("delta", 0, "kind", "COUNT", "reason", "nothing")).status()).isEqualTo(400);
        assertThat(boss.post(path, Map.of("delta", -1, "kind", "RECEIVE", "reason", "less")).status()).isEqualTo(400);
        assertThat(boss.post(path, Map.of("delta", 1, "kind", "SOLD", "reason", "odd kind")).status()).isEqualTo(400);
        assertThat(boss.post("/api/staff/skus/5/stock", Map.of("delta", 1, "kind", "COUNT", "reason", "no sku"))
                .status()).isEqualTo(404);
        String plan = "/api/staff/skus/" + sku + "/plan";
        assertThat(boss.put(plan, Map.of("plannedStock", 100, "upliftBp", 2_000, "reason", "campaign")).status())
                .isEqualTo(204);
        assertThat(boss.put(plan, Map.of("plannedStock", -1, "upliftBp", 0, "reason", "bad plan")).status())
                .isEqualTo(400);
        assertThat(shop.get("/api/staff/products").status()).isEqualTo(401);
    }

    private static Answer upload(ShopClient client, String csv, String dryRun) {
        String body = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"dryRun\"\r\n\r\n" + dryRun
                + "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"web.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--" + BOUNDARY + "--\r\n";
        assertThat(body.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        return client.with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .send("POST", "/api/staff/imports", body);
    }
}
