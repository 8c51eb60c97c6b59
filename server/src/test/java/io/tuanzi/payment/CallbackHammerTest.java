package io.tuanzi.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A payment told fifty times at once, in any order with our own asking, is one capture and one posting (P1). */
@ShopTest
class CallbackHammerTest extends GiftStory {

    private static final int TIMES = 50;

    @Test
    void fiftyDeliveriesAmongQueriesAreOnePayment() throws Exception {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.fault("parallelNotifications", number, "value", TIMES);
        sandbox.fault("duplicateNotifications", number, "value", 5);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PaymentState>> asked = new ArrayList<>();
            Future<Integer> paying = threads.submit(() -> sandbox.pay(ticket));
            for (int i = 0; i < TIMES; i++) {
                asked.add(threads.submit(() -> payments.state(payable, true)));
            }
            assertThat(paying.get()).isEqualTo(200);
            for (Future<PaymentState> each : asked) {
                assertThat(each.get().keptMinor()).isIn(0L, 2990L);
            }
        }
        paid();
        await().atMost(Duration.ofSeconds(20)).until(() -> sandbox.book(number).path("notifications").path(0)
                .path("taken")
                .asBoolean());
        assertThat(payments.captures(payable)).hasSize(1);
        assertThat(factsOf("payment.captured")).isEqualTo(1);
        assertThat(ledger.balance("gift/" + gift)).isEqualTo(2990);
        assertThat(jdbc.sql("SELECT count(*) FROM ledger.transfer WHERE credit = :a").param("a", "gift/" + gift)
                .query(Long.class).single()).isEqualTo(1);
    }
}
