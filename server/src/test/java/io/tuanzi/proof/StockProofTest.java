package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Placement.Refused;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing is sold twice, whoever comes and however often (S1, S2, S4, O2). The class ends with every audit view. */
@Tag("prove")
@ShopTest
class StockProofTest {

    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;

    private PlaceOrder order(long customer, String key, List<Orderings.Line> lines, List<PlaceOrder.Limit> limits) {
        return Orderings.of(products.snapshot().version(), customer, key, lines, limits);
    }

    private static long placed(List<Placement> answers) {
        return answers.stream().filter(Placed.class::isInstance).count();
    }

    @Test
    void twoThousandBuyersGetExactlyTheHundredUnits() {
        long sku = 810_001;
        int buyers = Hammer.size(2_000, 600);
        stock.move(sku, "OPENING", 100, "proof");
        List<Callable<Placement>> calls = IntStream.range(0, buyers).<Callable<Placement>>mapToObj(i -> () ->
                orders.place(order(i + 1, "buyer-" + i, List.of(new Orderings.Line(sku, 1, 990)), List.of())))
                .toList();
        List<Placement> answers = Hammer.strike(calls);
        assertThat(placed(answers)).isEqualTo(100);
        assertThat(answers).filteredOn(Refused.class::isInstance)
                .allSatisfy(r -> assertThat(((Refused) r).code()).isEqualTo("SOLD_OUT"));
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 0);
    }

    @Test
    void batchesWithOneSkuSeveralTimesAndOversizedOrdersSellWhatThereIs() {
        long sku = 810_002;
        stock.move(sku, "OPENING", 500, "proof");
        List<Callable<Placement>> calls = new ArrayList<>();
        for (int i = 0; i < Hammer.size(600, 300); i++) {
            int n = i;
            List<Orderings.Line> lines = i % 50 == 7 ? List.of(new Orderings.Line(sku, 501, 990))
                    : List.of(new Orderings.Line(sku, 1, 990), new Orderings.Line(sku, 1 + n % 2, 990));
            calls.add(() -> orders.place(order(n + 1, "mixed-" + n, lines, List.of())));
        }
        List<Placement> answers = Hammer.strike(calls);
        long sold = 0;
        for (int i = 0; i < answers.size(); i++) {
            sold += answers.get(i) instanceof Placed ? 2 + i % 2 : 0;
        }
        assertThat(stock.available(List.of(sku))).containsEntry(sku, (int) (500 - sold));
        assertThat(sold).isGreaterThan(497);
    }

    @Test
    void fiftyRequestsOfOneKeyAreOneOrder() {
        long sku = 810_003;
        stock.move(sku, "OPENING", 100, "proof");
        PlaceOrder one = order(77, "the-same-key", List.of(new Orderings.Line(sku, 1, 990)), List.of());
        List<Placement> answers = Hammer.strike(IntStream.range(0, 50)
                .<Callable<Placement>>mapToObj(i -> () -> orders.place(one)).toList());
        assertThat(answers.stream().map(a -> ((Placed) a).orderId()).distinct()).hasSize(1);
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 99);
    }

    @Test
    void oneBuyerWithTwoHundredTriesStaysWithinTheLimit() {
        long sku = 810_004;
        stock.move(sku, "OPENING", 1_000, "proof");
        List<Placement> answers = Hammer.strike(IntStream.range(0, 200).<Callable<Placement>>mapToObj(i -> () ->
                orders.place(order(88, "limited-" + i, List.of(new Orderings.Line(sku, 1, 990)),
                        List.of(new PlaceOrder.Limit("sku:" + sku, 1, 3))))).toList());
        assertThat(placed(answers)).isEqualTo(3);
    }
}
