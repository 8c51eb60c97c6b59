package io.tuanzi.order.internal;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.order.OrderNo;
import io.tuanzi.order.events.OrderRefunded;
import io.tuanzi.platform.facts.Reaction;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells buyers that money is on its way back to them; who is no longer known is told nothing. */
@Configuration(proxyBeanMethods = false)
class RefundMessages {

    @Bean
    Reaction buyersHearRefunds(Messages messages, Customers customers) {
        return Reaction.named("order.refund-message").on(OrderRefunded.class, fact -> {
            OrderRefunded refund = fact.body();
            if (refund.amountMinor() > 0 && customers.views(List.of(refund.customerId())).size() == 1) {
                messages.send(new NewMessage(refund.customerId(), fact.key("refunded"), "REFUNDED.way",
                        Map.of("orderNo", OrderNo.of(refund.orderId()), "amountMinor", refund.amountMinor()),
                        "/pages/order/order?id=" + refund.orderId()));
            }
        });
    }
}
