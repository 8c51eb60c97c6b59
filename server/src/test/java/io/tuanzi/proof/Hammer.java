package io.tuanzi.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts many calls at one instant, each on its own virtual thread, and collects what each answered. */
final class Hammer {

    private Hammer() {
    }

    /** Whether the proofs run at the size of a landing instead of their full size. */
    static boolean small() {
        return !"full".equals(System.getenv("TUANZI_SIZE"));
    }

    /** The full size, or a part of it for a landing. */
    static int size(int full, int small) {
        return small() ? small : full;
    }

    /** Answers in the order of the calls; the first exception of any call fails the hammer. */
    static <T> List<T> strike(List<Callable<T>> calls) {
        CountDownLatch ready = new CountDownLatch(calls.size());
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return call.call();
                }));
            }
            ready.await();
            go.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed", e.getCause());
        }
    }
}
