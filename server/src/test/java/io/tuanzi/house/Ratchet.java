package io.tuanzi.house;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a rule found, beside what is allowed to be so.
 *
 * <p>The list is {@code house/ratchet.txt}: rule, file, how often, reason. More than listed fails; fewer fails too,
 * until the list says so ({@code ./tuanzi docs} shrinks it and never lets it grow).
 */
final class Ratchet {
    private static final Path LIST = Repository.ROOT.resolve("server/src/test/resources/house/ratchet.txt");

    private final String rule;
    private final Map<String, List<String>> found = new TreeMap<>();

    Ratchet(String rule) {
        this.rule = rule;
    }

    void add(String file, String what) {
        found.computeIfAbsent(file, f -> new ArrayList<>()).add(what);
    }

    void check() {
        Map<String, Integer> allowed = new TreeMap<>();
        List<String> kept = new ArrayList<>();
        for (String line : Repository.read(LIST).lines().toList()) {
            String[] cells = line.split("\\s+", 4);
            if (line.startsWith("#") || !cells[0].equals(rule)) {
                kept.add(line);
                continue;
            }
            int now = Math.min(Integer.parseInt(cells[2]), found.getOrDefault(cells[1], List.of()).size());
            allowed.put(cells[1], Repository.writing() ? now : Integer.parseInt(cells[2]));
            if (now > 0) {
                kept.add("%s %s %d %s".formatted(rule, cells[1], now, cells[3]));
            }
        }
        if (Repository.writing()) {
            Repository.write(LIST, String.join("\n", kept) + "\n");
        }
        var files = new TreeSet<>(found.keySet());
        files.addAll(allowed.keySet());
        List<String> wrong = new ArrayList<>();
        for (String file : files) {
            List<String> here = found.getOrDefault(file, List.of());
            int may = allowed.getOrDefault(file, 0);
            if (here.size() > may) {
                here.forEach(what -> wrong.add(file + ": " + what));
            } else if (here.size() < may) {
                wrong.add("%s: %d are left of %d; shrink the list with ./tuanzi docs".formatted(
                        file, here.size(), may));
            }
        }
        if (!wrong.isEmpty()) {
            fail(rule + "\n  " + String.join("\n  ", wrong));
        }
    }
}
