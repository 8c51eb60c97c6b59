package io.tuanzi.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The system user PostgreSQL runs as: ourselves, or an unprivileged one when we are root, which PostgreSQL refuses.
 *
 * @param uid the numeric user, -1 when it is ourselves
 * @param gid the numeric group, -1 when it is ours
 */
record PostgresUser(int uid, int gid) {
    private static final String DEDICATED = "tuanzi-pg";
    private static final PostgresUser OURSELVES = new PostgresUser(-1, -1);

    /** Chooses the user; a cluster that exists keeps the owner it has. */
    static PostgresUser of(Path cluster) {
        if (!weAreRoot()) {
            return OURSELVES;
        }
        if (!onPath("setpriv")) {
            throw new DatabaseTrouble(
                    "PostgreSQL 不能以 root 运行，而本机没有 setpriv（util-linux）来降权。请换一个普通用户运行，或安装 util-linux。",
                    "PostgreSQL does not run as root and this machine has no setpriv (util-linux) to drop privileges. "
                            + "Run as an ordinary user, or install util-linux.");
        }
        try {
            if (Files.isDirectory(cluster)) {
                var owner = new PostgresUser((int) Files.getAttribute(cluster, "unix:uid"),
                        (int) Files.getAttribute(cluster, "unix:gid"));
                if (owner.uid != 0) {
                    return owner;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return unprivileged();
    }

    static boolean weAreRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static PostgresUser unprivileged() {
        if (!known(DEDICATED) && onPath("useradd")) {
            run(List.of("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
                    "--shell", "/usr/sbin/nologin", DEDICATED));
        }
        for (String name : List.of(DEDICATED, "postgres", "nobody")) {
            if (known(name)) {
                return new PostgresUser(number("-u", name), number("-g", name));
            }
        }
        return new PostgresUser(65534, 65534);
    }

    private static boolean known(String name) {
        return run(List.of("id", "-u", name)).ok();
    }

    private static int number(String flag, String name) {
        return Integer.parseInt(run(List.of("id", flag, name)).text().strip());
    }

    /** The command as this user runs it; it replaces its launcher, so the process id stays that of the program. */
    List<String> command(List<String> plain) {
        if (uid < 0) {
            return plain;
        }
        var command = new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        command.addAll(plain);
        return command;
    }

    /** Whether this user can walk down to the folder. */
    boolean reaches(Path folder) {
        return uid < 0 || run(command(List.of("sh", "-c", "cd \"$1\"", "sh", folder.toString()))).ok();
    }

    /** Gives a folder of ours and what is in it to this user. */
    void own(Path folder) {
        if (uid < 0) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.setAttribute(each, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(each, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give " + folder + " to user " + uid, e);
        }
    }

    static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    static Answer run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            return new Answer(ended && process.exitValue() == 0, text);
        } catch (IOException e) {
            return new Answer(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a helper program said and whether it went well. */
    record Answer(boolean ok, String text) {}
}
