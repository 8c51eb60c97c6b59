package io.tuanzi.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final AtomicLong nowMs = new AtomicLong(1_000);
    private final Limits limits = new Limits(new WallClock() {
        @Override
        public Instant now() {
            return Instant.ofEpochMilli(nowMs.get());
        }

        @Override
        public long monotonicMs() {
            return nowMs.get();
        }

        @Override
        public void pause(long millis) {
            nowMs.addAndGet(millis);
        }
    });

    @Test
    void anAllowanceIsSpentAndComesBackWithTime() {
        Limits.Rate rate = new Limits.Rate("try", 3, Duration.ofMinutes(3));
        for (int i = 0; i < 3; i++) {
            limits.take(rate, "a");
        }
        assertThatThrownBy(() -> limits.take(rate, "a")).isInstanceOfSatisfying(Problem.class, refused -> {
            assertThat(refused.code()).isEqualTo("RATE_LIMITED");
            assertThat(refused.facts()).containsEntry("retryAfterSeconds", 60L);
        });
        limits.take(rate, "b");
        nowMs.addAndGet(60_000);
        limits.take(rate, "a");
    }

    @Test
    void aMillionAddressesTakeAFixedAmountOfMemory() {
        Limits.Rate rate = new Limits.Rate("flood", 3, Duration.ofMinutes(3));
        for (int i = 0; i < 1_000_000; i++) {
            limits.take(rate, "address " + i);
        }
        assertThat(limits.kept()).isLessThanOrEqualTo(Limits.MOST);
    }
}
