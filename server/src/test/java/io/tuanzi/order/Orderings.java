package io.tuanzi.order;

import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Hints;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.Pricing;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.RuleSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Makes commands to place orders, for tests. */
public final class Orderings {

    /** A line to be bought. */
    public record Line(long skuId, int quantity, long priceMinor) {
    }

    /** Nothing to apply, at the version the rules of a new shop have: placing takes the quote as it is. */
    private static final RuleSet UNCHANGED = new RuleSet(1, List.of(), List.of());

    private Orderings() {
    }

    /** An order of plain lines at list price, without rules. */
    public static PlaceOrder of(long catalogVersion, long customer, String key, List<Line> lines,
                                List<PlaceOrder.Limit> limits) {
        List<CartLine> cart = IntStream.range(0, lines.size()).mapToObj(i -> new CartLine(i + 1,
                lines.get(i).skuId(), 1, 0, "", lines.get(i).quantity(), lines.get(i).priceMinor(), 100, 1)).toList();
        QuoteRequest request = new QuoteRequest(new Cart(cart, new Occasion.Single()), Buyer.unknown(),
                new CouponChoice.None(), Destination.UNKNOWN, Hints.NONE, Instant.EPOCH);
        Quote quote = Pricing.price(UNCHANGED, request);
        return new PlaceOrder(customer, key, hash(key + lines), "BUY_NOW", null, null, request, quote,
                catalogVersion, limits, "{}", null, 30, null);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
