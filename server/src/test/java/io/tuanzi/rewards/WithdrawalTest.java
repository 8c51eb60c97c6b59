package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.rewards.Withdrawals.Decider;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money on its way to promoters: never more than there is, paid once, by two people (R4, M6, acceptance 7). */
@ShopTest
@Import(RewardsKit.class)
class WithdrawalTest {

    private static final Decider ANNA = new Decider(1, "anna", "staff:1 anna", "looks right");
    private static final Decider BEN = new Decider(2, "ben", "staff:2 ben", "sent by bank");

    @Autowired
    private RewardsKit kit;
    @Autowired
    private Withdrawals withdrawals;
    @Autowired
    private Promoters promoters;
    @Autowired
    private Compliance compliance;
    @Autowired
    private JdbcClient jdbc;

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    /** A promoter who can withdraw this much. */
    private long rich(long payableMinor) {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        kit.completed(kit.paid(friend, payableMinor * 20), friend);
        kit.settle();
        return inviter;
    }

    @Test
    @Capability("REF-32")
    void paidByASecondPersonOnceAndTaxIsWithheld() {
        long who = rich(200_000);
        long id = withdrawals.request(who, "key-of-paid", 200_000).withdrawalId();
        refused("BAD_STATE", () -> withdrawals.pay(id, "bank-1", BEN));
        withdrawals.approve(id, ANNA);
        refused("BAD_STATE", () -> withdrawals.approve(id, BEN));
        refused("SECOND_PERSON", () -> withdrawals.pay(id, "bank-1", ANNA));
        WithdrawalView paid = withdrawals.pay(id, "bank-1", BEN);
        assertThat(paid.taxMinor()).isEqualTo(24_000);
        refused("BAD_STATE", () -> withdrawals.pay(id, "bank-2", BEN));
        refused("BAD_STATE", () -> withdrawals.reject(id, BEN));
        assertThat(promoters.earnings(who)).isEqualTo(new Earnings(0, 0, 0, 200_000, 0));
        assertThat(jdbc.sql("SELECT count(*) FROM platform.audit_entry WHERE object = 'withdrawal:' || :id")
                .param("id", id).query(Long.class).single()).isEqualTo(2);

        long other = rich(500);
        long second = withdrawals.request(other, "key-of-second", 500).withdrawalId();
        withdrawals.approve(second, BEN);
        refused("REFERENCE_USED", () -> withdrawals.pay(second, "bank-1", ANNA));
    }

    @Test
    void rejectedMoneyComesBackAndPaysADebtFirst() {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long order = kit.paid(friend, 20_000);
        kit.completed(order, friend);
        kit.settle();
        long id = withdrawals.request(inviter, "key-rejected", 700).withdrawalId();
        kit.refunded(order, friend, 1, 10_000, 10_000);
        kit.settle();
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 0, 700, 200));
        withdrawals.reject(id, ANNA);
        assertThat(promoters.earnings(inviter)).isEqualTo(new Earnings(0, 0, 500, 0, 0));
        refused("BAD_STATE", () -> withdrawals.approve(id, BEN));
    }

    @Test
    void limitsAndKeysHold() {
        long who = rich(1_000);
        refused("WITHDRAWAL_LIMIT", () -> withdrawals.request(who, "key-small", 99));
        refused("WITHDRAWAL_LIMIT", () -> withdrawals.request(who, "key-huge", Long.MAX_VALUE));
        refused("NOT_ENOUGH", () -> withdrawals.request(who, "key-much", 1_001));
        long first = withdrawals.request(who, "key-same", 100).withdrawalId();
        assertThat(withdrawals.request(who, "key-same", 100).withdrawalId()).isEqualTo(first);
        refused("KEY_REUSED", () -> withdrawals.request(who, "key-same", 200));
        withdrawals.request(who, "key-two", 100);
        withdrawals.request(who, "key-three", 100);
        refused("LIMIT_REACHED", () -> withdrawals.request(who, "key-four", 100));
        refused("NOT_A_PROMOTER", () -> withdrawals.request(kit.friendOf(who), "key-stranger", 100));
        refused("NOT_FOUND", () -> withdrawals.approve(42, ANNA));
    }

    /** 500 withdrawals, refusals and claw-backs over one balance: what leaves is never more than what came. */
    @Test
    void fiveHundredAtOnceNeverOverdraw() throws Exception {
        compliance.change(Legal.WITHDRAWALS_PER_DAY, 10, "staff:1 test", "a race");
        List<Long> people = IntStream.range(0, 5).mapToObj(i -> rich(1_000)).toList();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long who = people.get(i % people.size());
            String key = "race-key-" + i / 2 / people.size() + "-" + who;
            calls.add(() -> outcome(() -> withdrawals.request(who, key, 300)));
        }
        assertThat(together(calls)).contains("ok", "NOT_ENOUGH");
        for (long who : people) {
            assertThat(promoters.earnings(who)).isEqualTo(new Earnings(0, 0, 100, 900, 0));
            List<WithdrawalView> all = withdrawals.of(who, Long.MAX_VALUE, 50).items();
            assertThat(all).hasSize(3);
            List<Callable<String>> decisions = new ArrayList<>();
            for (WithdrawalView w : all) {
                for (int i = 0; i < 4; i++) {
                    String ref = "ref-" + w.withdrawalId();
                    decisions.add(() -> outcome(() -> withdrawals.approve(w.withdrawalId(), ANNA)));
                    decisions.add(() -> outcome(() -> withdrawals.pay(w.withdrawalId(), ref, BEN)));
                    decisions.add(() -> outcome(() -> withdrawals.reject(w.withdrawalId(), ANNA)));
                }
            }
            together(decisions);
            long left = withdrawals.of(who, Long.MAX_VALUE, 50).items().stream()
                    .filter(w -> !w.state().equals("REJECTED")).mapToLong(WithdrawalView::amountMinor).sum();
            assertThat(promoters.earnings(who)).isEqualTo(new Earnings(0, 0, 1_000 - left, left, 0));
        }
        compliance.change(Legal.WITHDRAWALS_PER_DAY, 3, "staff:1 test", "back");
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "ok";
        } catch (Problem e) {
            return e.code();
        }
    }

    private static List<String> together(List<Callable<String>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<String> answers = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(calls)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
