package io.tuanzi.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the files of the cluster lie and who owns them: the data folder, or, when we are root and the server's user
 * cannot walk to that folder, a folder of its own that the data folder points to.
 *
 * @param path the folder with {@code pgdata} and the log
 * @param user who runs the server
 */
record ClusterHome(Path path, PostgresUser user) {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterHome.class);
    private static final String LINK = "pg-home";

    static ClusterHome of(DataFolder folder) {
        Path link = folder.file(LINK);
        try {
            Path path = Files.isSymbolicLink(link) ? link.toRealPath() : folder.path();
            PostgresUser user = PostgresUser.of(path.resolve("pgdata"));
            if (user.reaches(path)) {
                return new ClusterHome(path, user);
            }
            if (Files.isDirectory(path.resolve("pgdata"))) {
                throw unreachable(path, user, null);
            }
            return elsewhere(link, folder.path(), user);
        } catch (IOException e) {
            throw unreachable(link, PostgresUser.of(link), e);
        }
    }

    private static ClusterHome elsewhere(Path link, Path wanted, PostgresUser user) throws IOException {
        Path shelf = Files.createDirectories(Path.of("/var/lib/tuanzi"));
        Path path = Files.createTempDirectory(shelf, "shop-");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        if (!user.reaches(path)) {
            throw unreachable(wanted, user, null);
        }
        Files.createSymbolicLink(link, path);
        LOG.warn("The database user (uid {}) cannot enter {}; the database files are kept in {} and {} points there. "
                + "数据库用户无法进入该目录，数据库文件放在 {}。", user.uid(), wanted, path, link, path);
        return new ClusterHome(path, user);
    }

    private static DatabaseTrouble unreachable(Path path, PostgresUser user,
            @Nullable IOException cause) {
        return new DatabaseTrouble(
                "数据库用户（uid " + user.uid() + "）无法进入 " + path + "：请让它的每一级上级目录可被进入（chmod o+x），或换一个 TUANZI_DATA。",
                "The database user (uid " + user.uid() + ") cannot enter " + path
                        + ": make every folder above it enterable (chmod o+x), or choose another TUANZI_DATA.", cause);
    }

    Path cluster() {
        return path.resolve("pgdata");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    /** Makes the cluster when there is none; it appears by one rename, so a half-made one is never used. */
    void makeCluster(PostgresBinaries binaries, ServerSettings settings, String adminPassword) {
        if (Files.isDirectory(cluster())) {
            return;
        }
        try {
            Path draft = Files.createTempDirectory(path, "initdb-");
            Path secret = Files.writeString(Files.createTempFile(path, "initdb", ".secret"), adminPassword);
            user.own(draft);
            user.own(secret);
            var made = PostgresUser.run(user.command(List.of(binaries.program("initdb").toString(),
                    "--pgdata=" + draft, "--username=" + Roles.ADMIN, "--pwfile=" + secret,
                    "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                    settings.checksums() ? "--data-checksums" : "--no-data-checksums")));
            Files.delete(secret);
            if (!made.ok()) {
                throw new DatabaseTrouble("无法建立数据库目录：\n" + made.text(),
                        "Cannot make the database cluster:\n" + made.text());
            }
            Files.writeString(draft.resolve("postgresql.conf"), "\ninclude 'tuanzi.conf'\n",
                    StandardOpenOption.APPEND);
            Files.move(draft, cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the database cluster in " + path, e);
        }
    }

    /** Writes the tuned settings anew at every start, so that a new build brings its own. */
    void tune(ServerSettings settings) {
        var text = new StringBuilder("# Written by Tuanzi at every start; to change a value use ALTER SYSTEM.\n");
        settings.tuned().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(each -> text.append(each.getKey()).append(" = '").append(each.getValue()).append("'\n"));
        try {
            Path draft = Files.writeString(path.resolve("pgdata/tuanzi.conf.new"), text);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            user.own(draft);
            Files.move(draft, cluster().resolve("tuanzi.conf"), StandardCopyOption.ATOMIC_MOVE);
            if (Files.exists(log()) && Files.size(log()) > 16L << 20) {
                Files.move(log(), path.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server apart from our terminal, so that Ctrl-C reaches the shop first. */
    Process launch(PostgresBinaries binaries, ServerSettings settings, int port) {
        var plain = new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", cluster().toString(),
                "-c", "port=" + port));
        settings.firm().forEach((name, value) -> plain.addAll(List.of("-c", name + "=" + value)));
        var command = new ArrayList<String>();
        if (PostgresUser.onPath("setsid")) {
            command.add("setsid");
        }
        command.addAll(user.command(plain));
        var builder = new ProcessBuilder(command).directory(path.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL", e);
        }
    }

    /** Asks the server to end its sessions and write its last checkpoint, and waits for it. */
    PostgresUser.Answer stop(PostgresBinaries binaries) {
        return PostgresUser.run(user.command(List.of(binaries.program("pg_ctl").toString(), "stop", "-D",
                cluster().toString(), "-m", "fast", "-w", "-t", "55", "-s")));
    }

    /** What the lock file says of the server, whether or not it still lives. */
    Optional<Postmaster> postmaster() {
        try {
            List<String> lines = Files.readAllLines(cluster().resolve("postmaster.pid"));
            return lines.size() < 4 ? Optional.empty() : Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()),
                    lines.size() > 7 && lines.get(7).startsWith("ready")));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // absent, or being written this instant
        }
    }

    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        } catch (IOException e) {
            return "(" + log() + ": " + e.getMessage() + ")";
        }
    }

    /**
     * The server named by the lock file.
     *
     * @param pid its process
     * @param port where it listens on loopback
     * @param ready whether it takes connections; before that the port may be another program's
     */
    record Postmaster(long pid, int port, boolean ready) {

        boolean lives() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().command())
                    .map(command -> command.contains("postgres")).orElse(false);
        }
    }
}
