package io.tuanzi.platform;

import io.tuanzi.platform.crash.CrashPoint;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database transaction as a block: READ COMMITTED, joined when one is open.
 *
 * <p>Each block has a name, and a crash point before and after its commit: {@code NAME.before-commit} and
 * {@code NAME.after-commit}.
 */
@Component
public class Tx {

    private final TransactionTemplate template;

    Tx(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
    }

    /** Runs {@code work} in a transaction and returns what it returns; any exception rolls back. */
    public <T extends @org.jspecify.annotations.Nullable Object> T call(String name, Supplier<T> work) {
        if (isOpen()) {
            CrashPoint.joined(name);
            return work.get();
        }
        T result = template.execute(status -> {
            T inner = work.get();
            CrashPoint.reached(name + ".before-commit");
            return inner;
        });
        CrashPoint.reached(name + ".after-commit");
        return result;
    }

    /** Runs {@code work} in a transaction; any exception rolls back. */
    public void run(String name, Runnable work) {
        call(name, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Whether the calling thread has a transaction open. */
    public static boolean isOpen() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** Refuses with an {@link IllegalStateException} when a transaction is open: for provider calls and queues. */
    public static void requireNone(String what) {
        if (isOpen()) {
            throw new IllegalStateException(what + " inside a database transaction");
        }
    }

    /** Refuses with an {@link IllegalStateException} unless a transaction is open: for commands inside commands. */
    public static void requireOpen(String what) {
        if (!isOpen()) {
            throw new IllegalStateException(what + " needs the caller's transaction");
        }
    }

    /** Runs {@code action} after the open transaction commits; at once when there is none. */
    public static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
