package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.order.OrderState;
import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.modulith.core.DependencyDepth;

/** The pages of {@code docs/generated}, made from the code; a page that says something else fails. */
@Tag("docs")
class GeneratedDocsTest {
    private static final Path GENERATED = Repository.ROOT.resolve("docs/generated");
    private static final Pattern PROSE = Pattern.compile("(?s)/\\*\\*\\s*(.*?)\\*/");
    private static final Pattern STATES = Pattern.compile(
            "\\bstate\\s+text[^,]*?(?:DEFAULT\\s+'([A-Z_]+)')?\\s*CHECK\\s*\\(state IN \\(([^)]*)\\)\\)");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE\\s+([a-z_.]+)");

    @Test
    void modules() {
        StringBuilder page = page("Modules", "Each package below `io.tuanzi` and the modules it uses. Every module may"
                + " also use `kernel` and `platform`. The rules stand in each `package-info.java`.");
        page.append("| module | what it is | uses |\n|---|---|---|\n");
        ModularityTest.MODULES.stream().filter(m -> info(m.getIdentifier().toString()).toFile().exists())
                .sorted(Comparator.comparing(m -> m.getIdentifier().toString())).forEach(m -> {
            String name = m.getIdentifier().toString();
            String uses = m.getDependencies(ModularityTest.MODULES, DependencyDepth.IMMEDIATE).uniqueModules()
                    .map(d -> d.getIdentifier().toString()).filter(d -> !d.equals("kernel") && !d.equals("platform"))
                    .sorted().collect(Collectors.joining(", "));
            page.append("| ").append(name).append(" | ").append(sentence(name)).append(" | ").append(uses)
                    .append(" |\n");
        });
        same("modules.md", page);
    }

    @Test
    void states() {
        StringBuilder page = page("States", "What may follow what for an order (`OrderState`), and the states every"
                + " other row may be in, as its table allows them.");
        page.append("## Orders\n\n| state | may become |\n|---|---|\n");
        for (OrderState state : OrderState.values()) {
            String next = state.next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
            page.append("| ").append(state).append(" | ").append(next.isEmpty() ? "(the end)" : next).append(" |\n");
        }
        page.append("\n## Tables\n\n| table | begins as | states |\n|---|---|---|\n");
        Map<String, String> rows = new TreeMap<>();
        for (Path file : Repository.files(Repository.MIGRATIONS, ".sql")) {
            String sql = Repository.read(file);
            Matcher states = STATES.matcher(sql);
            while (states.find()) {
                Matcher table = TABLE.matcher(sql.substring(0, states.start()));
                String name = table.results().map(r -> r.group(1)).reduce("", (first, second) -> second);
                rows.put(name, "| %s | %s | %s |\n".formatted(name, Objects.requireNonNullElse(states.group(1), ""),
                        states.group(2).replace("'", "").replaceAll("\\s+", " ").trim()));
            }
        }
        rows.values().forEach(page::append);
        same("states.md", page);
    }

    @Test
    void events() throws ClassNotFoundException {
        StringBuilder page = page("Facts", "What modules publish. A fact is written in the transaction that did what it"
                + " tells; its name and fields are a contract with whoever reads the log.");
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(FactType.class));
        List<Class<?>> facts = new ArrayList<>();
        for (var found : scanner.findCandidateComponents("io.tuanzi")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            if (FactBody.class.isAssignableFrom(type) && isMain(type)) {
                facts.add(type);
            }
        }
        facts.sort(Comparator.comparing(f -> fact(f).name()));
        page.append("| fact | version | about | module | fields |\n|---|---|---|---|---|\n");
        for (Class<?> type : facts) {
            String fields = Arrays.stream(type.getRecordComponents()).map(GeneratedDocsTest::field)
                    .collect(Collectors.joining(", "));
            page.append("| %s | %d | %s | %s | %s |\n".formatted(fact(type).name(), fact(type).version(),
                    fact(type).aggregate(), type.getPackageName().split("\\.")[2], fields));
        }
        same("events.md", page);
    }

    private static boolean isMain(Class<?> type) {
        return Repository.MAIN.resolve(type.getName().replace('.', '/') + ".java").toFile().exists();
    }

    private static FactType fact(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(FactType.class));
    }

    private static String field(RecordComponent field) {
        String type = field.getGenericType().getTypeName().replaceAll("[a-z]+\\.|\\w+\\$", "");
        return "`" + field.getName() + "` " + type;
    }

    private static String sentence(String module) {
        Matcher prose = PROSE.matcher(Repository.read(info(module)));
        assertThat(prose.find()).as("prose of " + module).isTrue();
        String text = prose.group(1).replaceAll("(?m)^\\s*\\*\\s?", "").replaceAll("\\{@\\w+ ([^}]*)}", "`$1`");
        return text.split("\\n\\s*\\n|<p>|(?<=\\.)\\s")[0].replaceAll("\\s+", " ").trim();
    }

    private static Path info(String module) {
        return Repository.MAIN.resolve("io/tuanzi/" + module.replace('.', '/') + "/package-info.java");
    }

    private static StringBuilder page(String title, String what) {
        return new StringBuilder("# ").append(title).append("\n\n").append(what)
                .append("\nMade by `./tuanzi docs`; the build fails when it differs.\n\n");
    }

    private static void same(String name, StringBuilder page) {
        Path file = GENERATED.resolve(name);
        if (Repository.writing()) {
            Repository.write(file, page.toString());
            return;
        }
        assertThat(file).as("run ./tuanzi docs").exists();
        assertThat(Repository.read(file)).as(name + " differs; run ./tuanzi docs").isEqualTo(page.toString());
    }
}
