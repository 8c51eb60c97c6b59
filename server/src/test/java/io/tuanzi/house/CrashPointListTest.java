package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.proof.CrashPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of crash points names every point of the sources and no other, so that no commit escapes the crash test. */
@Tag("docs")
class CrashPointListTest {

    @Test
    void thePageNamesEveryPoint() {
        Map<String, String> known = CrashPoints.page();
        List<String> all = CrashPoints.all();
        if (Repository.writing()) {
            Map<String, String> next = new TreeMap<>();
            all.forEach(point -> next.put(point, known.getOrDefault(point, "nobody knows yet")));
            CrashPoints.write(next);
            return;
        }
        assertThat(new ArrayList<>(known.keySet())).as("run ./tuanzi docs, then TUANZI_DOCS=write ./tuanzi crash")
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(known.values()).as("points without a scene").doesNotContain("nobody knows yet");
    }
}
