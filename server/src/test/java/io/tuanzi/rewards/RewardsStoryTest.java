package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.catalog.Products;
import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Consequences;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.SandboxControl;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.Redemption;
import io.tuanzi.promotion.Redemptions;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** What bringing friends earns, when it is earned, and how it goes back (REF-03, REF-04, REF-16, REF-23). */
@ShopTest
@Import(RewardsKit.class)
class RewardsStoryTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private RewardsKit kit;
    @Autowired
    private Promoters promoters;
    @Autowired
    private Schemes schemes;
    @Autowired
    private Withdrawals withdrawals;
    @Autowired
    @Qualifier("settleSweep")
    private Sweep settleSweep;
    @Autowired
    private Compliance compliance;
    @Autowired
    private Coupons coupons;
    @Autowired
    private Redemptions redemptions;
    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private Payments payments;
    @Autowired
    private ShopTime time;
    @Value("${tuanzi.data}")
    private Path data = Path.of(".");
    @Autowired
    private Consequences consequences;
    @Autowired
    private Tx tx;

    private List<String> couponsOf(long customer) {
        return coupons.of(customer, null, Long.MAX_VALUE, 50).items().stream().map(Coupons.CouponView::state).toList();
    }

    private List<AccrualView> ofScheme(long customer, String scheme) {
        return kit.earned(customer).stream().filter(a -> a.schemeCode().equals(scheme)).toList();
    }

    private void scheme(String code, String rule) {
        schemes.put(code, new Schemes.SchemeEdit(null, true, null, null, JSON.readTree(rule)), "staff:1 test",
                "a test");
    }

    @Test
    @Capability("REF-16")
    void commissionWaitsForTheReturnWindowAndThenCanBeWithdrawn() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long order = kit.paid(friend, 10_000, 333);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(516, 0, 0, 0, 0));
        kit.refunded(order, friend, 1, 5_000, 5_000);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(266, 0, 0, 0, 0));
        kit.completed(order, friend);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 266, 0, 0));
        assertThat(promoters.invitees(inviter, Long.MAX_VALUE, 10).items()).singleElement().satisfies(i -> {
            assertThat(i.orders()).isEqualTo(1);
            assertThat(i.contributedMinor()).isEqualTo(266);
        });
    }

    @Test
    void whatIsTakenBackBeyondTheBalanceIsOwedAndKeptOfTheNextEarnings() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long first = kit.paid(friend, 10_000);
        kit.completed(first, friend);
        kit.settle();
        withdraw(inviter, 400);
        kit.refunded(first, friend, 1, 10_000, 0);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 0, 400, 400));
        long second = kit.paid(friend, 6_000);
        kit.completed(second, friend);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 0, 400, 100));
        long third = kit.paid(friend, 6_000);
        kit.completed(third, friend);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 200, 400, 0));
    }

    private void withdraw(long customer, long amountMinor) {
        withdrawals.request(customer, "key-" + customer + amountMinor, amountMinor);
    }

    @Test
    @Capability("GRP-14")
    void aHeldOrderEarnsNothingUntilItsGroupIsComplete() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long failed = kit.newOrderId();
        kit.paid(failed, friend, true, RewardsKit.lines(8_000));
        kit.settle();
        assertThat(kit.earned(inviter)).isEmpty();
        kit.closed(failed, friend, true);
        kit.refunded(failed, friend, 1, 8_000, 0);
        long filled = kit.newOrderId();
        kit.paid(filled, friend, true, RewardsKit.lines(8_000));
        kit.refunded(filled, friend, 1, 2_000, 6_000);
        kit.released(filled, friend, RewardsKit.lines(8_000));
        kit.settle();
        assertThat(promoters.earnings(inviter).pendingMinor()).isEqualTo(300);
        assertThat(ofScheme(inviter, "000-tier2")).hasSize(1);
    }

    @Test
    void onlyPromotersEarnCommissionButEveryoneEarnsCoupons() {
        long inviter = kit.person();
        long friend = kit.friendOf(inviter);
        kit.paid(friend, 9_900);
        kit.settle();
        assertThat(ofScheme(inviter, "commission")).isEmpty();
        assertThat(ofScheme(inviter, "000-tier2")).singleElement().satisfies(
                a -> assertThat(a.state()).isEqualTo("PENDING"));
    }

    @Test
    @Capability("REF-04")
    void bothGetTheirCouponWhenTheFirstOrderCanNoLongerGoBack() {
        long inviter = kit.person();
        long friend = kit.friendOf(inviter);
        long order = kit.paid(friend, 9_900);
        kit.settle();
        assertThat(couponsOf(inviter)).isEmpty();
        assertThat(ofScheme(friend, "000-tier2")).hasSize(1);
        kit.completed(order, friend);
        kit.paid(friend, 500);
        kit.settle();
        assertThat(couponsOf(inviter)).containsExactly("AVAILABLE");
        assertThat(couponsOf(friend)).containsExactly("AVAILABLE");
        kit.refunded(order, friend, 1, 9_900, 0);
        kit.settle();
        assertThat(couponsOf(inviter)).as("another order stands in its place").containsExactly("AVAILABLE");
    }

    @Test
    void aFriendWhoSendsPartBackStillCounts() {
        long inviter = kit.person();
        long[] friends = {kit.friendOf(inviter), kit.friendOf(inviter), kit.friendOf(inviter)};
        long[] bought = new long[3];
        for (int i = 0; i < 3; i++) {
            bought[i] = kit.paid(friends[i], 3_000);
            kit.paid(friends[i], 100); // a friend counts once, however much is bought
        }
        kit.settle();
        assertThat(ofScheme(inviter, "000-tier1")).singleElement().satisfies(
                a -> assertThat(a.state()).isEqualTo("PENDING"));
        kit.refunded(bought[2], friends[2], 1, 1_000, 2_000);
        kit.settle();
        assertThat(ofScheme(inviter, "000-tier1")).singleElement().satisfies(
                a -> assertThat(a.state()).isEqualTo("PENDING"));
    }

    @Test
    @Capability("REF-03")
    void aRefundAfterTheThirdFriendsOrderTakesTheFiftyYuanCouponBack() {
        long inviter = kit.person();
        long[] friends = {kit.friendOf(inviter), kit.friendOf(inviter), kit.friendOf(inviter)};
        long[] bought = new long[3];
        for (int i = 0; i < 3; i++) {
            bought[i] = kit.paid(friends[i], 3_000);
        }
        kit.settle();
        kit.refunded(bought[2], friends[2], 1, 3_000, 0);
        kit.settle();
        assertThat(ofScheme(inviter, "000-tier1")).singleElement().satisfies(
                a -> assertThat(a.state()).isEqualTo("REVERSED"));
        bought[2] = kit.paid(friends[2], 3_000);
        for (int i = 0; i < 3; i++) {
            kit.completed(bought[i], friends[i]);
        }
        kit.settle();
        assertThat(ofScheme(inviter, "000-tier1")).extracting(AccrualView::state).contains("MATURED");
        assertThat(couponsOf(inviter)).as("50 and three times 20").hasSize(4).containsOnly("AVAILABLE");
        kit.refunded(bought[2], friends[2], 1, 3_000, 0);
        kit.settle();
        assertThat(couponsOf(inviter)).filteredOn("AVAILABLE"::equals).hasSize(2);
        assertThat(ofScheme(inviter, "000-tier1")).extracting(AccrualView::state).containsOnly("REVERSED");
    }

    @Test
    void aCouponAlreadySpentIsOwedAndKeptOfTheNextCommission() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long order = kit.paid(friend, 10_000);
        kit.completed(order, friend);
        kit.settle();
        long coupon = coupons.of(inviter, "AVAILABLE", Long.MAX_VALUE, 5).items().getFirst().couponId();
        tx.run("test.spend", () -> {
            redemptions.lock(List.of(coupon));
            redemptions.redeem(List.of(new Redemption(kit.newOrderId(), inviter, coupon, 1_200)));
        });
        kit.refunded(order, friend, 1, 10_000, 0);
        kit.settle();
        // 500 of commission were still there and are taken back first; the 1,200 the coupon took off are owed
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 0, 0, 1_200));
        long next = kit.paid(friend, 30_000);
        kit.completed(next, friend);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 300, 0, 0));
    }

    @Test
    void aNewVersionOfASchemeLeavesWhatWasEarnedUnderTheOldOne() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long before = kit.paid(friend, 10_000);
        scheme("commission", "{\"ratesBp\": [1000], \"productRatesBp\": {\"101\": 2000}, \"settleDays\": 3}");
        long after = kit.paid(friend, 10_000, 10_000);
        kit.settle();
        assertThat(promoters.earnings(inviter).pendingMinor()).isEqualTo(500 + 1_000 + 2_000);
        kit.completed(before, friend);
        kit.completed(after, friend);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 3_000, 500, 0, 0));
        kit.refunded(after, friend, 2, 10_000, 0);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 1_000, 500, 0, 0));
        kit.passDays(3);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            settleSweep.sweep();
            assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 1_500, 0, 0));
        });
        scheme("commission", "{\"ratesBp\": [500], \"productRatesBp\": {}, \"settleDays\": 0}");
    }

    @Test
    @Capability("REF-23")
    void aSchemeBeyondTheLegalCapIsRefusedAndALoweredCapCutsWhatIsPaid() {
        for (String illegal : List.of("{\"ratesBp\": [500, 200], \"productRatesBp\": {}, \"settleDays\": 0}",
                "{\"ratesBp\": [3001], \"productRatesBp\": {}, \"settleDays\": 0}",
                "{\"ratesBp\": [100], \"productRatesBp\": {\"7\": 3001}, \"settleDays\": 0}")) {
            assertThatThrownBy(() -> scheme("commission", illegal)).isInstanceOfSatisfying(Problem.class,
                    p -> assertThat(p.code()).isEqualTo("COMMISSION_ILLEGAL"));
        }
        assertThatThrownBy(() -> scheme("commission", "{\"ratesBp\": [100], \"odd\": 1}"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("INVALID"));
        compliance.change(Legal.COMMISSION_RATE_BP, 300, "staff:1 test", "the law changed");
        long inviter = kit.promoter();
        kit.paid(kit.friendOf(inviter), 10_000);
        kit.settle();
        assertThat(promoters.earnings(inviter).pendingMinor()).isEqualTo(300);
        compliance.change(Legal.COMMISSION_RATE_BP, 3_000, "staff:1 test", "back");
    }

    @Test
    void hearingEverythingFifteenTimesChangesNothing() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long order = kit.paid(friend, 10_000, 700);
        kit.refunded(order, friend, 1, 4_000, 6_000);
        kit.completed(order, friend);
        kit.refunded(order, friend, 1, 3_000, 3_000);
        kit.settle();
        String before = kit.state();
        kit.hearAgain(15);
        assertThat(kit.state()).isEqualTo(before);
        assertThat(promoters.earnings(inviter).payableMinor()).isEqualTo(150 + 35);
    }

    @Test
    void aRealOrderEarnsAndItsReturnTakesBackExactlyItsPart() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long sku = kit.newOrderId();
        stock.move(sku, "OPENING", 10, "test:" + sku);
        Placed placed = (Placed) orders.place(Orderings.of(products.snapshot().version(), friend, "key-" + sku,
                List.of(new Orderings.Line(sku, 3, 3_333)), List.of()));
        String payable = "order:" + placed.orderId();
        assertThat(new SandboxControl(data).pay(payments.open(new OpenPayment(payable, placed.orderId(),
                placed.totalMinor(), "three cups", time.now().plusSeconds(3_600), "H5", "", "127.0.0.1"))))
                .isEqualTo(200);
        org.awaitility.Awaitility.await().until(() ->
                payments.state(payable, true).status() == PaymentState.Status.PAID);
        kit.settle();
        assertThat(promoters.earnings(inviter).pendingMinor()).isEqualTo(9_999 * 500 / 10_000);
        List<Orders.ReturnedLine> one = List.of(new Orders.ReturnedLine(1, 1));
        assertThat(consequences.of(placed.orderId(), one)).singleElement().satisfies(c -> {
            assertThat(c.code()).isEqualTo("COMMISSION_TAKEN_BACK");
            assertThat(c.amountMinor()).isEqualTo(499 - 333);
        });
        assertThat(consequences.of(placed.orderId(), List.of(new Orders.ReturnedLine(1, 3))))
                .extracting(Consequences.Consequence::code)
                .containsExactlyInAnyOrder("COMMISSION_TAKEN_BACK", "COUPON_NOT_EARNED", "COUPON_NOT_EARNED");
        tx.run("test.refund", () -> orders.refund(placed.orderId(), "refund-" + sku, one, "test"));
        kit.settle();
        assertThat(promoters.earnings(inviter).pendingMinor()).isEqualTo(6_666 * 500 / 10_000);
    }
}
