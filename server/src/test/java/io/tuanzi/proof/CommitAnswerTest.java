package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.BatchDesk;
import io.tuanzi.platform.commit.GroupCommit;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An answer leaves after COMMIT, one poisonous command harms nobody else, and a full queue says so (O2, E1). */
@ShopTest
class CommitAnswerTest {

    @Autowired
    private Tx tx;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestDatabase database;

    /** Writes a row per command; -1 is poison, and the commit itself takes a while. */
    private final class Rows implements BatchDesk<Integer, Integer> {
        @Override
        public List<Integer> decide(List<Integer> commands) {
            for (int command : commands) {
                if (command < 0) {
                    throw new IllegalStateException("poison");
                }
                jdbc.sql("INSERT INTO platform.proof_row VALUES (:n)").param("n", command).update();
            }
            return commands;
        }

        @Override
        public Optional<Integer> answered(Integer command) {
            return jdbc.sql("SELECT n FROM platform.proof_row WHERE n = :n").param("n", command).query(Integer.class)
                    .optional();
        }
    }

    @BeforeEach
    void aTableWhoseCommitIsSlow() throws SQLException {
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    DROP TABLE IF EXISTS platform.proof_row;
                    CREATE TABLE platform.proof_row (n int PRIMARY KEY);
                    GRANT SELECT, INSERT ON platform.proof_row TO tuanzi_app;
                    CREATE OR REPLACE FUNCTION platform.proof_slow() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                      PERFORM pg_sleep(0.05);
                      IF NEW.n = 13 THEN RAISE EXCEPTION 'refused at commit' USING ERRCODE = 'check_violation'; END IF;
                      RETURN NULL;
                    END $$;
                    CREATE CONSTRAINT TRIGGER proof_slow AFTER INSERT ON platform.proof_row DEFERRABLE INITIALLY
                      DEFERRED
                      FOR EACH ROW EXECUTE FUNCTION platform.proof_slow()""");
        }
    }

    private boolean visible(int n) {
        return jdbc.sql("SELECT count(*) FROM platform.proof_row WHERE n = :n").param("n", n).query(Long.class).single()
                == 1;
    }

    @Test
    void whatIsAnsweredIsCommitted() {
        try (GroupCommit<Integer, Integer> queue = new GroupCommit<>("proof.rows", new Rows(), tx, 100, 10)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            IntStream.range(100, 140).forEach(n -> calls.add(() -> visible(queue.submit(n))));
            assertThat(Hammer.strike(calls)).doesNotContain(false);
        }
    }

    @Test
    void whatIsRefusedAtCommitIsNotAnsweredAsDone() {
        try (GroupCommit<Integer, Integer> queue = new GroupCommit<>("proof.rows", new Rows(), tx, 100, 10)) {
            assertThatThrownBy(() -> queue.submit(13)).isInstanceOf(RuntimeException.class);
            assertThat(visible(13)).isFalse();
        }
    }

    @Test
    void poisonHarmsNobodyElse() {
        try (GroupCommit<Integer, Integer> queue = new GroupCommit<>("proof.rows", new Rows(), tx, 100, 50)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            IntStream.range(0, 30).forEach(n -> calls.add(() -> {
                try {
                    return queue.submit(n % 10 == 3 ? -1 : 200 + n) >= 0;
                } catch (IllegalStateException poison) {
                    return false;
                }
            }));
            assertThat(Hammer.strike(calls).stream().filter(done -> done)).hasSize(27);
            assertThat(jdbc.sql("SELECT count(*) FROM platform.proof_row").query(Long.class).single()).isEqualTo(27);
        }
    }

    @Test
    void aFullQueueSaysBusyAtOnce() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Rows rows = new Rows();
        BatchDesk<Integer, Integer> slow = new BatchDesk<>() {
            @Override
            public List<Integer> decide(List<Integer> commands) {
                inside.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return commands;
            }

            @Override
            public Optional<Integer> answered(Integer command) {
                return rows.answered(command);
            }
        };
        try (GroupCommit<Integer, Integer> queue = new GroupCommit<>("proof.full", slow, tx, 1, 1)) {
            Thread first = Thread.ofVirtual().start(() -> assertThat(queue.submit(1)).isEqualTo(1));
            inside.await();
            Thread second = Thread.ofVirtual().start(() -> assertThat(queue.submit(2)).isEqualTo(2));
            Drive.until("one waits", () -> queue.waiting() == 1);
            assertThatThrownBy(() -> queue.submit(3)).isInstanceOfSatisfying(Problem.class,
                    busy -> assertThat(busy.code()).isEqualTo("BUSY"));
            go.countDown();
            first.join();
            second.join();
        }
    }
}
