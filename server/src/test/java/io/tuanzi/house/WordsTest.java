package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the code refuses or calls by a word, people read in their language: no key in one language only. */
class WordsTest {

    private static final Pattern SLOT = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");
    private static final Pattern CODE =
            Pattern.compile("Problem\\s*\\.(?:of\\(\\s*\\d+,|conflict\\()\\s*\"([A-Z][A-Z_]+)\"");
    private static final Pattern WHAT = Pattern.compile("(?:notFound|Fields\\.id)\\(\\s*\"([^\"]+)\"");
    private static final Pattern WHY =
            Pattern.compile("Problem\\s*\\.invalid\\([^;\"]*(?:\"[^\"]*\"[^;\",]*)?,\\s*\"([A-Za-z]+)\"\\)");
    /** What only a machine asks for; people are never shown it. */
    private static final Set<String> NOT_PEOPLE = Set.of("media", "page");

    private static List<String> sources() {
        return Repository.files(Repository.MAIN, ".java").stream().map(Repository::read).toList();
    }

    private static Set<String> found(Pattern pattern) {
        Set<String> words = new TreeSet<>();
        sources().forEach(text -> pattern.matcher(text).results().forEach(match -> words.add(match.group(1))));
        return words;
    }

    private static void has(Phrasebook book, Set<String> keys) {
        for (Language language : Language.values()) {
            Set<String> missing = new TreeSet<>(keys);
            missing.removeAll(book.keys(language));
            assertThat(missing).as("without words in " + language).isEmpty();
        }
    }

    private static List<String> slots(String text) {
        return SLOT.matcher(text).results().map(m -> m.group()).distinct().sorted().toList();
    }

    @Test
    void everyBookSaysTheSameInBothLanguages() {
        Set<String> books = Repository.files(Repository.RESOURCES, ".properties").stream()
                .filter(file -> Repository.folder(file).equals(Repository.RESOURCES)).map(Path::getFileName)
                .map(name -> String.valueOf(name).replaceAll("(-[a-z]+)?(_en)?\\.properties$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(books).hasSizeGreaterThan(8);
        List<String> wrong = new ArrayList<>();
        for (String name : books) {
            Phrasebook book = Phrasebook.open(name);
            assertThat(book.keys(Language.EN)).as(name).isEqualTo(book.keys(Language.ZH));
        }
        for (Path file : Repository.files(Repository.RESOURCES, ".properties")) {
            boolean english = String.valueOf(file.getFileName()).endsWith("_en.properties");
            lines(file).forEach((key, text) -> {
                if (text.isBlank() || english && text.codePoints().anyMatch(Character::isIdeographic)) {
                    wrong.add(Repository.name(file) + " " + key + ": " + text);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aTextFillsTheSameSlotsInBothLanguages() {
        List<String> wrong = new ArrayList<>();
        for (Path file : Repository.files(Repository.RESOURCES, "_en.properties")) {
            Path other = file.resolveSibling(String.valueOf(file.getFileName()).replace("_en.properties",
                    ".properties"));
            Map<String, String> zh = lines(other);
            lines(file).forEach((key, text) -> {
                List<String> more = new ArrayList<>(slots(text));
                more.removeAll(slots(zh.getOrDefault(key, "")));
                if (!more.isEmpty()) {
                    wrong.add(Repository.name(file) + " " + key + ": " + more + " is not in the Chinese text");
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> lines(Path file) {
        return Repository.read(file).lines().filter(line -> line.contains("=") && !line.startsWith("#"))
                .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')).strip(),
                        line -> line.substring(line.indexOf('=') + 1)));
    }

    @Test
    void everyRefusalHasItsWords() {
        Phrasebook problems = Phrasebook.open("problems");
        Set<String> codes = found(CODE);
        assertThat(codes).as("codes in the code").hasSizeGreaterThan(40);
        has(problems, codes.stream().map(code -> code + ".title").collect(Collectors.toSet()));
        Set<String> whats = found(WHAT);
        whats.removeAll(NOT_PEOPLE);
        assertThat(whats).as("things that may not be found").hasSizeGreaterThan(20);
        has(problems, whats.stream().map(what -> "what." + what).collect(Collectors.toSet()));
        Set<String> whys = found(WHY);
        assertThat(whys).as("faults of fields").hasSizeGreaterThan(15);
        has(problems, whys.stream().map(why -> "why." + why).collect(Collectors.toSet()));
    }

    @Test
    void theTestSeesWhatItShould() {
        Matcher code = CODE.matcher("throw Problem.conflict(\"NO_SPLIT\")");
        assertThat(code.find() && code.group(1).equals("NO_SPLIT")).isTrue();
        Matcher why = WHY.matcher("Problem.invalid(at + \"regions\", \"twice\")");
        assertThat(why.find() && why.group(1).equals("twice")).isTrue();
    }
}
