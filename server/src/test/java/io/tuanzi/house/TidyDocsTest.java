package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents and phrase books are held to the code: no dead link, no missing translation, no unproved promise. */
class TidyDocsTest {
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ID = Pattern.compile("[A-Z]\\d");

    @Test
    void everyPageHasOneTitleAndItsLinksLeadSomewhere() {
        List<String> wrong = new ArrayList<>();
        for (Path page : Repository.files(Repository.ROOT, ".md")) {
            String text = Repository.read(page).replaceAll("(?s)```.*?```", "");
            long titles = text.lines().filter(line -> line.startsWith("# ")).count();
            if (titles != 1) {
                wrong.add("%s has %d titles".formatted(Repository.name(page), titles));
            }
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String to = link.group(1).replaceFirst("#.*$", "");
                if (!to.isEmpty() && !to.matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(to))) {
                    wrong.add("%s leads to %s, which is not there".formatted(Repository.name(page), to));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsSaidInChineseIsSaidInEnglish() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path english : Repository.files(Repository.RESOURCES, "_en.properties")) {
            Path chinese = english.resolveSibling(
                    String.valueOf(english.getFileName()).replace("_en.properties", ".properties"));
            var missing = new TreeSet<>(keys(chinese));
            missing.removeAll(keys(english));
            missing.forEach(key -> wrong.add(english.getFileName() + " lacks " + key));
            var extra = new TreeSet<>(keys(english));
            extra.removeAll(keys(chinese));
            extra.forEach(key -> wrong.add(chinese.getFileName() + " lacks " + key));
        }
        assertThat(wrong).isEmpty();
    }

    /** Rows are {@code | id | kind | sentence | where held | how proved |}. */
    @Test
    void everyInvariantIsHeldWhereItSaysAndProvedByATestThatNamesIt() {
        List<String> wrong = new ArrayList<>();
        String main = textOf(Repository.MAIN, ".java") + textOf(Repository.MIGRATIONS, ".sql");
        String tests = textOf(Repository.TEST, ".java");
        int rows = 0;
        for (String line : Repository.read(Repository.ROOT.resolve("docs/INVARIANTS.md")).lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length < 6 || !ID.matcher(cells[1].trim()).matches()) {
                continue;
            }
            rows++;
            String id = cells[1].trim();
            if (!names(main, id)) {
                wrong.add(id + " is named nowhere in the code");
            }
            if (!names(tests, id)) {
                wrong.add(id + " is said to be proved, and no test names it");
            }
            wrong.addAll(missing(id, cells[4] + cells[5]));
            wrong.addAll(silent(id, cells[5]));
        }
        assertThat(wrong).isEmpty();
        assertThat(rows).as("rows of docs/INVARIANTS.md").isGreaterThan(30);
    }

    private static List<String> missing(String id, String cell) {
        List<String> wrong = new ArrayList<>();
        Matcher quoted = Pattern.compile("`([A-Za-z]+(?:__[a-z]+)?(?:\\.sql)?)`").matcher(cell);
        while (quoted.find()) {
            String file = quoted.group(1).endsWith(".sql") ? quoted.group(1) : quoted.group(1) + ".java";
            boolean there = Stream.of(Repository.MAIN, Repository.TEST, Repository.MIGRATIONS)
                    .anyMatch(folder -> Repository.files(folder, "/" + file).size() > 0);
            if (!there) {
                wrong.add(id + " names " + file + ", which is not there");
            }
        }
        return wrong;
    }

    /** Tests that are said to prove an id and do not name it. */
    private static List<String> silent(String id, String cell) {
        List<String> wrong = new ArrayList<>();
        Matcher quoted = Pattern.compile("`([A-Za-z]+Test)`").matcher(cell);
        while (quoted.find()) {
            for (Path file : Repository.files(Repository.TEST, "/" + quoted.group(1) + ".java")) {
                if (!names(Repository.read(file), id)) {
                    wrong.add(quoted.group(1) + " is said to prove " + id + " and does not name it");
                }
            }
        }
        return wrong;
    }

    private static boolean names(String text, String id) {
        return Pattern.compile("(?i)\\b" + id + "\\b").matcher(text).find();
    }

    private static String textOf(Path folder, String ending) {
        return Repository.files(folder, ending).stream().map(Repository::read).collect(Collectors.joining("\n"));
    }

    private static TreeSet<String> keys(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Repository.read(file)));
        return new TreeSet<>(properties.stringPropertyNames());
    }
}
