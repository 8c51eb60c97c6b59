package io.tuanzi.catalog.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes pictures that lie beside a catalogue file into the shop; never fetches anything from elsewhere.
 *
 * <p>A folder is a path of this machine or {@code classpath:…}. A name that would leave the folder is not found.
 */
@Component
class PictureStore {

    static final String PLACEHOLDER = "/media/placeholder.svg";
    private static final int MOST_BYTES = 20 << 20;
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:|//).*", Pattern.DOTALL);
    private static final String CLASSPATH = "classpath:";

    private final MediaBook book;

    PictureStore(MediaBook book) {
        this.book = book;
    }

    /** Whether the bytes of this source can be had from the folder. */
    boolean reaches(@Nullable String folder, String source) {
        return read(folder, source).isPresent();
    }

    /** Stores the picture under the name of its content; empty when it cannot be had or is no picture. */
    Optional<String> store(@Nullable String folder, String source) {
        return read(folder, source).flatMap(bytes -> Picture.of(bytes).map(picture -> {
            String name = name(bytes, picture);
            book.store(name, picture, bytes);
            return name;
        }));
    }

    static String name(byte[] bytes, Picture picture) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, 40) + "." + picture.extension();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> read(@Nullable String folder, String source) {
        if (folder == null || SCHEME.matcher(source).matches() || source.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            return folder.startsWith(CLASSPATH) ? fromClasspath(folder.substring(CLASSPATH.length()), source)
                    : fromFolder(Path.of(folder), source);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> fromFolder(Path folder, String source) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Path file = root.resolve(source).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES
                || !file.toRealPath().startsWith(root.toRealPath())) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(file));
    }

    private static Optional<byte[]> fromClasspath(String folder, String source) throws IOException {
        Path inside = Path.of(source).normalize();
        if (inside.isAbsolute() || inside.startsWith("..")) {
            return Optional.empty();
        }
        try (InputStream in = PictureStore.class.getClassLoader().getResourceAsStream(folder + inside)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
