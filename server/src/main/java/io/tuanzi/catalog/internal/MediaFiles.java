package io.tuanzi.catalog.internal;

import io.tuanzi.platform.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Media by name, the last ones asked for kept in memory: their names are their content, so they never go stale. */
@Component
public class MediaFiles {

    private static final long MOST_BYTES = 48L << 20;

    /** A file as it is sent. */
    public record Kept(String name, String type, byte[] bytes) {
    }

    private final MediaBook book;
    private final Kept placeholder;
    private final Map<String, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final ReentrantLock keeping = new ReentrantLock();
    private long bytes;

    MediaFiles(MediaBook book) {
        this.book = book;
        try (InputStream in = MediaFiles.class.getResourceAsStream("/catalog/placeholder.svg")) {
            this.placeholder = new Kept("placeholder.svg", "image/svg+xml",
                    Objects.requireNonNull(in, "placeholder.svg").readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of this name, or the placeholder under its own. */
    public Optional<Kept> file(String name) {
        if (name.equals(placeholder.name())) {
            return Optional.of(placeholder);
        }
        Kept known = known(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Kept> found = book.file(name).map(stored -> new Kept(stored.name(), stored.type(), stored.bytes()));
        if (!Tx.isOpen()) {
            found.ifPresent(this::keep);
        }
        return found;
    }

    private @org.jspecify.annotations.Nullable Kept known(String name) {
        keeping.lock();
        try {
            return kept.get(name);
        } finally {
            keeping.unlock();
        }
    }

    /** Keeps a file and lets go of those asked for longest ago. */
    private void keep(Kept file) {
        keeping.lock();
        try {
            if (kept.put(file.name(), file) == null) {
                bytes += file.bytes().length;
            }
            var oldest = kept.entrySet().iterator();
            while (bytes > MOST_BYTES && oldest.hasNext()) {
                bytes -= oldest.next().getValue().bytes().length;
                oldest.remove();
            }
        } finally {
            keeping.unlock();
        }
    }
}
