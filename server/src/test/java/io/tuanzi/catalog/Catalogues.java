package io.tuanzi.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds catalogues to import: the real ones beside the repository, when they are there, and our own small ones. */
final class Catalogues {

    private Catalogues() {
    }

    /** The folder of the real catalogues: {@code TUANZI_CATALOGUES}, or beside the repository. */
    static Optional<Path> real() {
        String named = System.getenv("TUANZI_CATALOGUES");
        Stream<Path> places = named == null || named.isBlank()
                ? Stream.of(Path.of("../../shared/data/catalog"), Path.of("../shared/data/catalog"),
                        Path.of("/work/shared/data/catalog"))
                : Stream.of(Path.of(named));
        Optional<Path> found = places.filter(Files::isDirectory).findFirst();
        if (found.isEmpty()) {
            System.out.println("NOT TESTED: the real catalogues are not here; set TUANZI_CATALOGUES to their folder");
        }
        return found;
    }

    /** One of our own files in {@code src/test/resources/catalogues}. */
    static Path own(String name) {
        try {
            return Path.of(Objects.requireNonNull(Catalogues.class.getResource("/catalogues/" + name), name).toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The three real files and what is in them: products, SKUs. */
    static List<Real> files() {
        return List.of(new Real("apparel.csv", 25, 96), new Real("bicycles.csv", 284, 1_121),
                new Real("jewelry.csv", 19, 24));
    }

    /** A real file and its size. */
    record Real(String name, int products, int skus) {
    }
}
