package io.tuanzi.order;

import io.tuanzi.promotion.quote.Quote;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an order to be placed. */
public sealed interface Placement {

    /**
     * It is on the books.
     *
     * @param replayed it was already, under the same key
     * @param order what was written just now, so that nobody has to read it again; null when replayed
     */
    record Placed(long orderId, long totalMinor, @Nullable Long groupId, boolean replayed,
                  @Nullable Fresh order) implements Placement {
    }

    /** An order as placed, before anybody paid or changed it; {@code price} is what its JSON says, as objects. */
    record Fresh(OrderDetail detail, List<OrderPages.Hold> holds, KeptPrice.Shared price) {
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
