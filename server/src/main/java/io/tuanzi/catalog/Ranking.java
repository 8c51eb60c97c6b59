package io.tuanzi.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ranking recomputed on schedule (CAT-26).
 *
 * @param code {@code WEEK_SALES} or {@code REVIEWS}
 * @param rule how it is counted, for people
 * @param rows best first, empty when nothing qualifies
 * @param absent why there is no such ranking yet, absent when there is one
 * @param computedAt shop time, absent when never computed
 */
public record Ranking(String code, Words rule, List<Row> rows, @Nullable Words absent,
                      @Nullable Instant computedAt) {

    /** A place; {@code units} are units paid minus units refunded in the window. */
    public record Row(int rank, ProductSummary product, long units) {
    }
}
