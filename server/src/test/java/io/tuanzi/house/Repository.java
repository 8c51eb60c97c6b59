package io.tuanzi.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The files of this repository as they lie on disk. */
final class Repository {
    static final Path ROOT = root();
    static final Path MAIN = ROOT.resolve("server/src/main/java");
    static final Path TEST = ROOT.resolve("server/src/test/java");
    static final Path RESOURCES = ROOT.resolve("server/src/main/resources");
    static final Path MIGRATIONS = RESOURCES.resolve("db/migration");

    private static final Set<String> NOT_OURS =
            Set.of("node_modules", "target", ".git", ".tuanzi", "dist", "unpackage");

    private Repository() {
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("tuanzi"))) {
            here = folder(here);
        }
        return here;
    }

    /** Every file below a folder whose name ends so, in the order of their paths. */
    static List<Path> files(Path folder, String ending) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean ours = !NOT_OURS.contains(String.valueOf(dir.getFileName()));
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return found;
    }

    static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "the root of the disk has no folder");
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(folder(file));
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path from the root, with slashes. */
    static String name(Path file) {
        return ROOT.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }

    /** The module a file belongs to, or an empty text for the root package. */
    static String module(Path java) {
        String inside = name(java).replaceFirst("^.*?/java/io/tuanzi/", "");
        return inside.contains("/") ? inside.substring(0, inside.indexOf('/')) : "";
    }

    /** Whether {@code ./tuanzi docs} is writing, so that documents are made and not compared. */
    static boolean writing() {
        return "write".equals(System.getenv("TUANZI_DOCS"));
    }
}
