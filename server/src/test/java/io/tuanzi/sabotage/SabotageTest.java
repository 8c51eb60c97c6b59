package io.tuanzi.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.proof.Campaign;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each sabotage turns a named test red: the class is compiled anew with its line made worse, and its tests are run. */
@Tag("sabotage")
class SabotageTest {

    private static final Path TREE = TestDatabase.target().resolveSibling("src/main/java/io/tuanzi");
    private static final long PATIENCE_MINUTES = 6;
    private static final int AT_EACH_LANDING = 3;

    private final Path scratch = TestDatabase.target().resolve("sabotage-" + ProcessHandle.current().pid());

    @Test
    void everySabotageIsFound() throws IOException, InterruptedException {
        String only = System.getenv().getOrDefault("TUANZI_ONLY", "");
        List<String> survived = new ArrayList<>();
        int tried = 0;
        boolean small = "small".equals(System.getenv("TUANZI_SIZE"));
        for (Sabotage each : Sabotage.all()) {
            if (!each.what().contains(only) || (small && tried >= AT_EACH_LANDING)) {
                continue;
            }
            tried++;
            Path worse = worsen(each, tried);
            String red = redTest(each, worse);
            System.out.println((red.isEmpty() ? "SURVIVED " : "found ") + each.what() + (red.isEmpty() ? "" : ", by "
                    + red));
            if (red.isEmpty()) {
                survived.add(each.what());
            }
        }
        System.out.printf("sabotage: %d of %d found%n", tried - survived.size(), tried);
        Campaign.write("sabotage", tried, survived.size());
        assertThat(survived).as("sabotages no test sees").isEmpty();
        assertThat(tried).isPositive();
    }

    /** A folder with the class compiled from its worse source. */
    private Path worsen(Sabotage each, int number) throws IOException, InterruptedException {
        String source = Files.readString(TREE.resolve(each.file().replace('.', '/') + ".java"));
        assertThat(source.split(java.util.regex.Pattern.quote(each.old()), -1)).as(each.what()).hasSize(2);
        Path folder = scratch.resolve("worse-" + number);
        Path file = folder.resolve("src/io/tuanzi/" + each.file().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.replace(each.old(), each.worse()));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int code = run(folder.resolve("compile.log"), List.of(tool("javac"), "-nowarn", "-proc:none", "-parameters",
                "-d",
                classes.toString(), "-cp", System.getProperty("java.class.path"), file.toString()));
        assertThat(code).as("compiling " + each.what() + ": " + Files.readString(folder.resolve("compile.log")))
                .isZero();
        return classes;
    }

    /** The first of its tests that turns red; empty when all stay green. */
    private String redTest(Sabotage each, Path classes) throws IOException, InterruptedException {
        for (String test : each.tests()) {
            Path log = classes.resolveSibling(test.replaceAll("[.#]", "-") + ".log");
            int code = run(log, List.of(tool("java"), "-Xmx700m", "-XX:TieredStopAtLevel=1",
                    "-XX:+EnableDynamicAgentLoading",
                    "--enable-native-access=ALL-UNNAMED", "-Dbasedir=" + scratch, "-cp", classes
                            + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                    "io.tuanzi.sabotage.RunTests", "io.tuanzi." + test));
            if (code != 0) {
                return test;
            }
        }
        return "";
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Runs a command to its end; one that hangs is a red test too. */
    private static int run(Path log, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            Files.writeString(log, "\nit hung\n", StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
            return 99;
        }
        return process.exitValue();
    }
}
