package io.tuanzi.catalog;

import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Paged;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes product catalogues in: CSV in our own form and in Shopify's.
 *
 * <p>A file is staged whole, then applied product by product, each in its own transaction; an import that was cut
 * off goes on where it stopped, and the same file again changes nothing.
 */
public interface Imports {

    /**
     * Reads a file into the staging tables. Refuses with 400 a file that is empty, in an unknown encoding, with an
     * unclosed quote or without the columns for handle and title, each with the row; and an unknown rate.
     * A file that is being imported already is not staged again: its job is returned.
     */
    ImportJob stage(Path file, ImportAsk ask);

    /** Forgets a staged job that nobody will start; jobs in any other state stay. */
    void discard(long importId);

    /** Starts applying a staged job in the background; a dry run is looked through the same way. */
    ImportJob start(long importId);

    /** Applies a job on this thread, telling after each product; returns it finished. */
    ImportJob run(long importId, Consumer<ImportJob> progress);

    /** Applies for real what was a finished dry run, or was staged and not started; refuses any other state. */
    ImportJob apply(long importId, String by, String reason);

    Optional<ImportJob> job(long importId);

    /** Jobs, newest first. */
    Paged<ImportJob> jobs(@Nullable String after, int limit);

    /** What was told in order of the file, of one severity or of all. */
    Paged<ImportFinding> findings(long importId, @Nullable String severity, @Nullable String after, int limit,
                                  Language language);
}
