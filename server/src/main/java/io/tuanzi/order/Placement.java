package io.tuanzi.order;

import io.tuanzi.promotion.quote.Quote;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an order to be placed. */
public sealed interface Placement {

    /** It is on the books. {@code replayed} tells that it was already, under the same key. */
    record Placed(long orderId, long totalMinor, @Nullable Long groupId, boolean replayed) implements Placement {
    }

    /**
     * It was refused and took nothing from anyone.
     *
     * @param code stable code of the problem
     * @param facts what to show with it
     * @param newQuote today's price when the reason is a changed price
     */
    record Refused(String code, Map<String, Object> facts, @Nullable Quote newQuote) implements Placement {

        public static Refused of(String code, Map<String, Object> facts) {
            return new Refused(code, facts, null);
        }
    }
}
