package io.tuanzi.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An exclusive claim on a file, held against other processes and within this one; the system frees it when we die.
 *
 * <p>POSIX forgets a process's lock when any of its descriptors on the file closes, so this process opens a lock file
 * only once at a time; {@link #CLAIMED} remembers which.
 */
final class FolderLock implements AutoCloseable {
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();
    private static final long RETRY_MS = 20;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until the claim is ours. */
    static FolderLock take(Path file) {
        while (true) {
            Optional<FolderLock> lock = tryTake(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.ms(RETRY_MS);
        }
    }

    /** Claims the file, or answers empty when a living process (this one included) has it. */
    static Optional<FolderLock> tryTake(Path file) {
        Path known = file.toAbsolutePath().normalize();
        if (!CLAIMED.add(known)) {
            return Optional.empty();
        }
        boolean ours = false;
        try {
            FileChannel channel = FileChannel.open(known, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            ours = true;
            return Optional.of(new FolderLock(known, channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + known, e);
        } finally {
            if (!ours) {
                CLAIMED.remove(known);
            }
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            CLAIMED.remove(file);
        }
    }
}
