package io.tuanzi.proof;

import io.tuanzi.platform.time.WallClock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Sets the clock of a test's child node wrong by {@code tuanzi.skew.ms}, as a machine without time service (T1). */
@Component
@ConditionalOnProperty("tuanzi.skew.ms")
class SkewedClock implements BeanPostProcessor {

    private final long skewMs;

    SkewedClock(@Value("${tuanzi.skew.ms}") long skewMs) {
        this.skewMs = skewMs;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof WallClock clock ? new WallClock() {
            @Override
            public Instant now() {
                return clock.now().plusMillis(skewMs);
            }

            @Override
            public long monotonicMs() {
                return clock.monotonicMs() + skewMs;
            }

            @Override
            public void pause(long millis) {
                clock.pause(millis);
            }
        } : bean;
    }
}
