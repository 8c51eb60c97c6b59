package io.tuanzi.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** The style of the code as a test; {@code docs/STYLE.md} says why. */
@Tag("docs")
class TidyTest {
    private static final int WIDTH = 120;
    private static final int METHOD = 60;
    private static final int FILE = 400;

    private static final List<JavaFile> MAIN = JavaFile.below(Repository.MAIN);
    private static final List<JavaFile> TESTS = JavaFile.below(Repository.TEST);

    private static final Pattern SQL = Pattern.compile(
            "\\b(SELECT\\s+\\S|INSERT\\s+INTO|UPDATE\\s+[a-z_.]+\\s|DELETE\\s+FROM|FOR\\s+UPDATE)");
    private static final Pattern SPEAKS_SQL = Pattern.compile(".*(Book|Queries|Reads|Pages|Lists)");
    private static final Pattern RELATION = Pattern.compile(
            "\\b(?:FROM|JOIN|INTO|UPDATE|REFERENCES|TABLE|VIEW|ON)\\s+([a-z_]+)\\.([a-z_]+)");
    private static final Pattern BAD_NAME = Pattern.compile(
            "Abstract.*|Base[A-Z].*|.*(Impl|DTO|Dto|VO|BO|Utils?|Helper|Manager|Base)");
    private static final Set<String> BANNED = Set.of("Instant.now", "System.currentTimeMillis", "UUID.randomUUID",
            "Thread.sleep", "LocalDate.now", "LocalDateTime.now", "ZonedDateTime.now", "Math.random");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)\\s*\\S.{8,}?[.:;)](\\s|$).*");

    @Test
    void linesFitAScreen() {
        Ratchet ratchet = new Ratchet("line");
        everyFile().forEach(file -> {
            List<String> lines = file.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > WIDTH) {
                    ratchet.add(file.name(), "line %d has %d columns".formatted(i + 1, lines.get(i).length()));
                }
            }
        });
        ratchet.check();
    }

    @Test
    void filesAreReadInOneSitting() {
        Ratchet ratchet = new Ratchet("file");
        everyFile().filter(file -> file.text().lines().count() > FILE)
                .forEach(file -> ratchet.add(file.name(), file.text().lines().count() + " lines"));
        ratchet.check();
    }

    @Test
    void methodsFitAPage() {
        Ratchet ratchet = new Ratchet("method");
        everyFile().forEach(file -> new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                if (file.height(method) > METHOD) {
                    ratchet.add(file.name(), method.getName() + " has " + file.height(method) + " lines");
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(file.unit(), null));
        ratchet.check();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Ratchet ratchet = new Ratchet("package");
        Set<Path> told = new TreeSet<>();
        for (JavaFile file : MAIN) {
            boolean tells = file.text().contains("@NullMarked") && file.text().contains("/**");
            if (file.isPackageInfo() && tells) {
                told.add(Repository.folder(file.path()));
            }
        }
        for (JavaFile file : MAIN) {
            if (!told.contains(Repository.folder(file.path()))) {
                ratchet.add(Repository.name(Repository.folder(file.path())),
                        "no package-info with @NullMarked and prose");
            }
        }
        ratchet.check();
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        Ratchet ratchet = new Ratchet("javadoc");
        for (JavaFile file : MAIN) {
            for (Tree type : file.unit().getTypeDecls()) {
                if (type instanceof ClassTree c && c.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                    String comment = file.comment(type);
                    if (comment == null || !FIRST_SENTENCE.matcher(comment).matches()) {
                        ratchet.add(file.name(), c.getSimpleName() + " has no first sentence");
                    }
                }
            }
        }
        ratchet.check();
    }

    /** T1. The provider for practice is a process of its own and may share no class, so it asks the JDK itself. */
    @Test
    void timeAndChanceComeFromThePlatform() {
        Ratchet ratchet = new Ratchet("clock");
        MAIN.stream().filter(file -> !Set.of("platform", "sandboxpay").contains(file.module()))
                .forEach(file -> calls(file, ratchet::add));
        TESTS.forEach(file -> calls(file, (name, call) -> {
            if (call.equals("Thread.sleep")) {
                ratchet.add(name, call);
            }
        }));
        ratchet.check();
    }

    @Test
    void transactionsAreOpenedByNameOnly() {
        Ratchet ratchet = new Ratchet("transactional");
        MAIN.forEach(file -> new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
                if (annotation.getAnnotationType().toString().endsWith("Transactional")) {
                    ratchet.add(file.name(), "@Transactional; open it with tx.call(\"name\", …)");
                }
                return super.visitAnnotation(annotation, nothing);
            }
        }.scan(file.unit(), null));
        ratchet.check();
    }

    @Test
    void sqlIsWrittenInBooks() {
        Ratchet ratchet = new Ratchet("sql");
        for (JavaFile file : MAIN) {
            if (!SPEAKS_SQL.matcher(file.type()).matches() && texts(file).anyMatch(t -> SQL.matcher(t).find())) {
                ratchet.add(file.name(), "SQL outside of a *Book");
            }
        }
        ratchet.check();
    }

    @Test
    void sqlStaysInItsOwnSchema() {
        Ratchet ratchet = new Ratchet("schema");
        for (JavaFile file : MAIN) {
            texts(file).filter(t -> SQL.matcher(t).find())
                    .forEach(t -> foreign(t, schema(file.module())).forEach(f -> ratchet.add(file.name(), f)));
        }
        for (Path file : Repository.files(Repository.MIGRATIONS, ".sql")) {
            String module = String.valueOf(Repository.folder(file).getFileName());
            if (!module.equals("audit")) { // the only one that may read all
                String sql = Repository.read(file).replaceAll("--[^\n]*", "");
                foreign(sql, schema(module)).forEach(f -> ratchet.add(Repository.name(file), f));
            }
        }
        ratchet.check();
    }

    @Test
    void namesSayWhatAThingIs() {
        Ratchet ratchet = new Ratchet("name");
        everyFile().filter(file -> BAD_NAME.matcher(file.type()).matches())
                .forEach(file -> ratchet.add(file.name(), file.type() + " says nothing"));
        ratchet.check();
    }

    @Test
    void nothingIsLeftForLater() {
        Ratchet ratchet = new Ratchet("unfinished");
        Stream.of("server/src", "console/src", "storefront/src", "docs", "build", "bench")
                .map(Repository.ROOT::resolve).filter(p -> p.toFile().isDirectory())
                .flatMap(p -> Stream.of(".java", ".ts", ".vue", ".sql", ".md", ".mjs")
                        .flatMap(ending -> Repository.files(p, ending).stream()))
                .filter(file -> UNFINISHED.matcher(Repository.read(file)).find())
                .forEach(file -> ratchet.add(Repository.name(file), "an unfinished place"));
        ratchet.check();
    }

    private static Stream<JavaFile> everyFile() {
        return Stream.concat(MAIN.stream(), TESTS.stream());
    }

    private static void calls(JavaFile file, BiConsumer<String, String> found) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                if (call.getMethodSelect() instanceof MemberSelectTree select && BANNED.contains(select.toString())) {
                    found.accept(file.name(), select.toString());
                }
                return super.visitMethodInvocation(call, nothing);
            }

            @Override
            public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
                if (Set.of("Random", "SecureRandom").contains(made.getIdentifier().toString())) {
                    found.accept(file.name(), "new " + made.getIdentifier());
                }
                return super.visitNewClass(made, nothing);
            }
        }.scan(file.unit(), null);
    }

    private static Stream<String> texts(JavaFile file) {
        Stream.Builder<String> texts = Stream.builder();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                if (literal.getValue() instanceof String text) {
                    texts.add(text);
                }
                return null;
            }
        }.scan(file.unit(), null);
        return texts.build();
    }

    private static String schema(String module) {
        return module.equals("order") ? "orders" : module;
    }

    /** Relations of other schemas that a statement names; an alias before a dot is no relation. */
    private static Set<String> foreign(String sql, String own) {
        Set<String> found = new TreeSet<>();
        Matcher relation = RELATION.matcher(sql);
        while (relation.find()) {
            boolean schema = Repository.MIGRATIONS.resolve(relation.group(1).replaceFirst("^orders$", "order"))
                    .toFile().isDirectory();
            if (schema && !relation.group(1).equals(own)) {
                found.add(relation.group(1) + "." + relation.group(2));
            }
        }
        return found;
    }
}
