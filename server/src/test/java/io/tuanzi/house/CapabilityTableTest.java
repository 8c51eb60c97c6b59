package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of capabilities in the READMEs, made from the tests that passed; no row works that no test carries. */
@Tag("docs")
class CapabilityTableTest {
    private static final Path LIST = Repository.ROOT.resolve("docs/capabilities.csv");
    private static final Path PASSED = Repository.ROOT.resolve("server/target/capabilities");
    private static final List<String> PAGES = List.of("README.md", "README.zh-CN.md");
    private static final String BEGIN = "<!-- capabilities: made by ./tuanzi docs -->\n";
    private static final String END = "<!-- end of capabilities -->";
    private static final Pattern CARRIED = Pattern.compile("@Capability\\(([^)]*)\\)");
    private static final Pattern ID = Pattern.compile("[A-Z]{3}-\\d{2}");

    @Test
    void everyRowSaysWhatItsTestsSay() throws IOException {
        if (Repository.writing()) {
            Set<String> works = works();
            for (String page : PAGES) {
                Path file = Repository.ROOT.resolve(page);
                String text = Repository.read(file);
                Repository.write(file, text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                        + table(works, page.contains("zh")) + text.substring(text.indexOf(END)));
            }
        }
        Set<String> known = new TreeSet<>();
        rows().forEach(row -> known.add(row.get("id")));
        assertThat(known).as("ids that tests carry are in docs/capabilities.csv").containsAll(carried());
        for (String page : PAGES) {
            String text = Repository.read(Repository.ROOT.resolve(page));
            text = text.substring(text.indexOf(BEGIN), text.indexOf(END));
            Set<String> said = new TreeSet<>();
            Set<String> claimed = new TreeSet<>();
            for (String line : text.lines().toList()) {
                Matcher id = ID.matcher(line);
                if (id.find()) {
                    said.add(id.group());
                    if (!line.contains("| –")) {
                        claimed.add(id.group());
                    }
                }
            }
            assertThat(said).as(page + ": run ./tuanzi docs").isEqualTo(known);
            assertThat(carried()).as(page + " claims only what a test carries").containsAll(claimed);
        }
    }

    /** Passed somewhere and failed nowhere, in the last run of each class. */
    private static Set<String> works() {
        Set<String> passed = new TreeSet<>();
        Set<String> failed = new TreeSet<>();
        if (PASSED.toFile().isDirectory()) {
            for (Path file : Repository.files(PASSED, ".txt")) {
                for (String line : Repository.read(file).lines().toList()) {
                    String[] cells = line.split(" ", 2);
                    (cells[1].equals("passed") ? passed : failed).add(cells[0]);
                }
            }
        }
        passed.removeAll(failed);
        passed.retainAll(carried());
        return passed;
    }

    private static Set<String> carried() {
        Set<String> carried = new TreeSet<>();
        for (Path file : Repository.files(Repository.TEST, "Test.java")) {
            Matcher mark = CARRIED.matcher(Repository.read(file));
            while (mark.find()) {
                Matcher id = ID.matcher(mark.group(1));
                while (id.find()) {
                    carried.add(id.group());
                }
            }
        }
        return carried;
    }

    private static String table(Set<String> works, boolean chinese) throws IOException {
        StringBuilder table = new StringBuilder(chinese
                ? "| 编号 | 能做什么 | 状态 | 在哪里 |\n"
                : "| id | what | state | where |\n");
        table.append("|---|---|---|---|\n");
        for (CSVRecord row : rows()) {
            String yes = chinese ? "可用" : "works";
            String no = chinese ? "– 还没有" : "– not yet";
            table.append("| %s | %s | %s | %s |\n".formatted(row.get("id"), row.get(chinese ? "what_zh" : "what"),
                    works.contains(row.get("id")) ? yes : no, row.get("where")));
        }
        return table.toString();
    }

    private static List<CSVRecord> rows() throws IOException {
        CSVFormat form = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser parser = CSVParser.parse(Repository.read(LIST), form)) {
            return new ArrayList<>(parser.getRecords());
        }
    }
}
