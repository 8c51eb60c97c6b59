package io.tuanzi.backoffice.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.fulfilment.Goods;
import io.tuanzi.order.Placement;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.promotion.OfferForms;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** An offer is tried on a cart and on last week's orders before anybody sees it. */
@ShopTest
@Import(Goods.class)
class WhatIfTest {

    private static final String DESK = "/api/staff/whatif";

    @Autowired private DemoCatalogue catalogue;
    @Autowired private StaffAccounts accounts;
    @Autowired private Goods goods;
    @LocalServerPort private int port;
    private ShopClient staff = ShopClient.of(0);
    private long sku;

    @BeforeEach
    void open() {
        catalogue.load();
        accounts.seedDemo();
        staff = ShopClient.of(port).staff("yunying", "demo-yunying-2026");
        sku = ShopClient.of(port).get("/api/shop/products/by-handle/hand-cream-tube").ok().path("skus").get(0)
                .path("skuId").asLong();
    }

    private static Map<String, Object> draft(String code, long thresholdMinor, long offMinor) {
        return Map.of("code", code, "nameZh", "试算满减", "nameEn", "Tried reduction", "terms",
                OfferForms.amount(thresholdMinor, offMinor), "enabled", true, "stacks", true, "reason", "试一试");
    }

    private Map<String, Object> cart(int quantity, Map<String, Object> change) {
        Map<String, Object> ask = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity)),
                "firstOrder", false));
        if (!change.isEmpty()) {
            ask.put("change", change);
        }
        return ask;
    }

    private static JsonNode row(JsonNode trial, String name) {
        return StreamSupport.stream(trial.path("reasons").spliterator(), false)
                .filter(r -> r.path("name").asString().equals(name)).findFirst().orElseThrow();
    }

    /** Somebody new buys so many and pays. */
    private Placement.Placed buys(String phone, int quantity) {
        ShopClient buyer = ShopClient.of(port).login(phone);
        long address = buyer.post("/api/shop/addresses", Map.of("name", "小满", "phone", phone, "province", "浙江省",
                "city", "杭州市", "district", "余杭区", "street", "示例路 1 号", "regionCode", "330110")).ok()
                .path("addressId").asLong();
        Map<String, Object> ask = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity)),
                "source", "BUY_NOW", "addressId", address, "couponIds", List.of()));
        JsonNode quote = buyer.post("/api/shop/checkout", ask).ok().path("quote");
        ask.put("shownTotalMinor", quote.path("totalMinor").asLong());
        ask.put("fingerprint", quote.path("fingerprint").asString());
        JsonNode order = buyer.post("/api/shop/orders", ask).ok();
        return goods.pay(new Placement.Placed(order.path("orderId").asLong(), order.path("totalMinor").asLong(), null,
                false, null));
    }

    @Test
    void aDraftIsTriedOnACartAndNobodyElseSeesIt() {
        JsonNode offers = staff.get("/api/staff/promotions").ok();
        JsonNode answer = staff.post(DESK + "/cart", cart(2, Map.of("draft", draft("tried", 0, 700)))).ok();
        JsonNode now = answer.path("now");
        JsonNode then = answer.path("then");
        assertThat(then.path("totalMinor").asLong()).isEqualTo(now.path("totalMinor").asLong() - 700);
        JsonNode tried = row(then, "试算满减");
        assertThat(tried.path("draft").asBoolean()).isTrue();
        assertThat(tried.path("applied").asBoolean()).isTrue();
        assertThat(tried.path("why").get(0).path("code").asString()).isEqualTo("APPLIED");
        assertThat(then.path("lines").get(0).path("parts").get(0).path("amountMinor").asLong()).isEqualTo(700);
        assertThat(staff.get("/api/staff/promotions").ok()).as("nothing was saved").isEqualTo(offers);
    }

    @Test
    void whatIsMissingIsToldClauseByClause() {
        JsonNode then = staff.post(DESK + "/cart", cart(1, Map.of("draft", draft("far", 9_999_900, 700)))).ok()
                .path("then");
        JsonNode why = row(then, "试算满减").path("why").get(0);
        assertThat(why.path("code").asString()).isEqualTo("SPEND_MORE");
        assertThat(why.path("required").asLong()).isEqualTo(9_999_900);
        assertThat(why.path("actual").asLong()).isEqualTo(then.path("listTotalMinor").asLong());
    }

    @Test
    void aRuleIsTakenAwayOnTrial() {
        JsonNode answer = staff.post(DESK + "/cart", cart(20, Map.of("without", List.of(2)))).ok();
        assertThat(answer.path("now").path("freightMinor").asLong()).as("free from 88 yuan").isZero();
        assertThat(answer.path("then").path("freightMinor").asLong()).as("without that offer").isPositive();
    }

    @Test
    void thePriceOfAnEarlierInstantIsMadeOfTheRulesOfThatTime() {
        Instant before = Instant.now();
        long rule = staff.post("/api/staff/promotions/rules", draft("later", 0, 900)).ok().path("ruleId").asLong();
        Map<String, Object> ask = cart(2, Map.of());
        long now = staff.post(DESK + "/cart", ask).ok().path("now").path("totalMinor").asLong();
        ask.put("at", before.minusSeconds(1).toString());
        long then = staff.post(DESK + "/cart", ask).ok().path("now").path("totalMinor").asLong();
        assertThat(then - now).as("the offer was made since").isEqualTo(900);
        staff.put("/api/staff/promotions/rules/" + rule, Map.of("enabled", false, "reason", "over")).ok();
    }

    @Test
    void ordersOfAPeriodArePricedAgainUnderAnOfferNobodyHad() {
        List<Placement.Placed> bought = new ArrayList<>();
        bought.add(buys("13611110001", 2));
        bought.add(buys("13611110002", 1));
        Map<String, Object> ask = new HashMap<>(Map.of("from", Instant.now().minus(Duration.ofHours(1)).toString(),
                "until", Instant.now().plus(Duration.ofHours(1)).toString(),
                "change", Map.of("draft", draft("past", 0, 500))));
        JsonNode result = staff.post(DESK + "/replay", ask).ok();
        assertThat(result.path("orders").asInt()).isEqualTo(2);
        assertThat(result.path("leftOut").asInt()).isZero();
        assertThat(result.path("asPlaced").asInt()).as("today's rules price them as they were placed").isEqualTo(2);
        long paid = bought.stream().mapToLong(Placement.Placed::totalMinor).sum();
        assertThat(result.path("placedMinor").asLong()).isEqualTo(paid);
        assertThat(result.path("now").path("totalMinor").asLong()).isEqualTo(paid);
        assertThat(result.path("then").path("totalMinor").asLong()).isEqualTo(paid - 1_000);
        assertThat(result.path("winners").path("people").asInt()).isEqualTo(2);
        assertThat(result.path("winners").path("amountMinor").asLong()).isEqualTo(1_000);
        assertThat(result.path("losers").path("people").asInt()).isZero();
        JsonNode burned = result.path("rules").get(0);
        assertThat(burned.path("draft").asBoolean()).isTrue();
        assertThat(burned.path("thenMinor").asLong()).isEqualTo(1_000);
        assertThat(burned.path("nowMinor").asLong()).isZero();
        assertThat(result.path("most").size()).isEqualTo(2);
    }

    @Test
    void offersThatMeetAreShownWithWhatHappensThen() {
        long one = staff.post("/api/staff/promotions/rules", competing("meet-one")).ok().path("ruleId").asLong();
        long two = staff.post("/api/staff/promotions/rules", competing("meet-two")).ok().path("ruleId").asLong();
        JsonNode matrix = staff.get(DESK + "/matrix").ok();
        List<Long> ids = StreamSupport.stream(matrix.path("offers").spliterator(), false)
                .map(o -> o.path("ruleId").asLong()).toList();
        assertThat(meeting(matrix, ids.indexOf(one), ids.indexOf(two))).isEqualTo("ONE_OF_THEM");
        assertThat(meeting(matrix, ids.indexOf(one), ids.indexOf(3L))).as("a coupon comes on top")
                .isEqualTo("TOGETHER");
        for (long rule : List.of(one, two)) {
            staff.put("/api/staff/promotions/rules/" + rule, Map.of("enabled", false, "reason", "over")).ok();
        }
    }

    private static Map<String, Object> competing(String code) {
        Map<String, Object> form = new HashMap<>(draft(code, 10_000_000, 100));
        form.put("stacks", false);
        return form;
    }

    private static String meeting(JsonNode matrix, int a, int b) {
        return StreamSupport.stream(matrix.path("pairs").spliterator(), false)
                .filter(p -> p.path("first").asInt() == Math.min(a, b) && p.path("second").asInt() == Math.max(a, b))
                .findFirst().orElseThrow().path("meeting").asString();
    }

    private static String refusal(ShopClient.Answer answer) {
        return answer.code() + " " + answer.body().path("field").asString("");
    }

    @Test
    void whatCannotBeAskedIsRefusedByField() {
        String cart = DESK + "/cart";
        assertThat(refusal(staff.post(cart, Map.of("lines", List.of(), "firstOrder", false))))
                .isEqualTo("INVALID lines");
        assertThat(refusal(staff.post(cart, cart(0, Map.of())))).isEqualTo("INVALID lines.quantity");
        assertThat(refusal(staff.post(cart, cart(1, Map.of("without", List.of(404)))))).isEqualTo("INVALID without");
        assertThat(refusal(staff.post(cart, cart(1, Map.of("draft", Map.of("code", "x"))))))
                .isEqualTo("INVALID draft");
        Map<String, Object> unknown = new HashMap<>(cart(1, Map.of()));
        unknown.put("lines", List.of(Map.of("skuId", 404_404, "quantity", 1)));
        assertThat(staff.post(cart, unknown).status()).isEqualTo(404);
        String replay = DESK + "/replay";
        Map<String, Object> without = Map.of("without", List.of(2));
        assertThat(refusal(staff.post(replay, Map.of("from", "2026-11-20T00:00:00Z", "until", "2026-11-19T00:00:00Z",
                "change", without)))).isEqualTo("INVALID until");
        assertThat(refusal(staff.post(replay, Map.of("from", "2020-11-20T00:00:00Z", "until", "2026-11-19T00:00:00Z",
                "change", without)))).isEqualTo("INVALID until");
        assertThat(refusal(staff.post(replay, Map.of("from", "2026-11-19T00:00:00Z", "until", "2026-11-20T00:00:00Z",
                "change", Map.of())))).isEqualTo("INVALID change");
        ShopClient clerk = ShopClient.of(port).staff("cangku", "demo-cangku-2026");
        assertThat(clerk.get(DESK + "/matrix").code()).isEqualTo("FORBIDDEN");
    }
}
