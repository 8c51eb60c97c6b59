package io.tuanzi.proof;

import io.tuanzi.proof.CrashPointTest.CrashShop;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Halts a shop while it opens for the first time, again and again on the same data: each start takes up what the one
 * before left.
 */
final class OpeningCrashes {

    private final Path root;
    private final List<String> failures;

    OpeningCrashes(Path root, List<String> failures) {
        this.root = root;
        this.failures = failures;
    }

    void halt(List<String> points) throws IOException {
        List<String> left = new ArrayList<>(points);
        int round = 0;
        while (!left.isEmpty()) {
            // a step that is done is not done again, so what one chain of starts passed by is met by another
            int before = left.size();
            chain(left, root.resolve("round-" + round++));
            if (left.size() == before) {
                left.forEach(point -> failures.add(point + ": the opening does not reach it"));
                return;
            }
        }
    }

    private void chain(List<String> left, Path folder) throws IOException {
        try (TestDatabase database = TestDatabase.fresh(); CrashShop shop = new CrashShop(folder, database)) {
            for (String point : List.copyOf(left)) {
                if (shop.opensUntil(point)) {
                    left.remove(point);
                }
                if (shop.isOpen()) {
                    break;
                }
            }
            if (!shop.isOpen()) {
                shop.forget();
                shop.start();
            }
            shop.reckon(Duration.ofSeconds(60)).forEach(each -> failures.add("opening: " + each));
        }
    }
}
