package io.tuanzi.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tuanzi.payment.PaymentState.Status;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money goes back once, bills agree, and a provider that dies comes back (P3, P5, M5, M7). */
@ShopTest
class RefundTest extends GiftStory {

    @Test
    void theJanitorAsksWithoutBeingToldTo() {
        PayTicket ticket = open();
        sandbox.fault("dropNotifications", sandbox.number(ticket));
        sandbox.pay(ticket);
        await().atMost(Duration.ofSeconds(30)).until(() -> payments.state(payable, false).status() == Status.PAID);
    }

    @Test
    void payingTwiceGivesOneOfThemBackOnce() {
        PayTicket h5 = open();
        PayTicket mini = open("MINI");
        assertThat(mini.intentId()).isNotEqualTo(h5.intentId());
        sandbox.fault("delayNotificationMs", sandbox.number(h5), "value", 2_000);
        sandbox.fault("delayNotificationMs", sandbox.number(mini), "value", 2_000);
        assertThat(List.of(sandbox.pay(h5), sandbox.pay(mini))).containsExactly(200, 200);
        refunded("DONE", 1);
        assertThat(payments.captures(payable)).extracting(CaptureView::returned).containsExactlyInAnyOrder(true, false);
        assertThat(ledger.balance("gift/" + gift)).isEqualTo(2990);
        assertThat(ledger.balance("refund/" + gift)).isZero();
    }

    @Test
    void refundsEndDespiteAProviderThatChargesAndSaysNothing() {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.pay(ticket);
        paid();
        sandbox.fault("timeoutAfterCharging", number, "on", "refund", "next", 1);
        sandbox.fault("dropNotifications", number);
        long first = refund("r-1", 990);
        assertThat(refund("r-1", 990)).isEqualTo(first);
        assertThatThrownBy(() -> refund("r-1", 991)).isInstanceOf(Problem.class);
        refunded("DONE", 1);
        refund("r-2", 2000);
        refunded("DONE", 2);
        assertThatThrownBy(() -> refund("r-3", 1)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.code()).isEqualTo("REFUND_TOO_MUCH"));
        assertThat(sandbox.book(number).path("refunded_minor").asLong()).isEqualTo(2990);
        assertThat(factsOf("payment.refunded")).isEqualTo(2);
        assertThat(ledger.balance("refund/" + gift)).isEqualTo(-2990);
    }

    @Test
    void thirtyTwoRefundsAtOnceNeverPassWhatCame() {
        PayTicket ticket = open();
        sandbox.pay(ticket);
        paid();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 32).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                try {
                    return refund("all-" + i, 299);
                } catch (Problem tooMuch) {
                    return 0L;
                }
            }, threads)).toList();
            assertThat(tries.stream().filter(one -> one.join() > 0)).hasSize(10);
        }
        refunded("DONE", 10);
    }

    @Test
    void aRefundTheProviderCannotMakeBecomesATask() {
        PayTicket ticket = open();
        sandbox.fault("abnormalRefund", sandbox.number(ticket));
        sandbox.pay(ticket);
        paid();
        refund("r-1", 10);
        refunded("FAILED", 1);
        assertThat(factsOf("payment.refund.failed")).isEqualTo(1);
        String number = payments.refunds(payable).getFirst().outRefundNo();
        assertThat(jdbc.sql("SELECT count(*) FROM platform.task WHERE kind = 'REFUND_FAILED' AND subject = :s")
                .param("s", number).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void theDailyBillAgreesAndTellsWhatWeMissed() {
        PayTicket ticket = open();
        sandbox.fault("dropNotifications", sandbox.number(ticket));
        sandbox.pay(ticket);
        sandbox.control(Map.of("openBill", true));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Reconciliations.DayView day = bills.compare(today);
        assertThat(payments.state(payable, false).status()).isEqualTo(Status.PAID);
        refund("r-1", 90);
        refunded("DONE", 1);
        await().untilAsserted(() -> {
            Reconciliations.DayView again = bills.compare(today);
            assertThat(again.rows()).isGreaterThan(day.rows());
            assertThat(again.differences()).isZero();
            assertThat(again.agreed()).isEqualTo(again.rows());
        });
        assertThat(bills.days(1)).hasSize(1);
        assertThat(bills.differences(today)).isEmpty();
    }

    @Test
    void staffSeesWhatDidNotFitAndTheBillsAndSaysWhatItFound() {
        accounts.seedDemo();
        ShopClient finance = ShopClient.of(port).staff("caiwu", "demo-caiwu-2026");
        ShopClient owner = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
        PayTicket ticket = open();
        sandbox.fault("lieAmount", sandbox.number(ticket));
        sandbox.pay(ticket);
        await().until(() -> factsOf("payment.quarantined") == 1);
        JsonNode row = finance.get("/api/staff/payments/quarantine?limit=1").ok().path("items").path(0);
        String address = "/api/staff/payments/quarantine/" + row.path("quarantineId").asLong() + "/decide";
        assertThat(finance.post(address, Map.of("reason", "not mine")).status()).isEqualTo(403);
        assertThat(owner.post(address, Map.of("reason", "x")).status()).isEqualTo(400);
        owner.post(address, Map.of("reason", "provider confirmed by phone")).ok();
        assertThat(owner.post(address, Map.of("reason", "another look")).code()).isEqualTo("BAD_STATE");
        assertThat(ShopClient.of(port).get("/api/staff/payments/quarantine").status()).isEqualTo(401);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String compare = "/api/staff/payments/bills/" + today + "/compare";
        assertThat(finance.post(compare, Map.of("reason", "month end")).code()).isEqualTo("PAYMENT_UNAVAILABLE");
        sandbox.control(Map.of("clear", true, "openBill", true));
        paid();
        assertThat(finance.post(compare, Map.of("reason", "month end")).ok().path("differences").asInt()).isZero();
        assertThat(finance.get("/api/staff/payments/bills").ok().path("items").size()).isPositive();
        assertThat(finance.get("/api/staff/payments/bills/not-a-day/differences").status()).isEqualTo(400);
    }

    @Test
    void aProviderThatDiesComesBackWithItsBook() {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.pay(ticket);
        paid();
        ProcessHandle.current().children().filter(child -> child.info().arguments()
                .map(arguments -> List.of(arguments).contains("io.tuanzi.sandboxpay.SandboxPay")).orElse(false))
                .forEach(ProcessHandle::destroyForcibly);
        aGift();
        // the first tries may find nobody there; trying again is safe and finds the new process
        PayTicket next = await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::open, found -> true);
        assertThat(sandbox.book(number).path("trade_state").asString()).isEqualTo("SUCCESS");
        sandbox.pay(next);
        paid();
    }
}
