package io.tuanzi.catalog;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shopper marked or looked at (CAT-49). Each call touches rows of that customer only. */
public interface Favourites {

    /** Marks or unmarks; doing it twice changes nothing. Refuses to mark a product shoppers cannot see. */
    void mark(long customerId, long productId, boolean favourite);

    /** Whether the customer marked it. */
    boolean isMarked(long customerId, long productId);

    /** Marked products, newest first; those no longer on the shelf included. */
    Paged<ProductSummary> marked(long customerId, @Nullable String after, int limit);

    /** Notes that the customer looked at a product; unknown products are ignored. */
    void looked(long customerId, long productId);

    /** Products looked at, newest first. */
    Paged<ProductSummary> lookedAt(long customerId, @Nullable String after, int limit);

    /** Asks to be told once when it is back; asking twice is asking once, asking after being told asks again. */
    void askRestock(long customerId, long productId);

    /** Somebody who waits for a product since they asked. */
    record Waiting(long customerId, Instant askedAt) {
    }

    /** Products somebody waits for, by id. */
    List<Long> restockAwaited(int limit);

    /** Takes those who wait for a product off its list, in the open transaction; each wish is taken once. */
    List<Waiting> takeRestock(long productId, int limit);
}
