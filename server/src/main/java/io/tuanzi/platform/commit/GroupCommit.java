package io.tuanzi.platform.commit;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Group commit: one bounded queue and one drain loop per command and node.
 *
 * <p>While a batch commits the next one gathers; no timer, so a lone command is a batch of one. The queue full, the
 * caller is refused at once with 429. An answer is given only after COMMIT returned, so a crash loses nothing that was
 * promised. Correctness never depends on being the only writer: two nodes may batch the same rows.
 *
 * <p>A batch that fails on a deadlock or a lock time-out is tried again whole; any other failure cuts it in two, so one
 * poisonous command cannot sink its neighbours. When the outcome of COMMIT itself is unknown, each command is looked up
 * by its key on a new connection before it is answered or tried again.
 */
public final class GroupCommit<C, A> implements AutoCloseable {

    private static final int TRIES = 3;

    private record Waiting<C, A>(C command, CompletableFuture<A> answer) {
    }

    private final String name;
    private final BatchDesk<C, A> desk;
    private final Tx tx;
    private final int batchLimit;
    private final ArrayBlockingQueue<Waiting<C, A>> queue;
    private final Thread drain;
    private volatile boolean open = true;

    /** Starts the drain loop; {@code name} names its transactions and crash points. */
    public GroupCommit(String name, BatchDesk<C, A> desk, Tx tx, int queueLimit, int batchLimit) {
        this.name = name;
        this.desk = desk;
        this.tx = tx;
        this.batchLimit = batchLimit;
        this.queue = new ArrayBlockingQueue<>(queueLimit);
        this.drain = Thread.ofPlatform().name("commit-" + name).daemon(true).start(this::drain);
    }

    /** Waits for the batch that decides this command; refuses with 429 when the queue is full. */
    public A submit(C command) {
        Tx.requireNone("group commit " + name);
        Waiting<C, A> waiting = new Waiting<>(command, new CompletableFuture<>());
        if (!open || !queue.offer(waiting)) {
            throw Problem.busy(1);
        }
        try {
            return waiting.answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.busy(1);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }

    /** How many commands wait now. */
    public int waiting() {
        return queue.size();
    }

    @Override
    public void close() {
        open = false;
        drain.interrupt();
    }

    private void drain() {
        List<Waiting<C, A>> batch = new ArrayList<>(batchLimit);
        while (open) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                break;
            }
            queue.drainTo(batch, batchLimit - 1);
            commit(batch, 1);
            batch.clear();
        }
        queue.forEach(left -> left.answer.completeExceptionally(Problem.busy(1)));
    }

    private void commit(List<Waiting<C, A>> batch, int attempt) {
        List<A> answers;
        try {
            answers = tx.call(name, () -> desk.decide(batch.stream().map(Waiting::command).toList()));
        } catch (PessimisticLockingFailureException e) {
            if (attempt < TRIES) {
                commit(batch, attempt + 1);
            } else {
                halve(batch, e);
            }
            return;
        } catch (TransactionException | DataAccessException e) {
            lookUp(batch, attempt, e);
            return;
        } catch (RuntimeException | Error e) {
            halve(batch, e);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(answers.get(i));
        }
    }

    /** The connection died around COMMIT: what is on the books is answered, the rest is tried again by halves. */
    private void lookUp(List<Waiting<C, A>> batch, int attempt, Throwable failure) {
        List<Waiting<C, A>> unanswered = new ArrayList<>();
        for (Waiting<C, A> one : batch) {
            try {
                Optional<A> known = desk.answered(one.command);
                known.ifPresentOrElse(one.answer::complete, () -> unanswered.add(one));
            } catch (RuntimeException e) {
                one.answer.completeExceptionally(e);
            }
        }
        if (unanswered.isEmpty()) {
            return;
        }
        if (unanswered.size() < batch.size() && attempt < TRIES) {
            commit(unanswered, attempt + 1);
        } else {
            halve(unanswered, failure);
        }
    }

    private void halve(List<Waiting<C, A>> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.getFirst().answer.completeExceptionally(failure);
            return;
        }
        int middle = batch.size() / 2;
        commit(new ArrayList<>(batch.subList(0, middle)), 1);
        commit(new ArrayList<>(batch.subList(middle, batch.size())), 1);
    }
}
