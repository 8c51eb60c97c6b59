package io.tuanzi.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An import of a catalogue file and how far it has come.
 *
 * @param state {@code STAGED} (a look is taken before it is applied), {@code RUNNING}, {@code DONE}, {@code FAILED}
 * @param dryRun whether nothing is written but the report
 * @param form {@code SHOPIFY} or {@code TUANZI}
 * @param rows records of the file below its header
 * @param applied products looked at so far: created, updated, unchanged and refused
 * @param skus SKUs of the products taken
 * @param by who started it
 * @param error why it failed, as a code
 */
public record ImportJob(long importId, String fileName, String state, boolean dryRun, String form, int rows,
                        int products, int applied, int created, int updated, int unchanged, int refused, int skus,
                        int findings, Instant startedAt, @Nullable Instant finishedAt, String by,
                        @Nullable String error) {

    /** Products that are in the shop as the file has them: created, updated or unchanged. */
    public int taken() {
        return created + updated + unchanged;
    }
}
