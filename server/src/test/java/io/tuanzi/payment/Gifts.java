package io.tuanzi.payment;

import io.tuanzi.platform.Tx;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Something payable for tests: a gift is paid once, unless it was given up before. */
@TestConfiguration(proxyBeanMethods = false)
public class Gifts {

    /** Decides under a lock per gift, in the capture's transaction, as an order would by its row. */
    public static final class Decider implements CaptureListener {
        private final JdbcClient jdbc;

        Decider(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public String kind() {
            return "gift";
        }

        @Override
        public Verdict captured(Capture capture) {
            Tx.requireOpen("a gift");
            lock(capture.payableId());
            boolean over = jdbc.sql("""
                    SELECT EXISTS (SELECT 1 FROM payment.capture WHERE payable = :p AND kept)
                        OR EXISTS (SELECT 1 FROM platform.once WHERE scope = 'gift.over' AND key = :p)""")
                    .param("p", capture.payable()).query(Boolean.class).single();
            return over ? Verdict.RETURN : Verdict.KEPT;
        }

        /** Gives the gift up in the open transaction; false when it is paid. */
        boolean giveUp(long giftId) {
            Tx.requireOpen("a gift");
            lock(giftId);
            return jdbc.sql("""
                    INSERT INTO platform.once (scope, actor, key, body_hash)
                    SELECT 'gift.over', 'test', 'gift:' || :id, ''::bytea
                     WHERE NOT EXISTS (SELECT 1 FROM payment.capture WHERE payable = 'gift:' || :id AND kept)""")
                    .param("id", giftId).update() == 1;
        }

        private void lock(long giftId) {
            jdbc.sql("SELECT pg_advisory_xact_lock(77, :id)::text").param("id", (int) giftId)
                    .query(String.class).optional();
        }
    }

    @Bean
    Decider giftDecider(JdbcClient jdbc) {
        return new Decider(jdbc);
    }
}
