package io.tuanzi.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadTogetherTest {

    @Test
    void whoAsksAloneIsReadAtOnceOnTheirOwnThread() {
        ReadTogether<Integer, String> read = new ReadTogether<>(10, keys ->
                keys.stream().map(key -> key + " by " + Thread.currentThread().threadId()).toList());
        assertThat(read.get(7)).isEqualTo("7 by " + Thread.currentThread().threadId());
    }

    @Test
    void whoAsksWhileAListIsReadIsInTheNextOneAndEveryoneGetsTheirOwnAnswer() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        ReadTogether<Integer, Integer> read = new ReadTogether<>(1_000, keys -> {
            sizes.add(keys.size());
            awaitQuietly(goOn);
            return keys.stream().map(key -> key * 2).toList();
        });
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        List<Thread> crowd = new ArrayList<>();
        AtomicInteger asking = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            int key = i;
            crowd.add(Thread.ofVirtual().start(() -> {
                asking.incrementAndGet();
                answers.put(key, read.get(key));
            }));
        }
        await().until(() -> asking.get() == 200 && crowd.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
        goOn.countDown();
        for (Thread one : crowd) {
            one.join();
        }
        assertThat(answers).hasSize(200).allSatisfy((key, answer) -> assertThat(answer).isEqualTo(key * 2));
        assertThat(sizes).as("one list for who came first, one for all who waited").hasSize(2);
    }

    @Test
    void aListIsNeverLongerThanItsMost() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        ReadTogether<Integer, Integer> read = new ReadTogether<>(8, keys -> {
            sizes.add(keys.size());
            Thread.yield();
            return keys;
        });
        hammer(read, 500);
        assertThat(sizes).allMatch(size -> size <= 8);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).as("nobody is read twice").isEqualTo(500);
    }

    @Test
    void aReadThatFailsFailsForAllInItAndTheNextOneIsTriedAfresh() {
        AtomicInteger reads = new AtomicInteger();
        ReadTogether<Integer, Integer> read = new ReadTogether<>(10, keys -> {
            if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return keys;
        });
        assertThatThrownBy(() -> read.get(1)).hasMessage("the database is away");
        assertThat(read.get(2)).isEqualTo(2);
    }

    @Test
    void noAskerIsForgottenHoweverTheyCross() {
        ReadTogether<Integer, Integer> read = new ReadTogether<>(3, keys -> keys);
        for (int round = 0; round < 200; round++) {
            hammer(read, 32);
        }
    }

    private static void hammer(ReadTogether<Integer, Integer> read, int askers) {
        List<Thread> crowd = new ArrayList<>();
        AtomicInteger right = new AtomicInteger();
        for (int i = 0; i < askers; i++) {
            int key = i;
            crowd.add(Thread.ofVirtual().start(() -> {
                if (read.get(key) == key) {
                    right.incrementAndGet();
                }
            }));
        }
        await().until(() -> crowd.stream().noneMatch(Thread::isAlive));
        assertThat(right).hasValue(askers);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
