package io.tuanzi.order;

import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command to place an order.
 *
 * @param customerId who buys
 * @param key the shopper's idempotency key; with the customer it is unique (O2)
 * @param bodyHash SHA-256 of what was asked, to tell a retry from another request under the same key
 * @param source CART, BUY_NOW or GROUP
 * @param activityId the group-buy activity, if any
 * @param groupId the group joined or opened, if any
 * @param request what the quote was asked; asked again when prices have moved since
 * @param quote the price the shopper agreed to
 * @param catalogVersion the catalogue the quote was made from
 * @param limits purchase limits this order counts against (S4)
 * @param addressJson snapshot of the address
 * @param note the shopper's words, or null
 * @param payWindowMinutes how long the order waits for its payment
 * @param admission what a higher module must agree to and hears about, or null
 */
public record PlaceOrder(long customerId, String key, byte[] bodyHash, String source, @Nullable Long activityId,
                         @Nullable Long groupId, QuoteRequest request, Quote quote, long catalogVersion,
                         List<Limit> limits, String addressJson, @Nullable String note, int payWindowMinutes,
                         @Nullable Admission admission) {

    /**
     * A purchase limit: at most {@code cap} units of {@code sale} for this buyer, of which this order takes some.
     *
     * @param sale {@code sku:12}, {@code sku:12/20260} for a period, {@code activity:5}
     */
    public record Limit(String sale, int quantity, int cap) {
    }

    /** A say of the calling module in the decision: asked in arrival order, told when the order is placed. */
    public interface Admission {

        /** The reason why this order may not be placed, or null. */
        Placement.@Nullable Refused refuses();

        /** The order is placed; it opens a hold of this kind, or null for none. */
        @Nullable String holdKind();

        /** Called at once when the order has been decided to be placed, before the next one is asked. */
        void admitted(long orderId);
    }
}
