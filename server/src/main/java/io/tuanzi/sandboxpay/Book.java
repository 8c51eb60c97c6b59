package io.tuanzi.sandboxpay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The book: an append-only file and the one thread that decides. Questions queue up; all that are waiting are decided
 * together, their lines are forced to disk by one call, and only then is anybody answered.
 */
final class Book implements AutoCloseable {
    private static final int BATCH = 512;

    private record Job<T>(Function<Till, T> work, CompletableFuture<T> answer) {
        @Nullable Runnable decide(Till till) {
            try {
                T result = work.apply(till);
                return () -> answer.complete(result);
            } catch (RuntimeException no) {
                return () -> answer.completeExceptionally(no);
            }
        }
    }

    private final LinkedBlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final Till till;
    private final Thread keeper;
    private volatile boolean closing;

    private Book(FileChannel file, Till till) {
        this.file = file;
        this.till = till;
        this.keeper = Thread.ofPlatform().name("book").daemon().unstarted(this::keep);
    }

    /** Opens the file, takes it for this process alone, replays it into the till and starts the thread. */
    static Book open(Path path, Till till) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            throw new IOException("another process has the book " + path);
        }
        file.truncate(replay(path, till));
        file.position(file.size());
        Book book = new Book(file, till);
        book.keeper.start();
        return book;
    }

    /** The length of the file without a torn last line, which nobody was told of. */
    private static long replay(Path path, Till till) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int start = 0;
        int number = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                number++;
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                try {
                    till.apply(Entry.read(line));
                } catch (Refusal damaged) {
                    String why = "line " + number + " of the book is damaged: " + damaged.getMessage();
                    throw new IOException(why, damaged);
                }
                start = i + 1;
            }
        }
        return start;
    }

    /** Decides in the book's thread and returns once what was decided is on disk; a refusal comes back as itself. */
    <T> T ask(Function<Till, T> work) {
        if (closing) {
            throw new Refusal(503, "SYSTEM_ERROR", "系统关闭中 closing");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        jobs.add(new Job<>(work, answer));
        try {
            return answer.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw wrapped;
        }
    }

    private void keep() {
        List<Job<?>> batch = new ArrayList<>(BATCH);
        List<Runnable> answers = new ArrayList<>(BATCH);
        try {
            while (!closing || !jobs.isEmpty()) {
                batch.add(jobs.take());
                jobs.drainTo(batch, BATCH - 1);
                for (Job<?> job : batch) {
                    answers.add(job.decide(till));
                }
                force(till.takeUnwritten());
                answers.forEach(Runnable::run);
                batch.clear();
                answers.clear();
            }
        } catch (IOException | RuntimeException | InterruptedException broken) {
            // memory is ahead of the file: nothing may be answered from it, so this process ends here
            broken.printStackTrace();
            Runtime.getRuntime().halt(70);
        }
    }

    private void force(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }

    /** Finishes what is queued and lets go of the file. */
    @Override
    public void close() throws IOException {
        ask(last -> closing = true);
        try {
            keeper.join(5_000);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
