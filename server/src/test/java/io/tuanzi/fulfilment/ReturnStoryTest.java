package io.tuanzi.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.inventory.Stock;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.rewards.Bindings;
import io.tuanzi.rewards.Promoters;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Goods that go back: their money to the cent, the promoter's part, the units (AFS-02, AFS-04, AFS-17, M4, M5). */
@ShopTest
@Import(Goods.class)
class ReturnStoryTest {

    @Autowired Goods goods;
    @Autowired Orders orders;
    @Autowired Payments payments;
    @Autowired Ledger ledger;
    @Autowired Stock stock;
    @Autowired Bindings bindings;
    @Autowired Promoters promoters;
    @Autowired StaffAccounts accounts;
    @LocalServerPort int port;
    private ShopClient shop = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        shop = ShopClient.of(port);
    }

    private ShopClient buyer(long customer) {
        return shop.as(goods.token(customer));
    }

    private ShopClient service() {
        return shop.staff("kefu", "demo-kefu-2026");
    }

    private static Map<String, Object> lines(int... numbersAndQuantities) {
        List<Map<String, Object>> lines = new java.util.ArrayList<>();
        for (int i = 0; i < numbersAndQuantities.length; i += 2) {
            lines.add(Map.of("lineNo", numbersAndQuantities[i], "quantity", numbersAndQuantities[i + 1]));
        }
        return Map.of("lines", lines);
    }

    private static Map<String, Object> ask(String kind, int... numbersAndQuantities) {
        Map<String, Object> ask = new java.util.HashMap<>(lines(numbersAndQuantities));
        ask.putAll(Map.of("kind", kind, "reasonCode", "NOT_WANTED"));
        return ask;
    }

    private long request(ShopClient buyer, Placed order, String kind, int... numbersAndQuantities) {
        return buyer.post("/api/shop/orders/" + order.orderId() + "/returns", ask(kind, numbersAndQuantities)).ok()
                .path("returnId").asLong();
    }

    private void takeBack(long returnId, boolean restock) {
        service().post("/api/staff/returns/" + returnId + "/approve", Map.of("reason", "within seven days")).ok();
        service().post("/api/staff/returns/" + returnId + "/received",
                Map.of("condition", "OK", "restock", restock, "reason", "looks new")).ok();
    }

    @Test
    @Capability({"AFS-04", "AFS-17"})
    void oneFriendReturnsAnItemAndEverythingReversesToTheCent() {
        long inviter = goods.person();
        promoters.join(inviter, Promoters.AGREEMENT);
        long friend = goods.person();
        assertThat(bindings.bind(friend, bindings.inviteCode(inviter))).isEqualTo(Bindings.Outcome.BOUND);
        long kept = goods.sku();
        long back = goods.sku();
        Placed order = goods.bought(friend, new long[] {kept, 1, 5_999}, new long[] {back, 3, 3_333});
        goods.settle();
        long earned = promoters.earnings(inviter).pendingMinor();
        assertThat(earned).isPositive();

        ShopClient me = buyer(friend);
        JsonNode preview = me.post("/api/shop/orders/" + order.orderId() + "/returns/preview", lines(2, 2)).ok();
        assertThat(preview.path("refundMinor").asLong()).isEqualTo(6_666);
        assertThat(preview.path("tenders").path(0).path("amountMinor").asLong()).isEqualTo(6_666);
        long undone = preview.path("consequences").path(0).path("amountMinor").asLong();
        assertThat(undone).as("what is taken away is shown as a loss").isNegative();

        long returnId = request(me, order, "RETURN_REFUND", 2, 2);
        service().post("/api/staff/returns/" + returnId + "/approve", Map.of("reason", "within seven days")).ok();
        me.post("/api/shop/returns/" + returnId + "/send-back",
                Map.of("carrier", "SF", "trackingNo", "SF1000001")).ok();
        JsonNode done = service().post("/api/staff/returns/" + returnId + "/received",
                Map.of("condition", "OK", "restock", true, "reason", "looks new")).ok();
        assertThat(done.path("state").asString()).isEqualTo("REFUNDED");
        goods.settle();

        assertThat(stock.available(List.of(back))).containsEntry(back, 99);
        assertThat(promoters.earnings(inviter).pendingMinor()).isEqualTo(earned + undone);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(payments.refunds("order:"
                + order.orderId())).singleElement().satisfies(r -> {
                    assertThat(r.state()).isEqualTo("DONE");
                    assertThat(r.amountMinor()).isEqualTo(6_666);
                }));
        assertThat(ledger.balance("order/" + order.orderId())).isEqualTo(5_999 + 3_333);
        assertThat(ledger.balance("refund/" + order.orderId())).isZero();
        theBuyerAndStaffSeeIt(me, order);
    }

    private void theBuyerAndStaffSeeIt(ShopClient me, Placed order) {
        JsonNode mine = me.get("/api/shop/orders/" + order.orderId()).ok();
        assertThat(mine.path("refundedMinor").asLong()).isEqualTo(6_666);
        assertThat(mine.path("shipments").path(0).path("carrier").asString()).isEqualTo("SF");
        assertThat(mine.path("returns").path(0).path("steps").size()).isEqualTo(5);
        assertThat(me.get("/api/shop/messages").ok().path("items").findValuesAsString("kind"))
                .contains("SHIPPED", "REFUNDED");
        JsonNode staffs = service().get("/api/staff/orders/" + order.orderId()).ok();
        assertThat(staffs.path("money").findValuesAsString("kind"))
                .contains("payment.capture", "order.refund", "payment.refund", "commission.reverse");
        for (JsonNode row : staffs.path("money")) {
            assertThat(row.path("explanation").asString()).isNotEqualTo(row.path("kind").asString());
        }
        assertThat(staffs.path("payments").size()).isEqualTo(2);
        assertThat(staffs.path("facts").findValuesAsString("type")).contains("order.paid", "order.refunded");
        assertThat(service().get("/api/staff/orders?q=" + staffs.path("orderNo").asString()).ok().path("items").size())
                .isEqualTo(1);
    }

    static Stream<int[]> partitions() {
        return Stream.of(new int[] {1, 1, 1, 4}, new int[] {4, 3}, new int[] {2, 2, 2, 1}, new int[] {7});
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void partialReturnsInAnyOrderGiveBackExactlyWhatWasPaid(int[] parts) {
        long buyer = goods.person();
        Placed order = goods.placed(buyer, new long[] {goods.sku(), 7, 1_000});
        goods.discount(order, 1, 1_001);
        goods.pay(order);
        goods.arrives(order);
        long previewed = 0;
        for (int part : parts) {
            previewed += buyer(buyer).post("/api/shop/orders/" + order.orderId() + "/returns/preview",
                    lines(1, part)).ok().path("refundMinor").asLong();
            takeBack(request(buyer(buyer), order, "RETURN_REFUND", 1, part), false);
        }
        assertThat(previewed).isEqualTo(5_999);
        assertThat(ledger.balance("order/" + order.orderId())).isZero();
        assertThat(buyer(buyer).post("/api/shop/orders/" + order.orderId() + "/returns", ask("RETURN_REFUND", 1, 1))
                .status()).isEqualTo(400);
    }

    @Test
    void whatIsWhollyBackIsNotOfferedForReturnAndTheBuyerHearsTheMoneyArrive() {
        long person = goods.person();
        Placed order = goods.bought(person, new long[] {goods.sku(), 2, 1_000});
        ShopClient me = buyer(person);
        String page = "/api/shop/orders/" + order.orderId();
        assertThat(me.get(page).ok().path("actions").toString()).contains("RETURN");
        long asked = request(me, order, "RETURN_REFUND", 1, 2);
        assertThat(me.get(page).ok().path("actions").toString()).as("all units are asked for").doesNotContain("RETURN");
        takeBack(asked, false);
        assertThat(me.get(page).ok().path("actions").toString()).doesNotContain("RETURN");
        await().atMost(Duration.ofSeconds(20)).until(() -> me.get("/api/shop/messages").ok().path("items")
                .valueStream().anyMatch(each -> each.path("title").asString().equals("退款已到账")));
    }

    @Test
    void aUnitOnItsWayBackIsNotReturnedTwice() {
        long buyer = goods.person();
        Placed order = goods.bought(buyer, new long[] {goods.sku(), 2, 1_000});
        long first = request(buyer(buyer), order, "RETURN_REFUND", 1, 2);
        String path = "/api/shop/orders/" + order.orderId() + "/returns";
        assertThat(buyer(buyer).post(path, ask("RETURN_REFUND", 1, 1)).code()).isEqualTo("RETURN_UNITS");
        assertThat(service().post("/api/staff/orders/" + order.orderId() + "/refund", Map.of("reason", "goodwill"))
                .code()).isEqualTo("RETURN_UNITS");
        buyer(buyer).post("/api/shop/returns/" + first + "/cancel").ok();
        long second = request(buyer(buyer), order, "REFUND_ONLY", 1, 1);
        service().post("/api/staff/returns/" + second + "/approve", Map.of("reason", "broken on arrival")).ok();
        assertThat(service().post("/api/staff/returns/" + second + "/approve", Map.of("reason", "twice")).code())
                .isEqualTo("BAD_STATE");
        assertThat(service().post("/api/staff/orders/" + order.orderId() + "/refund",
                Map.of("reason", "the rest", "amountMinor", 999)).code()).isEqualTo("REFUND_BY_UNITS");
        service().post("/api/staff/orders/" + order.orderId() + "/refund",
                Map.of("reason", "the rest", "amountMinor", 1_000)).ok();
        assertThat(ledger.balance("order/" + order.orderId())).isZero();
    }

    @Test
    void theSameKeyAsksOnceAndADamagedUnitStaysOffTheShelf() {
        long buyer = goods.person();
        long sku = goods.sku();
        Placed order = goods.bought(buyer, new long[] {sku, 2, 1_000});
        ShopClient once = buyer(buyer).key("the-same-return");
        long first = request(once, order, "RETURN_REFUND", 1, 1);
        assertThat(request(once, order, "RETURN_REFUND", 1, 1)).isEqualTo(first);
        service().post("/api/staff/returns/" + first + "/approve", Map.of("reason", "fine with us")).ok();
        String received = "/api/staff/returns/" + first + "/received";
        assertThat(service().post(received, Map.of("condition", "DAMAGED", "restock", true, "reason", "cracked"))
                .status()).isEqualTo(400);
        service().post(received, Map.of("condition", "DAMAGED", "restock", false, "reason", "cracked")).ok();
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 98);
    }

    @Test
    @Capability("AFS-02")
    void afterSevenDaysItIsTooLateAndAnOpenCaseKeepsTheOrderOpen() {
        long early = goods.person();
        Placed open = goods.bought(early, new long[] {goods.sku(), 1, 1_000});
        Placed late = goods.bought(goods.person(), new long[] {goods.sku(), 1, 1_000});
        long returnId = request(buyer(early), open, "RETURN_REFUND", 1, 1);
        goods.passHours(7 * 24 + 1);
        assertThat(buyer(lateBuyer(late)).post("/api/shop/orders/" + late.orderId() + "/returns",
                ask("RETURN_REFUND", 1, 1)).code()).isEqualTo("RETURN_TOO_LATE");
        await().atMost(Duration.ofSeconds(40)).until(() -> stateOf(late) == OrderState.COMPLETED);
        assertThat(stateOf(open)).isEqualTo(OrderState.RECEIVED);
        takeBack(returnId, true);
        await().atMost(Duration.ofSeconds(40)).until(() -> stateOf(open) == OrderState.COMPLETED);
        assertThat(ledger.balance("order/" + open.orderId())).isZero();
    }

    private long lateBuyer(Placed order) {
        return Objects.requireNonNull(orders.standings(List.of(order.orderId())).get(order.orderId())).customerId();
    }

    private OrderState stateOf(Placed order) {
        return Objects.requireNonNull(orders.standings(List.of(order.orderId())).get(order.orderId())).state();
    }

    @Test
    void anotherPersonsOrderAndReturnAreAsAbsentAsNone() {
        long buyer = goods.person();
        Placed order = goods.bought(buyer, new long[] {goods.sku(), 1, 1_000});
        long returnId = request(buyer(buyer), order, "RETURN_REFUND", 1, 1);
        ShopClient other = buyer(goods.person());
        String path = "/api/shop/orders/" + order.orderId() + "/returns";
        assertThat(other.post(path + "/preview", lines(1, 1)).status()).isEqualTo(404);
        assertThat(other.post(path, ask("RETURN_REFUND", 1, 1)).status()).isEqualTo(404);
        assertThat(other.post("/api/shop/returns/" + returnId + "/cancel").status()).isEqualTo(404);
        assertThat(other.post("/api/shop/returns/" + returnId + "/send-back",
                Map.of("carrier", "SF", "trackingNo", "SF1000002")).status()).isEqualTo(404);
        assertThat(buyer(buyer).post(path, lines(1, 1)).status()).isEqualTo(400);
        assertThat(buyer(buyer).post(path, ask("RETURN_REFUND", 1, -1)).status()).isEqualTo(400);
        assertThat(buyer(buyer).post(path, ask("RETURN_REFUND", 9, 1)).status()).isEqualTo(400);
    }
}
