package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Prices as staff sets them and shoppers meet them, over HTTP. */
@ShopTest
class PriceStoryTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long STAGES = 1;
    private static final long TIMED = 2;

    @Autowired StaffAccounts accounts;
    @Autowired DemoCatalogue catalogue;
    @Autowired Promotions promotions;
    @Autowired Products products;
    @Autowired Orders orders;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    private ShopClient staff = ShopClient.of(0);
    private JsonNode product = tools.jackson.databind.node.MissingNode.getInstance();
    private long sku;
    private long list;

    @BeforeEach
    void open() {
        accounts.seedDemo();
        catalogue.load();
        staff = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
    }

    private void about(String handle) {
        product = ShopClient.of(port).get("/api/shop/products/by-handle/" + handle).ok();
        sku = product.path("skus").get(0).path("skuId").asLong();
        list = product.path("skus").get(0).path("priceMinor").asLong();
    }

    private JsonNode page() {
        var unused = promotions.refreshed();
        return ShopClient.of(port).get("/api/shop/products/" + product.path("productId").asLong()).ok();
    }

    private Instant now() {
        return jdbc.sql("SELECT shop_now()").query(java.sql.Timestamp.class).single().toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZONE);
    }

    private void itIs(LocalDate day, LocalTime clock) {
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = :at, wall_at = statement_timestamp()")
                .param("at", java.sql.Timestamp.from(day.atTime(clock).atZone(ZONE).toInstant())).update();
    }

    private static Map<String, Object> price(long listId, long priceMinor, LocalDate lastDay) {
        return new HashMap<>(Map.of("listId", listId, "stageZh", "秋日限时价", "stageEn", "Autumn hours", "priceMinor",
                priceMinor, "lastDay", lastDay.toString(), "reason", "a test needs it"));
    }

    private ShopClient.Answer schedule(Map<String, Object> ask) {
        return staff.post("/api/staff/skus/" + sku + "/list-prices", ask);
    }

    private static Map<String, Object> address(String region) {
        boolean south = region.startsWith("44");
        return Map.of("name", "小满", "phone", "13911110001", "province", south ? "广东省" : "浙江省", "city",
                south ? "广州市" : "杭州市", "district", south ? "天河区" : "余杭区", "street", "示例路 1 号", "regionCode",
                region);
    }

    private Map<String, Object> ask(ShopClient shopper, String region) {
        long addressId = shopper.post("/api/shop/addresses", address(region)).ok().path("addressId").asLong();
        return new HashMap<>(Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 2)), "source", "BUY_NOW",
                "couponIds", List.of(), "addressId", addressId));
    }

    private static JsonNode reason(JsonNode quote, String kind) {
        for (JsonNode row : quote.path("reasons")) {
            if (kind.equals(row.path("kind").asString())) {
                return row;
            }
        }
        throw new AssertionError("no reason " + kind + " in " + quote);
    }

    @Test
    void aGroupNeverAsksMoreThanTheShopAsksAloneAtThatMoment() { // GRP-16 beside PRM-09
        about("hand-cream-tube");
        long size = 3;
        staff.post("/api/staff/activities", Map.of("productId", product.path("productId").asLong(), "size", size,
                "windowMinutes", 60, "holdMinutes", 10, "perPersonLimit", 5, "latePolicy", "REFUND", "prices",
                List.of(Map.of("skuId", sku, "priceMinor", list - 100)), "reason", "a test needs it")).ok();
        assertThat(page().path("skus").get(0).path("groupPriceMinor").asLong()).isEqualTo(list - 100);
        schedule(price(TIMED, list - 300, today())).ok();
        JsonNode page = page();
        assertThat(page.path("skus").get(0).path("groupPriceMinor").asLong()).isEqualTo(list - 300);
        assertThat(page.path("groupPriceMinor").asLong()).isEqualTo(list - 300);
        assertThat(page.path("activity").path("priceFromMinor").asLong()).isEqualTo(list - 300);
    }

    @Test
    void anOrderAskedForBeforeMidnightAndDecidedAfterItIsToldTheNewPrice() { // PRM-51: the batch looks at ends too
        about("hand-cream-tube");
        LocalDate day = today().plusDays(40);
        itIs(day, LocalTime.of(10, 0));
        schedule(price(TIMED, list - 100, day)).ok();
        itIs(day, LocalTime.of(23, 59, 59));
        PlaceOrder asked = command("key-before-midnight", now());
        itIs(day.plusDays(1), LocalTime.MIDNIGHT);
        assertThat(orders.place(asked)).isInstanceOfSatisfying(Placement.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("PRICE_CHANGED");
            assertThat(refused.facts()).containsEntry("shownMinor", list - 100 + freight(asked))
                    .containsEntry("nowMinor", list + freight(asked));
        });
    }

    private static long freight(PlaceOrder asked) {
        return asked.quote().freightMinor();
    }

    private PlaceOrder command(String key, Instant at) {
        promotions.refreshed();
        SkuPrice offered = java.util.Objects.requireNonNull(products.fresh().skus().get(sku));
        CartLine line = new CartLine(1, sku, offered.productId(), offered.categoryId(), offered.zone(), 1,
                offered.priceMinor(), offered.weightGrams(), offered.priceVersion());
        QuoteRequest request = new QuoteRequest(new Cart(List.of(line), new Occasion.Single()), Buyer.unknown(),
                new CouponChoice.None(), new Destination("330110"), promotions.hints(), at);
        return new PlaceOrder(77, key, key.getBytes(StandardCharsets.UTF_8), "BUY_NOW", null, null, request,
                promotions.quote(request), products.snapshot().version(), List.of(), "{}", null, 30, null);
    }

    @Test
    @Capability({"PRM-07", "PRM-51"})
    void aTimedPriceIsAskedUntil24HoursAndThenTheOldOneWithNothingRun() { // PRM-07, PRM-51
        about("hand-cream-tube");
        LocalDate day = today().plusDays(40);
        itIs(day, LocalTime.of(10, 0));
        schedule(price(TIMED, list - 100, day)).ok();
        JsonNode page = page();
        Instant midnight = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        assertThat(page.path("skus").get(0).path("priceMinor").asLong()).isEqualTo(list - 100);
        JsonNode timed = page.path("skus").get(0).path("timed");
        assertThat(Instant.parse(timed.path("until").asString())).isEqualTo(midnight);
        assertThat(timed.path("normalMinor").asLong()).isEqualTo(list);
        assertThat(timed.path("referenceMinor").asLong()).as("the lowest of thirty days").isEqualTo(list);
        assertThat(page.path("jsonLd").asString()).contains("\"price\":\"" + (list - 100) / 100);

        ShopClient shopper = ShopClient.of(port).login("13911110001");
        itIs(day, LocalTime.of(23, 59, 50));
        Map<String, Object> ask = ask(shopper, "330110");
        JsonNode quote = shopper.post("/api/shop/checkout", ask).ok().path("quote");
        assertThat(quote.path("listTotalMinor").asLong()).isEqualTo(2 * (list - 100));
        assertThat(reason(quote, "PRICE").path("detail").asString()).contains("今晚 24:00 恢复");
        assertThat(Instant.parse(quote.path("validUntil").asString())).isEqualTo(midnight);
        ask.put("shownTotalMinor", quote.path("totalMinor").asLong());
        ask.put("fingerprint", quote.path("fingerprint").asString());
        long order = shopper.post("/api/shop/orders", ask).ok().path("orderId").asLong();
        assertThat(shopper.get("/api/shop/orders/" + order).ok().toString()).contains("秋日限时价");

        itIs(day.plusDays(1), LocalTime.MIDNIGHT);
        assertThat(page().path("skus").get(0).path("priceMinor").asLong()).isEqualTo(list);
        assertThat(page().path("timed").isMissingNode() || page().path("timed").isNull()).isTrue();
        ShopClient.Answer late = shopper.post("/api/shop/orders", ask);
        assertThat(late.code()).isEqualTo("PRICE_CHANGED");
        assertThat(late.body().path("nowMinor").asLong()).as("without freight changes").isGreaterThan(
                late.body().path("shownMinor").asLong());
    }

    @Test
    @Capability("PRM-03")
    void aPriceListForARegionIsAskedOnceTheAddressIsKnown() { // PRM-03
        about("beeswax-lip-balm");
        long south = staff.post("/api/staff/price-lists", Map.of("nameZh", "华南价", "nameEn", "South China", "regions",
                List.of("44", "45"), "reason", "costs less to send")).ok().path("listId").asLong();
        Map<String, Object> ask = price(south, list - 50, today().plusDays(30));
        ask.put("stageZh", "华南价");
        schedule(ask).ok();
        JsonNode page = page();
        assertThat(page.path("skus").get(0).path("priceMinor").asLong()).as("no address yet").isEqualTo(list);
        assertThat(page.path("regionPrices").get(0).path("priceMinor").asLong()).isEqualTo(list - 50);
        ShopClient shopper = ShopClient.of(port).login("13911110002");
        JsonNode guangdong = shopper.post("/api/shop/checkout", ask(shopper, "440106")).ok().path("quote");
        assertThat(guangdong.path("listTotalMinor").asLong()).isEqualTo(2 * (list - 50));
        assertThat(reason(guangdong, "PRICE").path("name").asString()).isEqualTo("华南价");
        JsonNode zhejiang = shopper.post("/api/shop/checkout", ask(shopper, "330110")).ok().path("quote");
        assertThat(zhejiang.path("listTotalMinor").asLong()).isEqualTo(2 * list);
        assertThat(staff.post("/api/staff/price-lists", Map.of("nameZh", "广东", "nameEn", "Guangdong", "regions",
                List.of("44"), "reason", "again")).code()).isEqualTo("INVALID");
    }

    @Test
    @Capability("PRM-02")
    void aPriceStepsThroughTheStagesOfItsSchedule() { // PRM-02
        about("rose-water-mist");
        LocalDate day = today();
        Map<String, Object> launch = price(STAGES, list + 3_000, day.plusDays(9));
        launch.put("stageZh", "上市期");
        schedule(launch).ok();
        Map<String, Object> growth = price(STAGES, list + 1_000, day.plusDays(19));
        growth.put("from", day.plusDays(10).atStartOfDay(ZONE).toInstant().toString());
        schedule(growth).ok();
        assertThat(page().path("skus").get(0).path("priceMinor").asLong()).isEqualTo(list + 3_000);
        itIs(day.plusDays(10), LocalTime.MIDNIGHT);
        assertThat(page().path("skus").get(0).path("priceMinor").asLong()).isEqualTo(list + 1_000);
        itIs(day.plusDays(20), LocalTime.NOON);
        assertThat(page().path("skus").get(0).path("priceMinor").asLong()).isEqualTo(list);
        JsonNode history = desk().path("history");
        assertThat(history.size()).isGreaterThanOrEqualTo(3);
        assertThat(history.get(history.size() - 1).path("cause").asString()).isEqualTo("LIST");
        assertThat(history.get(history.size() - 2).path("cause").asString()).isEqualTo("STAGE");
    }

    private JsonNode desk() {
        JsonNode skus = staff.get("/api/staff/products/" + product.path("productId").asLong() + "/prices").ok()
                .path("skus");
        for (JsonNode row : skus) {
            if (row.path("skuId").asLong() == sku) {
                return row;
            }
        }
        throw new AssertionError("no sku " + sku);
    }

    @Test
    @Capability({"PRM-01", "PRM-04"})
    void theRecordOfAPriceSetsAFloorThatNoScheduleAndNoPromotionPasses() { // PRM-01, PRM-04
        about("hand-cream-tube");
        jdbc.sql("UPDATE catalog.sku SET cost_minor = 1000 WHERE sku_id = :s").param("s", sku).update();
        String path = "/api/staff/skus/" + sku + "/pricing-methods";
        JsonNode made = staff.post(path, Map.of("way", "COST", "markupBp", 8_000, "floorMarginBp", 2_000, "note",
                "成本加八成", "reason", "first record")).ok();
        assertThat(made.path("floorMinor").asLong()).as("1,000 / 0.8").isEqualTo(1_250);
        assertThat(desk().path("suggestedMinor").asLong()).as("1,000 × 1.8").isEqualTo(1_800);
        assertThat(desk().path("competitiveness").path("profitable").asBoolean()).isTrue();
        ShopClient.Answer low = schedule(price(TIMED, 1_249, today().plusDays(1)));
        assertThat(low.code()).isEqualTo("BELOW_FLOOR");
        assertThat(low.body().path("floorMinor").asLong()).isEqualTo(1_250);
        assertThat(promotions.refreshed().version()).isPositive();
        assertThat(promotions.prices().floor(sku)).isEqualTo(1_250);
        assertThat(staff.post(path, Map.of("way", "COST", "floorMarginBp", 0, "note", "no markup", "reason", "bad"))
                .status()).isEqualTo(400);
        assertThat(staff.post(path, Map.of("way", "CONSUMER", "floorMarginBp", 0, "note", "no price", "reason", "bad"))
                .status()).isEqualTo(400);
        staff.post(path, Map.of("way", "CONSUMER", "targetMinor", 3_900, "floorMarginBp", 0, "note", "送礼场景",
                "reason", "second record")).ok();
        assertThat(desk().path("methods").size()).isEqualTo(2);
    }

    @Test
    @Capability({"PRM-05", "PRM-06"})
    void whatOthersAskIsWrittenDownByDayAndHeldAgainstOurs() { // PRM-05, PRM-06
        about("beeswax-lip-balm");
        String path = "/api/staff/skus/" + sku + "/competitor-prices";
        staff.post(path, sight("某宝同款", list + 200, today())).ok();
        staff.post(path, sight("超市", list - 200, today().minusDays(3))).ok();
        JsonNode level = desk().path("competitiveness").path("level");
        assertThat(level.path("competitors").asInt()).isEqualTo(2);
        assertThat(level.path("medianMinor").asLong()).isEqualTo(list);
        assertThat(level.path("indexBp").asLong()).isEqualTo(10_000);
        assertThat(desk().path("competitiveness").path("competitive").asBoolean()).isTrue();
        assertThat(staff.post(path, sight("明天", list, today().plusDays(1))).code()).isEqualTo("INVALID");
        assertThat(staff.post(path, sight("白送", 0, today())).code()).isEqualTo("INVALID");
        assertThat(staff.post("/api/staff/skus/987654321/competitor-prices", sight("谁", 1, today())).status())
                .isEqualTo(404);
    }

    private static Map<String, Object> sight(String competitor, long priceMinor, LocalDate day) {
        return Map.of("competitor", competitor, "priceMinor", priceMinor, "seenOn", day.toString(), "source", "门店看到",
                "reason", "weekly look");
    }

    @Test
    void aScheduleThatCannotBeMeantIsRefused() {
        about("niacinamide-serum-trio");
        LocalDate soon = today().plusDays(3);
        assertThat(schedule(price(TIMED, list, soon)).code()).as("no reduction").isEqualTo("INVALID");
        assertThat(schedule(price(TIMED, 0, soon)).code()).isEqualTo("INVALID");
        Map<String, Object> endless = price(TIMED, list - 100, soon);
        endless.remove("lastDay");
        assertThat(schedule(endless).code()).isEqualTo("INVALID");
        Map<String, Object> past = price(TIMED, list - 100, soon);
        past.put("from", now().minusSeconds(60).toString());
        assertThat(schedule(past).code()).as("history is not rewritten").isEqualTo("INVALID");
        assertThat(schedule(price(TIMED, list - 100, today().minusDays(1))).code()).isEqualTo("INVALID");
        assertThat(schedule(price(77, list - 100, soon)).status()).isEqualTo(404);
        long known = sku;
        sku = 987_654_321;
        assertThat(schedule(price(TIMED, 100, soon)).status()).isEqualTo(404);
        sku = known;
        ShopClient once = staff.key("price-key-1");
        Map<String, Object> ask = price(TIMED, list - 100, soon);
        String path = "/api/staff/skus/" + sku + "/list-prices";
        long entry = once.post(path, ask).ok().path("entryId").asLong();
        assertThat(once.post(path, ask).ok().path("entryId").asLong()).as("one key, one price").isEqualTo(entry);
        assertThat(schedule(price(TIMED, list - 200, soon)).code()).isEqualTo("PRICE_OVERLAP");
        staff.post("/api/staff/list-prices/" + entry + "/stop", Map.of("reason", "enough")).ok();
        assertThat(page().path("skus").get(0).path("priceMinor").asLong()).isEqualTo(list);
        assertThat(staff.post("/api/staff/list-prices/" + entry + "/stop", Map.of("reason", "again")).code())
                .isEqualTo("PRICE_OVER");
        assertThat(staff.post("/api/staff/list-prices/987654321/stop", Map.of("reason", "who")).status())
                .isEqualTo(404);
        schedule(price(TIMED, list - 200, soon)).ok();
        ShopClient reader = ShopClient.of(port).staff("kefu", "demo-kefu-2026");
        assertThat(reader.post(path, price(TIMED, list - 300, soon)).status()).isEqualTo(403);
    }

    @Test
    void whatWasAskedCannotBeRewrittenEvenByHand() {
        about("hand-cream-tube");
        for (String rewrite : List.of("UPDATE promotion.list_price SET price_minor = 1",
                "DELETE FROM promotion.list_price", "DELETE FROM promotion.pricing_method",
                "UPDATE promotion.competitor_price SET price_minor = 1",
                "UPDATE promotion.price_list SET kind = 'X'")) {
            assertThatThrownBy(() -> jdbc.sql(rewrite).update()).rootCause().hasMessageContaining("permission denied");
        }
        String twice = """
                INSERT INTO promotion.list_price (entry_id, list_id, kind, sku_id, stage_zh, stage_en, price_minor,
                  starts_at, ends_at, by, why)
                VALUES (:id, 1, 'STAGE', 5, 'x', 'x', 100, shop_now() + interval '1 day',
                        shop_now() + interval '2 days', 'staff:1', 'x')""";
        jdbc.sql(twice).param("id", 1).update();
        assertThatThrownBy(() -> jdbc.sql(twice).param("id", 2).update()).rootCause()
                .hasMessageContaining("exclusion constraint");
    }
}
