package io.tuanzi.platform.crash;

import io.tuanzi.platform.time.Pauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The armed crash point of a test's child process.
 *
 * <p>In its folder, if it has one: {@code armed} is read (a point's name arms it, whenever the file appears),
 * {@code visited} and {@code joined} are written, a name a line, once per name and process.
 */
final class Trap {

    private static final long LOOK_MS = 15;

    private final @Nullable Path folder;
    private final AtomicInteger left;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile String armed;

    private Trap(String armed, int visits, @Nullable Path folder) {
        this.armed = armed;
        this.left = new AtomicInteger(visits);
        this.folder = folder;
    }

    static @Nullable Trap of(@Nullable String spec, @Nullable String folder) {
        if ((spec == null || spec.isBlank()) && folder == null) {
            return null;
        }
        String wanted = spec == null ? "" : spec.strip();
        int mark = wanted.lastIndexOf('#');
        String name = mark < 0 ? wanted : wanted.substring(0, mark);
        int visits = mark < 0 ? 1 : Integer.parseInt(wanted.substring(mark + 1));
        Trap trap = new Trap(name, visits, folder == null ? null : Path.of(folder));
        if (folder != null) {
            Thread.ofPlatform().daemon().name("crash-trap").start(() -> trap.watch(Path.of(folder, "armed")));
        }
        return trap;
    }

    private void watch(Path file) {
        while (true) {
            try {
                if (Files.exists(file)) {
                    armed = Files.readString(file).strip();
                }
            } catch (IOException busy) {
                // it is being written; the next look reads it
            }
            Pauses.millis(LOOK_MS);
        }
    }

    void reached(String name) {
        note("visited", name);
        if (armed.equals(name) && left.decrementAndGet() == 0) {
            System.err.println("crash point " + name);
            note("halted", name);
            Runtime.getRuntime().halt(137);
        }
    }

    void joined(String name) {
        note("joined", name);
    }

    private void note(String file, String name) {
        if (folder != null && seen.add(file + " " + name)) {
            try {
                Files.writeString(folder.resolve(file), name + "\n", StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException lost) {
                System.err.println("crash trap: " + lost);
            }
        }
    }
}
