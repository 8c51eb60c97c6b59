package io.tuanzi.platform.postgres;

import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A data folder for one test, with the test server's programs so that they are not unpacked again. */
record ScratchFolder(DataFolder folder) implements AutoCloseable {
    static final ServerSettings SMALL = ServerSettings.durable().with("shared_buffers", "16MB");

    static ScratchFolder make() throws IOException {
        TestDatabase.server();
        Path parent = Files.createDirectories(TestDatabase.target().resolve("scratch"));
        DataFolder folder = DataFolder.at(parent.resolve("shop-" + System.nanoTime()));
        Path shared = ClusterHome.of(DataFolder.at(TestDatabase.target().resolve("test-pg"))).path();
        Files.createSymbolicLink(ClusterHome.of(folder).path().resolve("pg-bin"), shared.resolve("pg-bin"));
        return new ScratchFolder(folder);
    }

    @Override
    public void close() throws IOException {
        Path home = ClusterHome.of(folder).path();
        if (!home.equals(folder.path())) {
            delete(home);
        }
        delete(folder.path());
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
