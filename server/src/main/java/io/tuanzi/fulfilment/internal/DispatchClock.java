package io.tuanzi.fulfilment.internal;

import io.tuanzi.order.events.OrderClosed;
import io.tuanzi.order.events.OrderHoldReleased;
import io.tuanzi.order.events.OrderPaid;
import io.tuanzi.platform.facts.Reaction;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of dispatch (FUL-01): it starts with the order's readiness and tells people when it has run out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchSettings.class)
class DispatchClock {

    private static final int AT_ONCE = 100;

    private record Timer(String name, Duration every, IntSupplier work) implements Sweep {
        @Override
        public int sweep() {
            return work.getAsInt();
        }
    }

    @Bean
    Reaction clocksHearOrders(ShipmentDesk desk) {
        return Reaction.named("fulfilment.clock")
                .on(OrderPaid.class, fact -> {
                    if (!fact.body().held()) {
                        desk.ready(fact.body().orderId(), fact.at());
                    }
                })
                .on(OrderHoldReleased.class, fact -> desk.ready(fact.body().orderId(), fact.at()))
                .on(OrderClosed.class, fact -> {
                    if (fact.body().wasPaid()) {
                        desk.closed(fact.body().orderId());
                    }
                });
    }

    @Bean
    Sweep lateParcels(ShipmentDesk desk) {
        return new Timer("fulfilment.late", Duration.ofSeconds(5), () -> desk.tellLate(AT_ONCE));
    }
}
