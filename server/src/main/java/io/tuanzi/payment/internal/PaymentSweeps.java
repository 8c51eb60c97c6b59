package io.tuanzi.payment.internal;

import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What payment does by itself: ask, close, send refunds, compare bills. Each statement decides what is due (J1). */
@Configuration(proxyBeanMethods = false)
class PaymentSweeps {

    private static final int ROUND = 50;

    private record Woken(String name, Duration every, IntSupplier work) implements Sweep {
        @Override
        public int sweep() {
            return work.getAsInt();
        }
    }

    @Bean
    Sweep askOpenPayments(CollectDesk desk) {
        return new Woken("payment.ask", Duration.ofSeconds(2), () -> desk.askDue(ROUND));
    }

    @Bean
    Sweep closeGivenUpPayments(CollectDesk desk) {
        return new Woken("payment.close", Duration.ofSeconds(1), () -> desk.closeDue(ROUND));
    }

    @Bean
    Sweep sendRefunds(RefundDesk desk) {
        return new Woken("payment.refund", Duration.ofSeconds(1), () -> desk.sendDue(ROUND));
    }

    @Bean
    Sweep compareBills(BillDesk desk) {
        return new Woken("payment.bill", Duration.ofMinutes(10), () -> desk.compareYesterday() ? 1 : 0);
    }
}
