package io.tuanzi.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder of one shop ({@code TUANZI_DATA}): its database, its keys, and the claim of the process that runs it. */
public final class DataFolder {
    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** Opens the folder and makes it when it is not there; a symbolic link is followed. */
    public static DataFolder at(Path path) {
        try {
            Path absolute = path.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
                Files.setPosixFilePermissions(absolute,
                        PosixFilePermissions.fromString(PostgresUser.weAreRoot() ? "rwx--x--x" : "rwx------"));
            }
            return new DataFolder(absolute.toRealPath());
        } catch (IOException e) {
            throw new DatabaseTrouble("无法使用数据目录 " + path + "：" + e.getMessage(),
                    "Cannot use the data folder " + path + ": " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Whether an embedded server has been set up here. */
    public boolean hasDatabase() {
        return Files.exists(file("pgdata")) || Files.exists(file("pg-home"));
    }

    /**
     * Claims the folder for the one process that runs the shop; the claim ends with the process.
     * Refused with the holder's pid and address when a living process runs it.
     */
    public Claim claim() {
        FolderLock lock = FolderLock.tryTake(file("run.lock")).orElseThrow(this::alreadyHeld);
        write("run.holder", ProcessHandle.current().pid() + "\n");
        return new Claim(this, lock);
    }

    private DatabaseTrouble alreadyHeld() {
        String[] holder = read("run.holder").orElse("").split("\n", -1);
        String pid = holder[0].isBlank() ? "?" : holder[0];
        boolean serves = holder.length > 1 && !holder[1].isBlank();
        return new DatabaseTrouble(
                "数据目录 " + path + " 正由进程 " + pid + " 使用"
                        + (serves ? "，地址 " + holder[1] : "，它还在启动") + "。请先停止它，或换一个 TUANZI_DATA。",
                "The data folder " + path + " is in use by process " + pid
                        + (serves ? " at " + holder[1] : ", which is still starting")
                        + ". Stop it first, or choose another TUANZI_DATA.");
    }

    Optional<String> read(String name) {
        try {
            return Files.exists(file(name)) ? Optional.of(Files.readString(file(name))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a small file whole or not at all, readable by its owner only. */
    void write(String name, String content) {
        try {
            Path draft = Files.createTempFile(path, name, ".new"); // created 0600
            Files.writeString(draft, content);
            Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file(name), e);
        }
    }

    /** The right to run the shop of a data folder, while this process lives or until closed. */
    public static final class Claim implements AutoCloseable {
        private final DataFolder folder;
        private final FolderLock lock;

        private Claim(DataFolder folder, FolderLock lock) {
            this.folder = folder;
            this.lock = lock;
        }

        /** Tells the next one who comes where this shop answers. */
        public void answersAt(String address) {
            folder.write("run.holder", ProcessHandle.current().pid() + "\n" + address + "\n");
        }

        @Override
        public void close() {
            lock.close();
        }
    }
}
