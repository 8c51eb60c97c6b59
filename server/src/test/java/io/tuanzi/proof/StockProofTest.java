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
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nothing is sold twice, whoever comes, however often, and by whichever of two nodes whose clocks are ten minutes apart
 * (S1, S2, S3, S4, O2, T1). The class ends with every audit view.
 */
@Tag("prove")
@ShopTest(properties = SecondNode.AHEAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockProofTest {

    private static final AtomicInteger SKUS = new AtomicInteger(810_000);

    @Autowired
    private Orders orders;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestDatabase database;
    private List<Orders> nodes = List.of();
    private List<Stock> stocks = List.of();
    private @org.jspecify.annotations.Nullable SecondNode second;
    private long sku;

    @BeforeEach
    void twoNodes() {
        if (second == null) {
            SecondNode started = new SecondNode(database);
            nodes = List.of(orders, started.bean(Orders.class));
            stocks = List.of(stock, started.bean(Stock.class));
            second = started;
        }
        sku = SKUS.incrementAndGet();
    }

    @AfterAll
    void endsTheSecondNode() {
        if (second != null) {
            second.close();
        }
    }

    private PlaceOrder order(long customer, String key, List<Orderings.Line> lines, List<PlaceOrder.Limit> limits) {
        return Orderings.of(products.snapshot().version(), customer, sku + key, lines, limits);
    }

    private static long placed(List<Placement> answers) {
        return answers.stream().filter(Placed.class::isInstance).count();
    }

    /** Places at one of the nodes; comes again with the same key when it is busy, as the storefront does. */
    private Placement place(int i, int count, PlaceOrder order) {
        while (true) {
            try {
                return nodes.get(i % count).place(order);
            } catch (Problem busy) {
                Thread.yield();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void twoThousandBuyersGetExactlyTheHundredUnits(int count) {
        int buyers = Hammer.size(2_000, 600);
        stock.move(sku, "OPENING", 100, "proof" + sku);
        List<Callable<Placement>> calls = IntStream.range(0, buyers).<Callable<Placement>>mapToObj(i -> () ->
                place(i, count, order(i + 1, "buyer-" + i, List.of(new Orderings.Line(sku, 1, 990)), List.of())))
                .toList();
        List<Placement> answers = Hammer.strike(calls);
        assertThat(placed(answers)).isEqualTo(100);
        assertThat(answers).filteredOn(Refused.class::isInstance)
                .allSatisfy(r -> assertThat(((Refused) r).code()).isEqualTo("SOLD_OUT"));
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 0);
        Campaign.write("hammer-stock-" + count + "-nodes", buyers, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void batchesWithOneSkuSeveralTimesAndOversizedOrdersSellWhatThereIs(int count) {
        stock.move(sku, "OPENING", 500, "proof" + sku);
        List<Callable<Placement>> calls = new ArrayList<>();
        for (int i = 0; i < Hammer.size(600, 300); i++) {
            int n = i;
            List<Orderings.Line> lines = i % 50 == 7 ? List.of(new Orderings.Line(sku, 501, 990))
                    : List.of(new Orderings.Line(sku, 1, 990), new Orderings.Line(sku, 1 + n % 2, 990));
            calls.add(() -> place(n, count, order(n + 1, "mixed-" + n, lines, List.of())));
        }
        List<Placement> answers = Hammer.strike(calls);
        long sold = 0;
        for (int i = 0; i < answers.size(); i++) {
            sold += answers.get(i) instanceof Placed ? 2 + i % 2 : 0;
        }
        assertThat(stock.available(List.of(sku))).containsEntry(sku, (int) (500 - sold));
        assertThat(sold).isGreaterThan(497);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fiftyRequestsOfOneKeyAreOneOrder(int count) {
        stock.move(sku, "OPENING", 100, "proof" + sku);
        PlaceOrder one = order(77, "the-same-key", List.of(new Orderings.Line(sku, 1, 990)), List.of());
        List<Placement> answers = Hammer.strike(IntStream.range(0, 50)
                .<Callable<Placement>>mapToObj(i -> () -> place(i, count, one)).toList());
        assertThat(answers.stream().map(a -> ((Placed) a).orderId()).distinct()).hasSize(1);
        assertThat(stock.available(List.of(sku))).containsEntry(sku, 99);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oneBuyerWithTwoHundredTriesStaysWithinTheLimitAlsoWhenItChanges(int count) {
        stock.move(sku, "OPENING", 1_000, "proof" + sku);
        List<Placement> answers = Hammer.strike(IntStream.range(0, 200).<Callable<Placement>>mapToObj(i -> () ->
                place(i, count, order(88, "limited-" + i, List.of(new Orderings.Line(sku, 1, 990)),
                        List.of(new PlaceOrder.Limit("sku:" + sku, 1, i < 100 ? 3 : 7))))).toList());
        assertThat(placed(answers)).isBetween(3L, 7L);
        List<Placement> more = Hammer.strike(IntStream.range(0, 200).<Callable<Placement>>mapToObj(i -> () ->
                place(i, count, order(88, "raised-" + i, List.of(new Orderings.Line(sku, 1, 990)),
                        List.of(new PlaceOrder.Limit("sku:" + sku, 1, 7))))).toList());
        assertThat(placed(answers) + placed(more)).isEqualTo(7);
        List<Placement> lowered = Hammer.strike(IntStream.range(0, 50).<Callable<Placement>>mapToObj(i -> () ->
                place(i, count, order(88, "lowered-" + i, List.of(new Orderings.Line(sku, 1, 990)),
                        List.of(new PlaceOrder.Limit("sku:" + sku, 1, 5))))).toList());
        assertThat(placed(lowered)).isZero();
    }

    /** S3: commit, release and expire raced on each reservation; each ended once, and the shelf says so. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aReservationEndsOnceWhoeverEndsIt(int count) {
        int many = Hammer.size(10_000, 400);
        stock.move(sku, "OPENING", many, "proof" + sku);
        List<Long> ids = new ArrayList<>();
        for (int from = 0; from < many; from += 500) {
            int first = from;
            Hammer.strike(IntStream.range(first, Math.min(many, first + 500)).<Callable<Placement>>mapToObj(i -> () ->
                    place(i, count, order(i + 1, "r-" + i, List.of(new Orderings.Line(sku, 1, 990)), List.of())))
                    .toList()).forEach(answer -> ids.add(((Placed) answer).orderId()));
        }
        for (int from = 0; from < many; from += 200) {
            List<Callable<Boolean>> ends = new ArrayList<>();
            for (long id : ids.subList(from, Math.min(many, from + 200))) {
                ends.add(() -> ended(stocks.get(0), s -> s.commit(id)));
                ends.add(() -> ended(stocks.get(count - 1), s -> s.release(id, false)));
                ends.add(() -> ended(stocks.get(0), s -> s.release(id, true)));
            }
            Hammer.strike(ends);
        }
        long committed = state("COMMITTED");
        assertThat(committed + state("RELEASED") + state("EXPIRED")).isEqualTo(many);
        assertThat(stock.available(List.of(sku))).containsEntry(sku, (int) (many - committed));
        assertThat(jdbc.sql("SELECT count(*) FROM inventory.movement WHERE kind = 'SOLD' AND sku_id = :s").param("s",
                sku)
                .query(Long.class).single()).isEqualTo(committed);
        System.out.printf("S3: %d reservations, %d committed, %d released, %d expired%n", many, committed,
                state("RELEASED"), state("EXPIRED"));
        Campaign.write("hammer-reservation-" + count + "-nodes", many, 0);
        // the orders themselves knew nothing of this race
        jdbc.sql("UPDATE orders.orders o SET state = 'CLOSED' FROM inventory.reservation r WHERE r.order_id ="
        + " o.order_id"
                + " AND r.sku_id = :s").param("s", sku).update();
        jdbc.sql("INSERT INTO orders.history (order_id, version, from_state, to_state, by) SELECT order_id, 2,"
                + " 'AWAITING_PAYMENT', 'CLOSED', 'proof' FROM inventory.reservation WHERE sku_id = :s").param("s", sku)
                .update();
    }

    private static boolean ended(Stock at, java.util.function.Consumer<Stock> end) {
        end.accept(at);
        return true;
    }

    private long state(String state) {
        return jdbc.sql("SELECT count(*) FROM inventory.reservation WHERE sku_id = :s AND state = :t").param("s", sku)
                .param("t", state).query(Long.class).single();
    }
}
