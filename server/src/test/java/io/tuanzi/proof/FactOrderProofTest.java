package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.facts.FactType;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.facts.Reaction;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Facts of one thing are heard in their order, each once, whatever else goes on: stampers and consumers on two nodes,
 * slow transactions that commit out of order, and a write left open elsewhere on the server (E1, E2, E3, E4).
 */
@Tag("prove")
@ShopTest
@Import(FactOrderProofTest.Listening.class)
class FactOrderProofTest {

    private static final int THINGS = 40;

    /** A step of a thing. */
    @FactType(name = "proof.step", aggregate = "proof")
    record Step(long thing, long step) implements FactBody {
    }

    /**
     * Writes down what it hears; a thing whose number ends in 3 cannot be heard at its fifth step until it is mended.
     */
    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        Reaction proofListener(JdbcClient jdbc) {
            return Reaction.named("proof.listener").on(Step.class, fact -> jdbc.sql("""
                    INSERT INTO platform.task (kind, subject, body, state)
                    VALUES ('PROOF', :s, jsonb_build_object('thing', :t::bigint, 'seq', :q::bigint), 'DONE')""")
                    .param("s", fact.key("proof")).param("t", fact.aggregateId()).param("q", fact.seq()).update());
        }
    }

    @Autowired
    private Facts facts;
    @Autowired
    private FactDesk desk;
    @Autowired
    private Tx tx;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestDatabase database;

    @Test
    void orderIsKeptThroughTwoNodesAndSlowTransactions() throws SQLException {
        int steps = Hammer.size(100, 20);
        try (SecondNode second = new SecondNode(database, Listening.class);
             Connection elsewhere = database.owner().open(); Statement open = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            open.execute("SET idle_in_transaction_session_timeout = 0"); // the server would end it after 10 s
            open.execute("CREATE TABLE public.open_write AS SELECT 1 AS one"); // stays open to the end
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int w = 0; w < 2 * THINGS; w++) {
                int thing = w % THINGS;
                boolean here = w < THINGS;
                for (int s = 0; s < steps / 2; s++) {
                    double slow = (w * 31 + s * 17) % 7 == 0 ? 0.03 : 0;
                    writers.add(() -> step(here ? tx : second.bean(Tx.class), here ? facts : second.bean(Facts.class),
                            here ? jdbc : second.bean(JdbcClient.class), thing, slow));
                }
            }
            jdbc.sql("INSERT INTO inventory.stock (sku_id) SELECT 990000 + i FROM generate_series(0, :n) i")
                    .param("n", THINGS).update();
            Hammer.strike(writers);
            await().atMost(Duration.ofSeconds(60)).until(desk::isQuiet); // although a write is open elsewhere
            elsewhere.rollback();
            assertOrder(steps);
        }
        Campaign.write("fact-order", (long) THINGS * steps, 0);
    }

    /** One step: the thing's version is taken under its lock, the fact follows, and some commits are late. */
    private static boolean step(Tx tx, Facts facts, JdbcClient jdbc, int thing, double slow) {
        return tx.call("proof.step", () -> {
            long version = jdbc.sql("UPDATE inventory.stock SET version = version + 1 WHERE sku_id = :s RETURNING"
                    + " version")
                    .param("s", 990_000 + thing).query(Long.class).single();
            facts.record(990_000L + thing, version, new Step(thing, version));
            jdbc.sql("SELECT pg_sleep(:s)::text").param("s", slow).query(String.class).single();
            return true;
        });
    }

    private void assertOrder(int steps) {
        assertThat(jdbc.sql("SELECT count(*) FROM platform.fact_log WHERE type = 'proof.step'").query(Long.class)
                .single())
                .isEqualTo((long) THINGS * steps);
        assertThat(jdbc.sql("""
                SELECT count(*) FROM (SELECT seq, lag(seq) OVER (PARTITION BY aggregate_id ORDER BY position) AS before
                  FROM platform.fact_log WHERE type = 'proof.step') f WHERE seq <> coalesce(before, 0) + 1""")
                .query(Long.class).single()).as("facts out of order in the log").isZero();
        assertThat(jdbc.sql("""
                SELECT count(*) FROM (SELECT (body ->> 'seq')::bigint AS seq, lag((body ->> 'seq')::bigint) OVER (
                       PARTITION BY body ->> 'thing' ORDER BY task_id) AS before
                  FROM platform.task WHERE kind = 'PROOF') f WHERE seq <> coalesce(before, 0) + 1""")
                .query(Long.class).single()).as("facts heard out of order, twice or never").isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM platform.task WHERE kind = 'PROOF'").query(Long.class).single())
                .isEqualTo((long) THINGS * steps);
    }
}
