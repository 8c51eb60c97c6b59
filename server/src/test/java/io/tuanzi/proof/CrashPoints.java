package io.tuanzi.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every crash point of the build, read from its sources: before and after each commit that has a name, after the effect
 * of each reaction, and around each call of the provider.
 */
public final class CrashPoints {

    private static final Pattern TX = Pattern.compile("\\btx\\.(?:<[^(]*>)?(?:call|run)\\(\\s*\"([^\"]+)\"(\\s*\\+)?");
    private static final Pattern ONCE = Pattern.compile("\\bonce\\.run\\(\\s*\"([^\"]+)\"(\\s*\\+)?");
    private static final Pattern STEP = Pattern.compile("\\b(?:once|decide)\\((?:staff, key, \\w+, )?\"([a-z]+)\"");
    private static final Pattern DONE = Pattern.compile("\\bdone\\(\\w+, key, \"([^\"]+)\"");
    private static final Pattern QUEUE = Pattern.compile("new GroupCommit<>\\(\"([^\"]+)\"");
    private static final Pattern SWEEP = Pattern.compile("\\bsweep\\(\"([^\"]+)\", Duration");
    private static final Pattern REACTION = Pattern.compile("Reaction\\.named\\(\"([^\"]+)\"\\)");
    private static final Pattern PROJECTION = Pattern.compile(
            "(?s)(?:implements Projection\\b.*?return|String CONSUMER =) \"([a-z]+\\.[a-z]+)\"");
    private static final Pattern PROVIDER = Pattern.compile("\\b(?:call|send)\\(\"([a-z-]+)\", \"(?:GET|POST)\"");

    private CrashPoints() {
    }

    /** Names of transactions, in alphabetical order. */
    public static List<String> transactions(Path main) {
        TreeSet<String> names = new TreeSet<>();
        for (String text : sources(main)) {
            collect(TX, text, "", names);
            collect(DONE, text, "once.", names);
            collect(QUEUE, text, "", names);
            collect(SWEEP, text, "", names);
            collect(REACTION, text, "reaction.", names);
            collect(PROJECTION, text, "projection.", names);
            Matcher once = ONCE.matcher(text);
            while (once.find()) {
                String name = "once." + once.group(1).replaceFirst(":.*", "");
                if (once.group(2) == null || once.group(1).contains(":")) {
                    names.add(name);
                } else {
                    collect(STEP, text, name, names);
                }
            }
        }
        return List.copyOf(names);
    }

    /** Everything else a process may be halted at, in alphabetical order. */
    public static List<String> places(Path main) {
        TreeSet<String> names = new TreeSet<>();
        for (String text : sources(main)) {
            Matcher reaction = REACTION.matcher(text);
            while (reaction.find()) {
                names.add("reaction." + reaction.group(1) + ".effect");
            }
            Matcher provider = PROVIDER.matcher(text);
            while (provider.find()) {
                names.add("provider." + provider.group(1) + ".before-call");
                names.add("provider." + provider.group(1) + ".after-call");
            }
        }
        return List.copyOf(names);
    }

    /** The points of every transaction, its own or joined, and all places, of this build. */
    public static List<String> all() {
        Path main = io.tuanzi.testing.TestDatabase.target().resolveSibling("src/main/java");
        List<String> all = new ArrayList<>();
        transactions(main).forEach(each -> all.addAll(of(each)));
        all.addAll(places(main));
        return all;
    }

    /** What the page says: points with the scene that reaches each. */
    public static java.util.Map<String, String> page() {
        return Recording.page();
    }

    /** Writes the page. */
    public static void write(java.util.Map<String, String> scenes) {
        Recording.write(scenes);
    }

    /** All points of a transaction. */
    public static List<String> of(String transaction) {
        return List.of(transaction + ".before-commit", transaction + ".after-commit");
    }

    private static void collect(Pattern pattern, String text, String before, TreeSet<String> names) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            boolean goesOn = found.groupCount() > 1 && found.group(2) != null;
            if (!goesOn) {
                names.add(before + found.group(1));
            }
        }
    }

    private static List<String> sources(Path main) {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(main)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
