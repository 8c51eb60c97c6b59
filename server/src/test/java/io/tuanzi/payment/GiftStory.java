package io.tuanzi.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.payment.PaymentState.Status;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.staff.StaffAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stories about payments share: a gift to be paid for, its payer, and the witness that must agree after each. */
@Import(Gifts.class)
abstract class GiftStory {
    private static final AtomicLong GIFTS = new AtomicLong(100);

    @Autowired
    Payments payments;
    @Autowired
    Reconciliations bills;
    @Autowired
    Ledger ledger;
    @Autowired
    Tx tx;
    @Autowired
    Gifts.Decider gifts;
    @Autowired
    JdbcClient jdbc;
    @Value("${tuanzi.data}")
    Path data = Path.of(".");
    @Autowired
    StaffAccounts accounts;
    @LocalServerPort
    int port;

    SandboxControl sandbox = new SandboxControl(Path.of("."));
    long gift;
    String payable = "";
    private Instant payBefore = Instant.EPOCH;

    @BeforeEach
    void aGift() {
        sandbox = new SandboxControl(data);
        gift = GIFTS.incrementAndGet();
        payable = "gift:" + gift;
        payBefore = Instant.now().plusSeconds(1800);
    }

    /** After each test the provider's book and ours say the same about every payment (M7). */
    @AfterEach
    void theWitnessAgrees() {
        sandbox.control(Map.of("clear", true, "openBill", false));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() ->
                assertThat(Witness.differences(sandbox, jdbc)).isEmpty());
    }

    PayTicket open(String channel) {
        return payments.open(new OpenPayment(payable, gift, 2990, "青团 6 只", payBefore, channel,
                "http://127.0.0.1/back", "127.0.0.1"));
    }

    PayTicket open() {
        return open("H5");
    }

    void paid() {
        await().atMost(Duration.ofSeconds(10)).until(() -> payments.state(payable, false).status() == Status.PAID);
    }

    void refunded(String state, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> payments.refunds(payable).stream()
                .filter(refund -> refund.state().equals(state)).count() == count);
    }

    long factsOf(String type) {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM platform.fact_inbox WHERE type = :t AND body->>'payable' = :p)
                     + (SELECT count(*) FROM platform.fact_log WHERE type = :t AND body->>'payable' = :p)""")
                .param("t", type).param("p", payable).query(Long.class).single();
    }

    long refund(String key, long sum) {
        return tx.call("gift.refund", () -> payments.refund(new Refund(payable, key, sum, "不要了")));
    }
}
