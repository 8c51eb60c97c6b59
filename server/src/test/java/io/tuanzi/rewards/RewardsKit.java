package io.tuanzi.rewards;

import static org.awaitility.Awaitility.await;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.order.events.LineFact;
import io.tuanzi.order.events.OrderClosed;
import io.tuanzi.order.events.OrderCompleted;
import io.tuanzi.order.events.OrderHoldReleased;
import io.tuanzi.order.events.OrderPaid;
import io.tuanzi.order.events.OrderRefunded;
import io.tuanzi.order.events.ReturnedLineFact;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.ShopTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People and orders for tests of rewards: orders exist only as the facts they publish. */
@TestComponent
public class RewardsKit {

    private static final AtomicLong PHONES = new AtomicLong(13_700_000_000L);

    private final Map<Long, Long> versions = new ConcurrentHashMap<>();
    private final Customers customers;
    private final Bindings bindings;
    private final Promoters promoters;
    private final Facts facts;
    private final FactDesk desk;
    private final Ids ids;
    private final ShopTime time;
    private final JdbcClient jdbc;
    private final Tx tx;

    RewardsKit(Customers customers, Bindings bindings, Promoters promoters, Facts facts, FactDesk desk, Ids ids,
               ShopTime time, JdbcClient jdbc, Tx tx) {
        this.customers = customers;
        this.bindings = bindings;
        this.promoters = promoters;
        this.facts = facts;
        this.desk = desk;
        this.ids = ids;
        this.time = time;
        this.jdbc = jdbc;
        this.tx = tx;
    }

    long person() {
        long phone = PHONES.incrementAndGet();
        return customers.register(new NewCustomer(String.valueOf(phone), "n" + phone % 100_000, "/a.svg", false, null));
    }

    public long promoter() {
        long person = person();
        promoters.join(person, Promoters.AGREEMENT);
        return person;
    }

    Bindings.Outcome bind(long invitee, long inviter) {
        return bindings.bind(invitee, bindings.inviteCode(inviter));
    }

    /** A person brought by another. */
    public long friendOf(long inviter) {
        long friend = person();
        if (bind(friend, inviter) != Bindings.Outcome.BOUND) {
            throw new AssertionError("not bound");
        }
        return friend;
    }

    static List<LineFact> lines(long... payables) {
        List<LineFact> lines = new ArrayList<>();
        for (int i = 0; i < payables.length; i++) {
            lines.add(new LineFact(i + 1, 10 + i, 100 + i, 10, payables[i]));
        }
        return lines;
    }

    /** An order paid without a hold. */
    public long paid(long customer, long... payables) {
        long orderId = ids.next();
        paid(orderId, customer, false, lines(payables));
        return orderId;
    }

    void paid(long orderId, long customer, boolean held, List<LineFact> lines) {
        say(orderId, new OrderPaid(orderId, customer, sum(lines), 0, held, null, null,
                time.now().toEpochMilli(), lines));
    }

    void released(long orderId, long customer, List<LineFact> lines) {
        say(orderId, new OrderHoldReleased(orderId, customer, sum(lines), 0, null, time.now().toEpochMilli(), lines));
    }

    public void completed(long orderId, long customer) {
        say(orderId, new OrderCompleted(orderId, customer, 0));
    }

    void closed(long orderId, long customer, boolean paid) {
        say(orderId, new OrderClosed(orderId, customer, "TEST", paid, null));
    }

    /** Money of one line went back, so that {@code netMinor} of it stays paid. */
    void refunded(long orderId, long customer, int lineNo, long amountMinor, long netMinor) {
        say(orderId, new OrderRefunded(orderId, customer, "r:" + ids.next(), amountMinor, false,
                List.of(new ReturnedLineFact(lineNo, 9 + lineNo, 99 + lineNo, 1, amountMinor, netMinor))));
    }

    private static long sum(List<LineFact> lines) {
        return lines.stream().mapToLong(LineFact::payableMinor).sum();
    }

    private void say(long orderId, FactBody body) {
        tx.run("test.fact", () -> facts.record(orderId, versions.merge(orderId, 1L, Long::sum), body));
    }

    long newOrderId() {
        return ids.next();
    }

    public void settle() {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(desk::isQuiet);
    }

    /** Hears the whole log again, so many times. */
    void hearAgain(int times) {
        for (int i = 0; i < times; i++) {
            desk.redeliverEverything();
            settle();
        }
    }

    /** Waits until shop time has moved on by a step that facts can tell. */
    void nextMillisecond() {
        long now = time.now().toEpochMilli();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                .until(() -> time.now().toEpochMilli() > now);
    }

    void passDays(int days) {
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + make_interval(days => :d)").param("d", days)
                .update();
    }

    /** Everything rewards wrote, ledger and coupons included, as one text. */
    String state() {
        return jdbc.sql("""
                SELECT md5(string_agg(t, '|' ORDER BY t)) FROM (
                  SELECT accrual::text AS t FROM rewards.accrual UNION ALL SELECT purchase::text FROM rewards.purchase
                  UNION ALL SELECT purchase_line::text FROM rewards.purchase_line
                  UNION ALL SELECT transfer::text FROM ledger.transfer
                  UNION ALL SELECT balance::text FROM ledger.balance
                  UNION ALL SELECT coupon::text FROM promotion.coupon
                  UNION ALL SELECT message_id::text FROM customer.message
                  UNION ALL SELECT fact_log.fact_id::text FROM platform.fact_log) s""")
                .query(String.class).single();
    }

    List<AccrualView> earned(long customer) {
        return promoters.accruals(customer, null, null, Long.MAX_VALUE, 100).items();
    }
}
