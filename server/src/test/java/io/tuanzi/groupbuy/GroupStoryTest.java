package io.tuanzi.groupbuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Placement.Refused;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PayTicket;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.SandboxControl;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The life of groups: filled, failed, late, left (G1, G2, G3, G4). */
@ShopTest
class GroupStoryTest {

    private static final AtomicLong NEXT = new AtomicLong(700_000);

    @Autowired
    private Groups groups;
    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private Payments payments;
    @Value("${tuanzi.data}")
    private Path data = Path.of(".");
    @Autowired
    private FactDesk facts;
    @Autowired
    private JdbcClient jdbc;

    private long sku;
    private Activity activity = new Activity(1, 1, 3, 60, 10, 5, "MOVE", Instant.EPOCH, null, null, 1, Map.of());

    @BeforeEach
    void anOfferForThree() {
        sku = NEXT.incrementAndGet();
        stock.move(sku, "OPENING", 100, "test:" + sku);
        activity = new Activity(sku, sku, 3, 60, 10, 5, "MOVE", Instant.EPOCH, null, null, 1, Map.of(sku, 900L));
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at) VALUES (:a, :a, 3, 60, 10, 5, 'MOVE', '2020-01-01Z')""")
                .param("a", sku).update();
    }

    private Placement join(@Nullable Long groupId, long customer) {
        PlaceOrder order = Orderings.of(products.snapshot().version(), customer,
                "join-" + NEXT.incrementAndGet(), List.of(new Orderings.Line(sku, 1, 1_000)), List.of());
        return groups.join(new JoinGroup(groupId, activity, order));
    }

    private Placed seat(@Nullable Long groupId, long customer) {
        return (Placed) join(groupId, customer);
    }

    private long groupOf(Placed placed) {
        return java.util.Objects.requireNonNull(placed.groupId());
    }

    private PayTicket ticket(Placed placed) {
        return payments.open(new OpenPayment("order:" + placed.orderId(), placed.orderId(), placed.totalMinor(),
                "a seat", Instant.now().plusSeconds(36_000), "H5", "", "127.0.0.1"));
    }

    /** Pays at the provider and waits until the shop has booked the money. */
    private void pay(Placed placed) {
        assertThat(new SandboxControl(data).pay(ticket(placed))).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() ->
                payments.state("order:" + placed.orderId(), true).status() == PaymentState.Status.PAID);
    }

    private void settle() {
        await().atMost(Duration.ofSeconds(20)).until(facts::isQuiet);
    }

    private void passMinutes(int minutes) {
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + make_interval(mins => :m)").param("m", minutes)
                .update();
    }

    private OrderState stateOf(Placed placed) {
        return java.util.Objects.requireNonNull(orders.standings(List.of(placed.orderId())).get(placed.orderId()))
                .state();
    }

    private String stateOf(long groupId) {
        return groups.group(groupId).orElseThrow().state();
    }

    @Test
    @Capability("GRP-01")
    void threeFriendsPayAndTheGroupIsCompleteOnce() {
        Placed leader = seat(null, 1);
        Placed second = seat(groupOf(leader), 2);
        Placed third = seat(groupOf(leader), 3);
        List.of(leader, second, third).forEach(this::pay);
        settle();
        assertThat(stateOf(groupOf(leader))).isEqualTo("COMPLETED");
        assertThat(orders.standings(List.of(leader.orderId(), second.orderId(), third.orderId())).values())
                .allSatisfy(o -> assertThat(o.ready()).isTrue());
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 97);
    }

    @Test
    void aFourthFriendIsRefusedAndTakesNoStock() {
        Placed leader = seat(null, 1);
        seat(groupOf(leader), 2);
        seat(groupOf(leader), 3);
        assertThat(join(groupOf(leader), 4)).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(r.code()).isEqualTo("GROUP_FULL"));
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 97);
    }

    @Test
    @Capability("GRP-13")
    void nobodySitsTwiceInOneGroup() {
        Placed leader = seat(null, 1);
        assertThat(join(groupOf(leader), 1)).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(r.code()).isEqualTo("GROUP_ALREADY_IN"));
    }

    @Test
    @Capability("GRP-01")
    void aGroupThatIsNotFilledInTimeGivesTheMoneyBack() {
        Placed leader = seat(null, 1);
        pay(leader);
        settle();
        passMinutes(61);
        await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(groupOf(leader)).equals("EXPIRED"));
        await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(leader) == OrderState.CLOSED);
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 100);
    }

    @Test
    @Capability("ORD-23")
    void anUnpaidOrderIsClosedAndItsSeatIsFreeAgain() {
        Placed leader = seat(null, 1);
        pay(leader);
        Placed second = seat(groupOf(leader), 2);
        passMinutes(31);
        await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(second) == OrderState.CLOSED);
        settle();
        assertThat(groups.group(groupOf(leader)).orElseThrow().held()).isZero();
        assertThat(seat(groupOf(leader), 2).orderId()).isPositive();
    }

    @Test
    void moneyThatComesForAClosedOrderGoesBack() { // P2
        Placed leader = seat(null, 1);
        PayTicket ticket = ticket(leader);
        SandboxControl sandbox = new SandboxControl(data);
        sandbox.fault("dropNotifications", sandbox.number(ticket));
        assertThat(sandbox.pay(ticket)).isEqualTo(200);
        orders.cancel(leader.orderId(), "shopper:1", "CHANGED_MIND");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(payments.refunds("order:"
                + leader.orderId())).singleElement().satisfies(r ->
                assertThat(r.amountMinor()).isEqualTo(leader.totalMinor())));
        assertThat(stateOf(leader)).isEqualTo(OrderState.CLOSED);
    }

    @Test
    void whoPaysAfterTheHoldLapsedSitsDownAgainWhileThereIsRoom() {
        Placed leader = seat(null, 1);
        pay(leader);
        Placed second = seat(groupOf(leader), 2);
        passMinutes(11);
        await().atMost(Duration.ofSeconds(20)).until(() -> groups.group(groupOf(leader)).orElseThrow().held() == 0);
        pay(second);
        settle();
        assertThat(groups.group(groupOf(leader)).orElseThrow().paid()).isEqualTo(2);
    }

    @Test
    void whoPaysAfterTheGroupWasFilledWithoutThemMovesToAnotherGroup() {
        Placed leader = seat(null, 1);
        Placed late = seat(groupOf(leader), 2);
        pay(leader);
        passMinutes(11);
        await().atMost(Duration.ofSeconds(20)).until(() -> groups.group(groupOf(leader)).orElseThrow().held() == 0);
        pay(seat(groupOf(leader), 3));
        pay(seat(groupOf(leader), 4));
        Placed other = seat(null, 5);
        settle();
        assertThat(stateOf(groupOf(leader))).isEqualTo("COMPLETED");
        pay(late);
        settle();
        assertThat(groups.group(groupOf(other)).orElseThrow().paid()).isEqualTo(1);
        assertThat(stateOf(late)).isEqualTo(OrderState.PAID);
    }

    @Test
    void whoPaysLateAndFindsNoGroupGetsTheMoneyBack() {
        Placed leader = seat(null, 1);
        Placed late = seat(groupOf(leader), 2);
        pay(leader);
        passMinutes(11);
        await().atMost(Duration.ofSeconds(20)).until(() -> groups.group(groupOf(leader)).orElseThrow().held() == 0);
        pay(seat(groupOf(leader), 3));
        pay(seat(groupOf(leader), 4));
        settle();
        pay(late);
        settle();
        assertThat(stateOf(late)).isEqualTo(OrderState.CLOSED);
    }
}
