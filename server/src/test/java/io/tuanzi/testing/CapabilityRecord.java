package io.tuanzi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Writes which capabilities passed and failed, one file per test class, begun anew by each run of the class. */
final class CapabilityRecord implements TestWatcher {
    private static final Path FOLDER = Path.of("target", "capabilities");
    private static final Set<String> BEGUN = ConcurrentHashMap.newKeySet();

    @Override
    public void testSuccessful(ExtensionContext context) {
        write(context, "passed");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        write(context, "failed");
    }

    private static synchronized void write(ExtensionContext context, String how) {
        Class<?> outer = ShopTestListener.outermost(context.getRequiredTestClass());
        StringBuilder lines = new StringBuilder();
        AnnotationSupport.findAnnotation(outer, Capability.class).ifPresent(c -> line(lines, c, how));
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Capability.class)
                .ifPresent(c -> line(lines, c, how));
        try {
            Files.createDirectories(FOLDER);
            Path file = FOLDER.resolve(outer.getSimpleName() + ".txt");
            if (BEGUN.add(outer.getName())) {
                Files.deleteIfExists(file);
            }
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(StringBuilder lines, Capability capability, String how) {
        for (String id : capability.value()) {
            lines.append(id).append(' ').append(how).append('\n');
        }
    }
}
