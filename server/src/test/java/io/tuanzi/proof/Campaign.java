package io.tuanzi.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The counts of full campaigns, kept with the code in {@code docs/proofs/campaign.csv}: by the rule of three, n clean
 * trials say that less than 3/n fail.
 */
public final class Campaign {

    private static final String HEAD = "date,commit,kind,trials,failures\n";

    private Campaign() {
    }

    /** Appends a line; a run at the size of a landing, or of a part, counts for nothing. */
    public static void write(String kind, long trials, long failures) {
        String line = "%s,%s,%s,%d,%d%n".formatted(LocalDate.now(ZoneId.of("Asia/Shanghai")), commit(), kind, trials,
                failures);
        System.out.print("campaign " + line);
        String only = System.getenv().getOrDefault("TUANZI_ONLY", "");
        if (Hammer.small() || trials == 0 || !(only.isEmpty() || only.equals("kill") || isPart(only))) {
            return;
        }
        Path file = Recording.root().resolve("docs/proofs/campaign.csv");
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.writeString(file, HEAD);
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a part of a campaign is asked for, as {@code 3/8}; the parts together count as the whole. */
    static boolean isPart(String only) {
        return only.matches("[1-9]\\d?/[1-9]\\d?");
    }

    /** The commit the sources stand at, with a plus when they were changed since. */
    static String commit() {
        String head = git("rev-parse", "--short=10", "HEAD");
        return git("status", "--porcelain", "--", "server/src/main").isEmpty() ? head : head + "+";
    }

    private static String git(String... arguments) {
        try {
            String[] command = new String[arguments.length + 1];
            command[0] = "git";
            System.arraycopy(arguments, 0, command, 1, arguments.length);
            Process asked = new ProcessBuilder(command).directory(Recording.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return asked.waitFor() == 0 ? said : "none";
        } catch (IOException noGit) {
            return "none";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "none";
        }
    }
}
