package io.tuanzi.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

@ShopTest(shared = true)
class GroupCommitTest {

    /** A desk whose decisions a test writes as a function of the batch. */
    private static final class Desk implements BatchDesk<String, String> {
        final List<List<String>> batches = new CopyOnWriteArrayList<>();
        final Map<String, String> books = new ConcurrentHashMap<>();
        private final Function<List<String>, List<String>> decision;

        Desk(Function<List<String>, List<String>> decision) {
            this.decision = decision;
        }

        @Override
        public List<String> decide(List<String> commands) {
            Tx.requireOpen("a decision");
            batches.add(commands);
            List<String> answers = decision.apply(commands);
            commands.forEach(c -> books.put(c, "done " + c));
            return answers;
        }

        @Override
        public Optional<String> answered(String command) {
            return Optional.ofNullable(books.get(command));
        }
    }

    @Autowired
    private Tx tx;

    private static List<String> done(List<String> commands) {
        return commands.stream().map(c -> "done " + c).toList();
    }

    @Test
    void commandsThatComeWhileABatchCommitsAreDecidedTogetherAndEachGetsItsOwnAnswer() {
        Desk desk = new Desk(commands -> {
            pause();
            return done(commands);
        });
        try (GroupCommit<String, String> queue = new GroupCommit<>("test.many", desk, tx, 1_000, 256)) {
            Map<String, String> answers = submitAll(queue, 300);
            assertThat(answers).hasSize(300).allSatisfy((c, answer) -> assertThat(answer).isEqualTo("done " + c));
            assertThat(desk.batches.size()).as("batches of 300 commands").isLessThan(150);
        }
    }

    @Test
    void onePoisonousCommandFailsAloneAndSinksNoNeighbour() {
        Desk desk = new Desk(commands -> {
            pause();
            if (commands.contains("c13")) {
                throw new IllegalArgumentException("poison");
            }
            return done(commands);
        });
        try (GroupCommit<String, String> queue = new GroupCommit<>("test.poison", desk, tx, 1_000, 256)) {
            Map<String, String> answers = submitAll(queue, 64);
            assertThat(answers).containsEntry("c13", "poison");
            answers.remove("c13");
            assertThat(answers.values()).hasSize(63).allMatch(answer -> answer.startsWith("done "));
        }
    }

    @Test
    void aDeadlockedBatchIsTriedAgainWhole() {
        AtomicInteger tries = new AtomicInteger();
        Desk desk = new Desk(commands -> {
            if (tries.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("deadlock");
            }
            return done(commands);
        });
        try (GroupCommit<String, String> queue = new GroupCommit<>("test.deadlock", desk, tx, 10, 10)) {
            assertThat(queue.submit("a")).isEqualTo("done a");
            assertThat(tries).hasValue(3);
        }
    }

    @Test
    void whenTheOutcomeOfACommitIsUnknownWhatIsOnTheBooksIsAnsweredAndNotDoneAgain() {
        AtomicInteger decisions = new AtomicInteger();
        Desk desk = new Desk(commands -> {
            decisions.incrementAndGet();
            return done(commands);
        });
        Desk cut = new Desk(commands -> {
            desk.decide(commands); // it did commit …
            throw new DataAccessResourceFailureException("… and then the connection died");
        });
        BatchDesk<String, String> unknown = new BatchDesk<>() {
            @Override
            public List<String> decide(List<String> commands) {
                return cut.decide(commands);
            }

            @Override
            public Optional<String> answered(String command) {
                return desk.answered(command);
            }
        };
        try (GroupCommit<String, String> queue = new GroupCommit<>("test.unknown", unknown, tx, 10, 10)) {
            assertThat(queue.submit("a")).isEqualTo("done a");
            assertThat(decisions).as("times it was done").hasValue(1);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceInsteadOfLettingPeopleWait() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        Desk desk = new Desk(commands -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return done(commands);
        });
        try (GroupCommit<String, String> queue = new GroupCommit<>("test.full", desk, tx, 1, 1)) {
            Thread first = Thread.ofVirtual().start(() -> queue.submit("first"));
            await().until(() -> !desk.batches.isEmpty());
            Thread second = Thread.ofVirtual().start(() -> queue.submit("second"));
            await().until(() -> queue.waiting() == 1);
            assertThatThrownBy(() -> queue.submit("third")).isInstanceOfSatisfying(Problem.class, problem ->
                    assertThat(problem.status()).isEqualTo(429));
            goOn.countDown();
            first.join();
            second.join();
        }
    }

    @Test
    void insideATransactionItFailsLoudly() {
        try (GroupCommit<String, String> queue = new GroupCommit<>("test.inside", new Desk(GroupCommitTest::done), tx,
                10, 10)) {
            assertThatThrownBy(() -> tx.run("test", () -> queue.submit("a")))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("inside a database transaction");
        }
    }

    private static Map<String, String> submitAll(GroupCommit<String, String> queue, int commands) {
        Map<String, String> answers = new ConcurrentHashMap<>();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            String command = "c" + i;
            crowd.add(Thread.ofVirtual().start(() -> {
                try {
                    answers.put(command, queue.submit(command));
                } catch (RuntimeException e) {
                    answers.put(command, String.valueOf(e.getMessage()));
                }
            }));
        }
        await().until(() -> crowd.stream().noneMatch(Thread::isAlive));
        return answers;
    }

    /** Long enough for the others to queue up. */
    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
}
