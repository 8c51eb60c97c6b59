package io.tuanzi.payment.internal;

import io.tuanzi.payment.CaptureView;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PayTicket;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.QuarantineView;
import io.tuanzi.payment.Refund;
import io.tuanzi.payment.RefundView;
import io.tuanzi.platform.problem.Problem;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the shop start while no desk collects money. */
@Configuration(proxyBeanMethods = false)
class NoProviderYet {

    @Bean
    @ConditionalOnMissingBean
    Payments payments() {
        return new Payments() {
            @Override
            public PayTicket open(OpenPayment ask) {
                throw Problem.of(503, "PAYMENT_UNAVAILABLE");
            }

            @Override
            public PaymentState state(String payable, boolean askProvider) {
                return new PaymentState(PaymentState.Status.NONE, 0);
            }

            @Override
            public void closeFor(String payable) {
            }

            @Override
            public long refund(Refund ask) {
                return 0;
            }

            @Override
            public List<CaptureView> captures(String payable) {
                return List.of();
            }

            @Override
            public List<RefundView> refunds(String payable) {
                return List.of();
            }

            @Override
            public List<QuarantineView> quarantined(int limit) {
                return List.of();
            }

            @Override
            public boolean decide(long quarantineId, String decision) {
                return false;
            }
        };
    }
}
