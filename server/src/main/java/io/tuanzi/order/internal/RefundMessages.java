package io.tuanzi.order.internal;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderNo;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.events.OrderRefunded;
import io.tuanzi.payment.events.PaymentRefunded;
import io.tuanzi.platform.facts.Reaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells buyers that money is on its way back to them, and that it arrived; who is no longer known is told nothing. */
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

    @Bean
    Reaction buyersHearMoneyArrive(Messages messages, Customers customers, OrderPages orders) {
        return Reaction.named("order.refund-arrived").on(PaymentRefunded.class, fact -> {
            PaymentRefunded refund = fact.body();
            Optional<OrderDetail> order = refund.payable().startsWith("order:") ? orders.any(refund.payableId())
                    : Optional.empty();
            order.filter(o -> customers.views(List.of(o.customerId())).size() == 1).ifPresent(o -> messages.send(
                    new NewMessage(o.customerId(), "arrived:" + refund.refundId(), "REFUNDED", Map.of("orderNo",
                            o.orderNo(), "amountMinor", refund.amountMinor()),
                            "/pages/order/order?id=" + o.orderId())));
        });
    }
}
