package io.tuanzi.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of this build, unpacked once per version; safe when several processes unpack at once. */
final class PostgresBinaries {
    private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+\\.\\d+)\\.jar");

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks the programs below {@code folder} unless this version already stands there whole. */
    static PostgresBinaries in(Path folder) {
        URL packed = packed();
        Matcher named = VERSION.matcher(packed.toString());
        Path home = folder.resolve(named.find() ? named.group(1) : "unnamed");
        try {
            if (!isWhole(home)) {
                Files.createDirectories(folder);
                try (var _ = FolderLock.take(folder.resolve("unpack.lock"))) {
                    if (!isWhole(home)) {
                        unpack(packed, folder, home);
                    }
                }
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + folder, e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The folder appears by one rename, so its presence is its completeness. */
    private static boolean isWhole(Path home) {
        return Files.isExecutable(home.resolve("bin/postgres"));
    }

    private static void unpack(URL packed, Path folder, Path home) throws IOException {
        Path draft = Files.createTempDirectory(folder, "unpacking-");
        try (InputStream in = packed.openStream();
             var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = draft.resolve(entry.getName()).normalize();
                if (!file.startsWith(draft)) {
                    throw new IOException("An entry leads outside its archive: " + entry.getName());
                }
                put(tar, entry, file);
            }
        }
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void put(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static URL packed() {
        String platform = platform();
        URL packed = PostgresBinaries.class.getResource("/postgres-" + platform + ".txz");
        if (packed == null) {
            throw new DatabaseTrouble(
                    "这个构建不含适用于 " + platform + " 的 PostgreSQL；请用 TUANZI_DATABASE_URL 指向一个 PostgreSQL 18。",
                    "This build carries no PostgreSQL for " + platform
                            + "; name a PostgreSQL 18 with TUANZI_DATABASE_URL.");
        }
        return packed;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family = system.contains("mac") ? "darwin" : system.replace(" ", "-");
        return family + (machine.equals("aarch64") || machine.equals("arm64") ? "-arm_64" : "-x86_64");
    }
}
