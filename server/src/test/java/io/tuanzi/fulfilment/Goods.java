package io.tuanzi.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.Products;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.SandboxControl;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People, goods and paid orders for tests of what comes after. */
@TestComponent
public class Goods {

    private static final AtomicLong NEXT = new AtomicLong(800_000);

    private final Orders orders;
    private final Shipments shipments;
    private final Stock stock;
    private final Products products;
    private final Payments payments;
    private final Customers customers;
    private final FactDesk facts;
    private final JdbcClient jdbc;
    private final TestDatabase database;
    private final Path data;

    Goods(Orders orders, Shipments shipments, Stock stock, Products products, Payments payments, Customers customers,
          FactDesk facts, JdbcClient jdbc, TestDatabase database, @Value("${tuanzi.data}") Path data) {
        this.orders = orders;
        this.shipments = shipments;
        this.stock = stock;
        this.products = products;
        this.payments = payments;
        this.customers = customers;
        this.facts = facts;
        this.jdbc = jdbc;
        this.database = database;
        this.data = data;
    }

    public long person() {
        long number = NEXT.incrementAndGet();
        return customers.register(new NewCustomer("1360" + (1_000_000 + number % 9_000_000), "n" + number, "/a.svg",
                false, null));
    }

    public long sku() {
        long sku = NEXT.incrementAndGet();
        stock.move(sku, "OPENING", 100, "test:" + sku);
        return sku;
    }

    /** An order that waits for its payment; each line is sku, quantity, price. */
    public Placed placed(long customer, long[]... lines) {
        return (Placed) orders.place(Orderings.of(products.snapshot().version(), customer,
                "goods-" + NEXT.incrementAndGet(), List.of(lines).stream().map(l -> new Orderings.Line(l[0],
                        (int) l[1], l[2])).toList(), List.of()));
    }

    /** Takes a discount off a line before it is paid, as a rule would have at placing. */
    void discount(Placed order, int lineNo, long minor) {
        asOwner("UPDATE orders.line SET discount_minor = " + minor + ", payable_minor = payable_minor - " + minor
                + " WHERE order_id = " + order.orderId() + " AND line_no = " + lineNo);
        asOwner("UPDATE orders.orders SET discount_minor = discount_minor + " + minor + ", total_minor = total_minor - "
                + minor + " WHERE order_id = " + order.orderId());
        // what was told when it was placed is told so, too
        settle();
        asOwner("UPDATE platform.fact_log SET body = jsonb_set(body, '{totalMinor}', to_jsonb((body ->> 'totalMinor')"
                + "::bigint - " + minor + ")) WHERE type = 'order.placed' AND aggregate_id = " + order.orderId());
        facts.rebuild("insight.board");
        settle();
    }

    private void asOwner(String sql) {
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long totalOf(Placed order) {
        return java.util.Objects.requireNonNull(orders.standings(List.of(order.orderId())).get(order.orderId()))
                .totalMinor();
    }

    public Placed pay(Placed order) {
        assertThat(new SandboxControl(data).pay(payments.open(new OpenPayment("order:" + order.orderId(),
                order.orderId(), totalOf(order), "goods", Instant.now().plusSeconds(36_000), "H5", "",
                "127.0.0.1")))).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() ->
                payments.state("order:" + order.orderId(), true).status() == PaymentState.Status.PAID);
        return order;
    }

    /** Paid, sent and received. */
    Placed bought(long customer, long[]... lines) {
        Placed order = pay(placed(customer, lines));
        arrives(order);
        return order;
    }

    void arrives(Placed order) {
        shipments.ship(new Shipments.Parcel(order.orderId(), "SF", "SF" + NEXT.incrementAndGet()), "staff:1 test");
        orders.received(order.orderId(), "test");
    }

    public void settle() {
        await().atMost(Duration.ofSeconds(30)).until(facts::isQuiet);
    }

    void passHours(int hours) {
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + make_interval(hours => :h)").param("h", hours)
                .update();
    }

    public String token(long customer) {
        return customers.openSession(customer);
    }
}
