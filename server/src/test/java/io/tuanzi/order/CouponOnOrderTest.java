package io.tuanzi.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Placement.Refused;
import io.tuanzi.platform.Tx;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.RuleFigures;
import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Coupons and budgets on real orders. */
@ShopTest
class CouponOnOrderTest {

    private static final long SKU = 910_001;

    @Autowired Orders orders;
    @Autowired Products products;
    @Autowired Stock stock;
    @Autowired Coupons coupons;
    @Autowired Offers offers;
    @Autowired Promotions promotions;
    @Autowired RuleFigures figures;
    @Autowired Tx tx;

    @BeforeEach
    void aHundredUnits() {
        stock.move(SKU, "OPENING", 100, "test:coupons");
    }

    private PlaceOrder order(long customer, String key, CouponChoice choice) {
        CartLine line = new CartLine(1, SKU, 1, 0, "", 1, 20_000, 100, 1);
        Buyer buyer = new Buyer(customer, Set.of(), false, promotions.rights(customer));
        QuoteRequest request = new QuoteRequest(new Cart(List.of(line), new Occasion.Single()), buyer, choice,
                new Destination("440106"), promotions.hints(), Instant.parse("2026-03-01T00:00:00Z"));
        promotions.refreshed();
        Quote quote = promotions.quote(request);
        return new PlaceOrder(customer, key, key.getBytes(StandardCharsets.UTF_8), "BUY_NOW", null, null, request,
                quote, products.snapshot().version(), List.of(), "{}", null, 30, null);
    }

    @Test
    @DisplayName("C1 C2 ten orders at once with one coupon: one is placed; cancelled, the coupon serves again")
    void oneCouponOnTenOrders() throws Exception {
        coupons.grant(61, "invite-three-50", "order-test:1");
        List<PlaceOrder> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(order(61, "key-coupon-" + i, new CouponChoice.Best()));
        }
        assertThat(asked).allMatch(each -> each.quote().totalMinor() == 15_000);
        List<Future<Placement>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            asked.forEach(each -> running.add(threads.submit(() -> orders.place(each))));
        }
        List<Placement> answers = new ArrayList<>();
        for (Future<Placement> each : running) {
            answers.add(each.get());
        }
        assertThat(answers).filteredOn(Placed.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Refused.class::isInstance).hasSize(9)
                .allMatch(each -> each instanceof Refused refused && refused.code().equals("COUPON_UNUSABLE"));
        Placed placed = (Placed) answers.stream().filter(Placed.class::isInstance).findFirst().orElseThrow();
        assertThat(promotions.rights(61)).isEmpty();
        orders.cancel(placed.orderId(), "shopper:61", "CHANGED_MIND");
        assertThat(promotions.rights(61)).hasSize(1);
        assertThat(orders.place(order(61, "key-coupon-again", new CouponChoice.Best()))).isInstanceOf(Placed.class);
        assertThat(figures.ofLastDays(30)).as("nothing is paid yet").isEmpty();
    }

    @Test
    void oneCouponTwiceInOneBatchIsTakenByTheFirstAndRefusedToTheSecond() { // C1
        coupons.grant(64, "invite-three-50", "order-test:4");
        List<PlaceOrder> batch = List.of(order(64, "key-batch-1", new CouponChoice.Best()),
                order(64, "key-batch-2", new CouponChoice.Best()));
        List<Placement> answers = tx.call("test.batch", () -> orders.placeAll(batch));
        assertThat(answers.getFirst()).isInstanceOf(Placed.class);
        assertThat(answers.getLast()).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("COUPON_UNUSABLE"));
    }

    @Test
    void aBudgetPromisedToAnOrderComesBackWithIt() {
        offers.setBudget(4, 3_000L, "staff:1 ann", "a small one");
        coupons.grant(62, "first-order-20", "order-test:2");
        coupons.grant(63, "first-order-20", "order-test:3");
        PlaceOrder first = order(62, "key-budget-1", new CouponChoice.Best());
        PlaceOrder second = order(63, "key-budget-2", new CouponChoice.Best());
        Placed placed = (Placed) orders.place(first);
        assertThat(orders.place(second)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("BUDGET_GONE"));
        assertThat(offers.budgets()).containsEntry(4L, new Offers.Budget(3_000, 1_000));
        orders.cancel(placed.orderId(), "shopper:62", "CHANGED_MIND");
        assertThat(offers.budgets()).containsEntry(4L, new Offers.Budget(3_000, 3_000));
        assertThat(orders.place(order(63, "key-budget-3", new CouponChoice.Best()))).isInstanceOf(Placed.class);
    }
}
