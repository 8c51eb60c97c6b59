package io.tuanzi.platform.postgres;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A database that is being opened and migrated while the rest of the application starts beside it. */
public final class StartingDatabase implements AutoCloseable {
    private final CompletableFuture<ShopDatabase> opening = new CompletableFuture<>();

    /** Begins at once on a thread of its own; trouble is told to {@code onTrouble} and to whoever waits. */
    public StartingDatabase(Supplier<ShopDatabase> open, Consumer<DatabaseTrouble> onTrouble) {
        Thread.ofPlatform().name("database-start").start(() -> {
            ShopDatabase database = null;
            try {
                database = open.get();
                opening.complete(database.ready());
            } catch (RuntimeException e) {
                if (database != null) {
                    database.close();
                }
                onTrouble.accept(e instanceof DatabaseTrouble trouble ? trouble : new DatabaseTrouble(
                        "数据库没有就绪：" + e.getMessage(), "The database is not ready: " + e.getMessage(), e));
                opening.completeExceptionally(e);
            }
        });
    }

    /** Waits until the database is ready. */
    public ShopDatabase await() {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException trouble ? trouble : e;
        }
    }

    @Override
    public void close() {
        opening.handle((database, _) -> database).thenAccept(database -> {
            if (database != null) {
                database.close();
            }
        }).join(); // a server half started is waited for, or it would outlive us
    }
}
