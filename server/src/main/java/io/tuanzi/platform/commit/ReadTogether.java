package io.tuanzi.platform.commit;

import io.tuanzi.platform.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads that many requests need at once, asked together: while one list is read the next gathers.
 *
 * <p>No timer and no thread of its own: the first who asks reads for all who wait, so a lone caller pays nothing for
 * it. What is answered was read after the caller asked, as if the caller had read it alone. Inside a transaction the
 * caller reads alone, on its own connection. A read that fails, fails for all who asked in it.
 */
public final class ReadTogether<K, V> {

    private final Function<List<K>, List<V>> read;
    private final int most;
    private final ConcurrentLinkedQueue<Waiting<K, V>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile boolean crowded;

    /**
     * Reads by {@code read}, which answers in the order it was asked, one answer for each.
     *
     * @param most how many are asked in one read
     */
    public ReadTogether(int most, Function<List<K>, List<V>> read) {
        this.most = most;
        this.read = read;
    }

    private static final class Waiting<K, V> {
        private final K key;
        private final Thread thread = Thread.currentThread();
        private @Nullable V answer;
        private @Nullable Throwable failure;
        private volatile boolean done;

        Waiting(K key) {
            this.key = key;
        }

        void done() {
            done = true;
            LockSupport.unpark(thread);
        }
    }

    /** The answer for one key; whatever {@code read} throws is thrown here too. */
    public V get(K key) {
        if (Tx.isOpen()) {
            return read.apply(List.of(key)).getFirst();
        }
        Waiting<K, V> mine = new Waiting<>(key);
        queue.add(mine);
        boolean interrupted = false;
        while (!mine.done) {
            if (reading.compareAndSet(false, true)) {
                lead();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return answer(mine);
    }

    private V answer(Waiting<K, V> mine) {
        if (mine.failure instanceof RuntimeException failed) {
            throw failed;
        }
        if (mine.failure instanceof Error failed) {
            throw failed;
        }
        return java.util.Objects.requireNonNull(mine.answer);
    }

    /** Reads one list for those at the head of the queue, then calls the next in it to lead. */
    private void lead() {
        List<Waiting<K, V>> batch = new ArrayList<>();
        try {
            if (crowded) { // others are about to ask the same: requests ready to run come first, and join this list
                Thread.yield();
            }
            for (Waiting<K, V> one = queue.poll(); one != null; one = batch.size() < most ? queue.poll() : null) {
                batch.add(one);
            }
            crowded = batch.size() > 1;
            if (!batch.isEmpty()) {
                answer(batch);
            }
        } finally {
            reading.set(false);
            Waiting<K, V> next = queue.peek(); // whoever asked while this was read found the place taken and sleeps
            if (next != null) {
                LockSupport.unpark(next.thread);
            }
        }
    }

    private void answer(List<Waiting<K, V>> batch) {
        try {
            List<V> answers = read.apply(batch.stream().map(w -> w.key).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer = answers.get(i);
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(one -> one.failure = e);
        }
        batch.forEach(Waiting::done);
    }
}
