package io.tuanzi.platform.time;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The production clocks and sources of chance. */
@Configuration(proxyBeanMethods = false)
class SystemTimes {

    @Bean
    WallClock wallClock() {
        return new WallClock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long monotonicMs() {
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            }

            @Override
            public void pause(long millis) {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Bean
    ShopTime shopTime(JdbcClient jdbc, @Value("${tuanzi.zone:Asia/Shanghai}") String zone) {
        ZoneId shopZone = ZoneId.of(zone);
        return new ShopTime() {
            @Override
            public Instant now() {
                return jdbc.sql("SELECT shop_now()").query(java.time.OffsetDateTime.class).single().toInstant();
            }

            @Override
            public ZoneId zone() {
                return shopZone;
            }
        };
    }

    @Bean
    Secrets secrets() {
        SecureRandom random = new SecureRandom();
        return new Secrets() {
            private static final String CLEAR = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

            @Override
            public String token(int bytes) {
                byte[] raw = new byte[bytes];
                random.nextBytes(raw);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
            }

            @Override
            public String digits(int digits) {
                return draw("0123456789", digits);
            }

            @Override
            public String code(int length) {
                return draw(CLEAR, length);
            }

            private String draw(String alphabet, int length) {
                StringBuilder text = new StringBuilder(length);
                for (int i = 0; i < length; i++) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                return text.toString();
            }
        };
    }

    @Bean
    Ids ids(JdbcClient jdbc) {
        return new BlockIds(jdbc);
    }

    /** The block in hand; taking the next one may happen inside any transaction, a rollback only loses ids. */
    private static final class BlockIds implements Ids {
        private static final int BLOCK = 1_000;
        private final JdbcClient jdbc;
        private final ReentrantLock lock = new ReentrantLock();
        private long next;
        private long end;

        BlockIds(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public long next() {
            lock.lock();
            try {
                if (next == end) {
                    long block = jdbc.sql("SELECT nextval('platform.id_block')").query(Long.class).single();
                    next = block * BLOCK;
                    end = next + BLOCK;
                }
                return next++;
            } finally {
                lock.unlock();
            }
        }
    }
}
