package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.proof.CrashPointTest.CrashShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which scene reaches which crash point: heard from a shop in which every scene was played once, kept in
 * {@code docs/generated/crash-points.md}.
 */
final class Recording {

    /** The first start of an empty shop, with its demo. */
    static final String OPENING = "the shop opens";
    static final String NOTHING = "nothing happens";
    static final String JOINS = "joins";
    private static final Path PAGE = root().resolve("docs/generated/crash-points.md");

    private final Map<String, String> scenes = new TreeMap<>();
    private final List<String> unreached = new ArrayList<>();

    private Recording() {
    }

    static Path root() {
        return io.tuanzi.testing.TestDatabase.target().resolve("../..").normalize();
    }

    /** Plays every scene; at a landing, or for a part of the points, it takes the page's word for it. */
    static Recording of(CrashShop shop) {
        Recording recording = new Recording();
        shop.start();
        if (Hammer.small() || Campaign.isPart(System.getenv().getOrDefault("TUANZI_ONLY", ""))) {
            page().forEach((name, scene) -> recording.scenes.put(name, scene));
            shop.kill();
            shop.forget();
            shop.start();
            return recording;
        }
        List<String> opening = shop.lines("visited");
        TreeSet<String> joined = new TreeSet<>(shop.lines("joined"));
        assertThat(shop.scenes()).isNotEmpty(); // what sets the stage is no scene
        shop.kill();
        shop.forget();
        shop.start();
        List<String> wrong = new ArrayList<>(shop.reckon(Duration.ofSeconds(60)));
        recording.hear(shop, NOTHING);
        shop.scenes().forEach((name, scene) -> {
            long began = System.nanoTime();
            int before = wrong.size();
            try {
                scene.play();
            } catch (RuntimeException | AssertionError e) {
                wrong.add("scene \"" + name + "\": " + e);
            }
            shop.reckon(Duration.ofSeconds(20)).forEach(each -> wrong.add("after \"" + name + "\": " + each));
            recording.hear(shop, name);
            System.out.printf("scene \"%s\" %d ms %s%n", name, (System.nanoTime() - began) / 1_000_000L,
                    wrong.subList(before, wrong.size()));
        });
        opening.forEach(name -> recording.scenes.putIfAbsent(name, OPENING));
        joined.addAll(shop.lines("joined"));
        recording.compare(joined);
        recording.unreached.addAll(wrong);
        recording.unreached.forEach(System.out::println);
        return recording;
    }

    private void hear(CrashShop shop, String scene) {
        shop.lines("visited").forEach(name -> scenes.putIfAbsent(name, scene));
    }

    /** Names of the sources nobody visited or joined, and visited names the sources do not show. */
    private void compare(TreeSet<String> joined) {
        List<String> all = CrashPoints.all();
        scenes.keySet().stream().filter(name -> !all.contains(name))
                .forEach(name -> unreached.add("visited, but not in the list read from the sources: " + name));
        for (String point : all) {
            String transaction = point.replaceFirst("\\.(before|after)-commit$", "");
            if (!scenes.containsKey(point)) {
                if (joined.contains(transaction)) {
                    scenes.put(point, JOINS);
                } else {
                    unreached.add("not reached by any scene: " + point);
                }
            }
        }
        if ("write".equals(System.getenv("TUANZI_DOCS"))) {
            write(scenes);
        } else {
            Map<String, String> known = page();
            scenes.forEach((point, scene) -> {
                if (JOINS.equals(scene) != JOINS.equals(known.get(point))) {
                    unreached.add(point + " is said to be: " + known.get(point) + ", and is: " + scene);
                }
            });
        }
    }

    /** The points to halt at, each with its scene. */
    Map<String, String> points() {
        Map<String, String> points = new LinkedHashMap<>();
        scenes.forEach((point, scene) -> {
            if (!JOINS.equals(scene)) {
                points.put(point, scene);
            }
        });
        return points;
    }

    List<String> unreached() {
        return unreached;
    }

    /** The page: points with their scenes. */
    static Map<String, String> page() {
        try {
            Map<String, String> points = new TreeMap<>();
            if (Files.exists(PAGE)) {
                for (String line : Files.readAllLines(PAGE)) {
                    String[] cells = line.split("\\|", -1);
                    if (cells.length == 4 && cells[1].contains("`")) {
                        points.put(cells[1].replace("`", "").strip(), cells[2].strip());
                    }
                }
            }
            return points;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Map<String, String> scenes) {
        StringBuilder page = new StringBuilder("""
                # Crash points

                Where a crash test may halt the shop, read from the sources, each with the scene of `Scenes` that
                  reaches it.
                What says `joins` is a block that in this build always runs inside another's transaction and has no
                  commit
                of its own. `./tuanzi crash` halts once at every other one. Made by `./tuanzi docs` (names) and
                `TUANZI_DOCS=write ./tuanzi crash` (scenes); the build fails when the names differ.

                | point | reached when |
                |---|---|
                """);
        new TreeMap<>(scenes).forEach((point, scene) -> page.append("| `").append(point).append("` | ").append(scene)
                .append(" |\n"));
        try {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
