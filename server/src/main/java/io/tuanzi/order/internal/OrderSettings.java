package io.tuanzi.order.internal;

import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.GroupCommit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the queue of placing. A batch limit of 1 is the naive path that benchmarks compare with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderTimes.class)
class OrderSettings {

    @Bean(destroyMethod = "close")
    GroupCommit<PlaceOrder, Placement> placeQueue(PlacementDesk desk, Tx tx,
            @Value("${tuanzi.commit.queue:4096}") int queue, @Value("${tuanzi.commit.batch:256}") int batch) {
        return new GroupCommit<>("order.place", desk, tx, queue, batch);
    }
}
