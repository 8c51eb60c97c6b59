package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.customer.Customers;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.rewards.Withdrawals.Decider;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A promoter is suspended and comes back: what was earned stays, what is bought meanwhile earns nothing. */
@ShopTest
@Import(RewardsKit.class)
class SuspensionTest {

    private static final String WHO = "staff:1 anna";

    @Autowired private RewardsKit kit;
    @Autowired private Promoters promoters;
    @Autowired private Withdrawals withdrawals;
    @Autowired private Customers customers;
    @Autowired private StaffAccounts accounts;
    @Autowired private JdbcClient jdbc;
    @LocalServerPort private int port;

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    /** Commissions only; what was earned by coupons is counted apart. */
    private long commissions(long promoter) {
        return kit.earned(promoter).stream().filter(a -> a.kind().equals("COMMISSION")).count();
    }

    private long coupons(long person) {
        return kit.earned(person).stream().filter(a -> a.kind().equals("COUPON")).count();
    }

    @Test
    void whatWasPlacedBeforeIsKeptAndMaturesWhatIsPlacedMeanwhileEarnsNothing() {
        long promoter = kit.promoter();
        long friend = kit.friendOf(promoter);
        long before = kit.paid(friend, 20_000);
        kit.settle();
        assertThat(promoters.earnings(promoter)).isEqualTo(new Earnings(1_000, 0, 0, 0, 0));

        promoters.suspend(promoter, WHO, "spam links");
        kit.paid(friend, 50_000);
        kit.settle();
        assertThat(commissions(promoter)).as("an order of the suspension").isEqualTo(1);
        kit.completed(before, friend);
        kit.settle();
        assertThat(promoters.earnings(promoter)).as("matured all the same")
                .isEqualTo(new Earnings(0, 0, 1_000, 0, 0));

        promoters.reinstate(promoter, WHO, "sorted out");
        kit.settle();
        kit.paid(friend, 10_000);
        kit.settle();
        assertThat(commissions(promoter)).as("after it").isEqualTo(2);
        String state = kit.state();
        kit.hearAgain(2);
        assertThat(kit.state()).as("heard again, nothing changes").isEqualTo(state);
    }

    @Test
    void aFriendWhoComesMeanwhileKeepsTheirOwnCouponAndIsNotCounted() {
        long promoter = kit.promoter();
        long friend = kit.friendOf(promoter);
        promoters.suspend(promoter, WHO, "spam links");
        long order = kit.paid(friend, 8_000);
        kit.completed(order, friend);
        kit.settle();
        assertThat(coupons(friend)).as("the friend did nothing wrong").isEqualTo(1);
        assertThat(kit.earned(promoter)).isEmpty();
        assertThat(promoters.progress(promoter).stream().mapToInt(Promoters.Progress::friends).sum()).isZero();
        promoters.reinstate(promoter, WHO, "sorted out");
        kit.paid(friend, 8_000);
        kit.settle();
        assertThat(promoters.progress(promoter).stream().mapToInt(Promoters.Progress::friends).sum()).isEqualTo(1);
    }

    /** Facts tell whole milliseconds; so must the times they are compared with. */
    @Test
    void anOrderInTheSameMillisecondCountsAsAfterTheSuspensionAndAfterItsEnd() {
        long promoter = kit.promoter();
        for (int i = 0; i < 20; i++) {
            long friend = kit.friendOf(promoter);
            promoters.suspend(promoter, WHO, "spam links");
            kit.paid(friend, 1_000);
            kit.nextMillisecond();
            promoters.reinstate(promoter, WHO, "sorted out");
            kit.paid(friend, 3_000);
        }
        kit.settle();
        assertThat(kit.earned(promoter)).filteredOn(a -> a.kind().equals("COMMISSION"))
                .hasSize(20).allMatch(a -> a.baseMinor() == 3_000);
    }

    @Test
    void moneyDoesNotLeaveWhileSuspended() {
        long promoter = kit.promoter();
        long friend = kit.friendOf(promoter);
        kit.completed(kit.paid(friend, 400_000), friend);
        kit.settle();
        Decider anna = new Decider(1, "anna", WHO, "looks right");
        Decider ben = new Decider(2, "ben", "staff:2 ben", "sent by bank");
        long asked = withdrawals.request(promoter, "key-asked", 5_000).withdrawalId();
        long agreed = withdrawals.request(promoter, "key-agreed", 5_000).withdrawalId();
        withdrawals.approve(agreed, anna);
        promoters.suspend(promoter, WHO, "spam links");
        refused("PROMOTER_SUSPENDED", () -> withdrawals.request(promoter, "key-new", 5_000));
        refused("PROMOTER_SUSPENDED", () -> withdrawals.approve(asked, anna));
        refused("PROMOTER_SUSPENDED", () -> withdrawals.pay(agreed, "bank-77", ben));
        withdrawals.reject(asked, anna);
        assertThat(promoters.earnings(promoter).payableMinor()).isEqualTo(15_000);
        promoters.reinstate(promoter, WHO, "sorted out");
        withdrawals.pay(agreed, "bank-77", ben);
        assertThat(withdrawals.request(promoter, "key-new", 5_000).amountMinor()).isEqualTo(5_000);
    }

    @Test
    void staffSuspendsAndReinstatesWithAReasonAndThePromoterIsTold() {
        accounts.seedDemo();
        long promoter = kit.promoter();
        String path = "/api/staff/promoters/" + promoter;
        ShopClient operator = ShopClient.of(port).staff("yunying", "demo-yunying-2026");
        ShopClient service = ShopClient.of(port).staff("kefu", "demo-kefu-2026");
        Map<String, Object> why = Map.of("reason", "群发垃圾消息");
        assertThat(service.post(path + "/suspend", why).code()).isEqualTo("FORBIDDEN");
        assertThat(operator.post(path + "/suspend", Map.of("reason", " ")).code()).isEqualTo("INVALID");
        assertThat(operator.post(path + "/reinstate", why).code()).isEqualTo("BAD_STATE");
        assertThat(operator.post("/api/staff/promoters/" + kit.person() + "/suspend", why).status()).isEqualTo(404);
        ShopClient once = operator.key("suspend-once");
        JsonNode done = once.post(path + "/suspend", why).ok();
        assertThat(done.path("promoter").path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(once.post(path + "/suspend", why).ok()).as("the same key").isEqualTo(done);
        assertThat(operator.post(path + "/suspend", why).code()).isEqualTo("BAD_STATE");
        ShopClient self = ShopClient.of(port).as(customers.openSession(promoter));
        assertThat(self.get("/api/shop/messages").ok().path("items").get(0).path("text").asString())
                .contains("群发垃圾消息");
        operator.post(path + "/reinstate", Map.of("reason", "改了")).ok();
        JsonNode after = operator.get(path).ok();
        assertThat(after.path("promoter").path("state").asString()).isEqualTo("ACTIVE");
        assertThat(after.path("suspensions").get(0).path("why").asString()).isEqualTo("群发垃圾消息");
        assertThat(after.path("suspensions").get(0).path("liftedWhy").asString()).isEqualTo("改了");
        assertThat(jdbc.sql("""
                SELECT action FROM platform.audit_entry WHERE object = 'customer:' || :c ORDER BY audit_id""")
                .param("c", promoter).query(String.class).list())
                .isEqualTo(List.of("promoter.suspend", "promoter.reinstate"));
    }
}
