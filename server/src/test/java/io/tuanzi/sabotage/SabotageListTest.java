package io.tuanzi.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every sabotage still names a line that stands exactly once, and tests that exist. */
class SabotageListTest {

    @Test
    void linesAndTestsAreThere() throws IOException {
        Path main = TestDatabase.target().resolveSibling("src/main/java/io/tuanzi");
        Path tests = TestDatabase.target().resolveSibling("src/test/java/io/tuanzi");
        for (Sabotage each : Sabotage.all()) {
            String source = Files.readString(main.resolve(each.file().replace('.', '/') + ".java"));
            assertThat(source.split(java.util.regex.Pattern.quote(each.old()), -1)).as(each.what()).hasSize(2);
            for (String test : each.tests()) {
                assertThat(tests.resolve(test.replaceFirst("#.*", "").replace('.', '/') + ".java")).exists();
            }
        }
        assertThat(Sabotage.all()).hasSizeGreaterThanOrEqualTo(10);
    }
}
