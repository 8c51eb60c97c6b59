package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.platform.Tx;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the books cannot say, and that they add up however many write at once (M1, M2, M6, O3). */
@ShopTest
class BooksShapeTest {

    @Autowired
    private Ledger ledger;
    @Autowired
    private Tx tx;
    @Autowired
    private JdbcClient jdbc;

    private void refused(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(DataAccessException.class);
    }

    /** M1 */
    @Test
    void anImbalanceCannotBeWritten() {
        String row = "INSERT INTO ledger.transfer (kind, ref, leg, debit, credit, amount_minor, currency) VALUES ";
        refused(row + "('proof', 'a', 0, 'cash/x', 'order/1', 0, 'CNY')");
        refused(row + "('proof', 'a', 0, 'cash/x', 'order/1', -5, 'CNY')");
        refused(row + "('proof', 'a', 0, 'cash/x', 'cash/x', 5, 'CNY')");
        refused(row + "('proof', 'a', 0, 'cash/x', 'order/1', 5, 'USD')");
        refused(row + "('proof', 'a', 0, NULL, 'order/1', 5, 'CNY')");
        refused(row + "('proof', 'a', 0, 'cash/x', NULL, 5, 'CNY')");
        assertThat(jdbc.sql(row + "('proof', 'once', 0, 'cash/x', 'order/1', 5, 'CNY')").update()).isEqualTo(1);
        refused(row + "('proof', 'once', 0, 'cash/x', 'order/1', 5, 'CNY')");
        refused("UPDATE ledger.transfer SET amount_minor = 6");
        refused("DELETE FROM ledger.transfer");
        refused("DELETE FROM ledger.balance");
        assertThatThrownBy(() -> new Transfer("proof", "b", 0, "cash/x", "order/1", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** M2, M6: fifty purses pay each other from many hands; nothing is lost, nobody goes below zero. */
    @Test
    void whoeverSpendsTheBooksAddUp() {
        int purses = 20;
        tx.run("proof.fund", () -> {
            List<Transfer> funds = new ArrayList<>();
            for (int p = 0; p < purses; p++) {
                funds.add(new Transfer("proof.fund", "fund", p, "fund/marketing", "wallet/" + p, 1_000));
            }
            ledger.post(funds);
        });
        List<Callable<Boolean>> spends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int n = i;
            spends.add(() -> spend(n, n % purses, (n * 7 + 1 + n / purses) % purses, 100 + n % 5 * 150));
        }
        long done = Hammer.strike(spends).stream().filter(ok -> ok).count();
        assertThat(done).isBetween(1L, 499L);
        long sum = 0;
        for (int p = 0; p < purses; p++) {
            long stands = ledger.balance("wallet/" + p);
            assertThat(stands).isNotNegative();
            sum += stands;
        }
        assertThat(sum).isEqualTo(1_000L * purses);
        assertThat(ledger.totals().debitMinor()).isEqualTo(ledger.totals().creditMinor());
    }

    private boolean spend(int n, int from, int to, long amount) {
        if (from == to) {
            return false;
        }
        try {
            tx.run("proof.spend", () -> ledger.post(List.of(new Transfer("proof.spend", "spend:" + n, 0, "wallet/"
                    + from,
                    "wallet/" + to, amount))));
            return true;
        } catch (Ledger.Insufficient poor) {
            return false;
        }
    }

    /** M6: five hundred hands spend one purse. */
    @Test
    void onePurseIsSpentOnce() {
        tx.run("proof.fund", () -> ledger.post(List.of(new Transfer("proof.fund", "one", 0, "fund/marketing",
                "wallet/one",
                1_000))));
        List<Callable<Boolean>> spends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int n = i;
            spends.add(() -> {
                try {
                    tx.run("proof.spend", () -> ledger.post(List.of(new Transfer("proof.spend", "one:" + n, 0,
                            "wallet/one",
                            "revenue/sales", 10))));
                    return true;
                } catch (Ledger.Insufficient poor) {
                    return false;
                }
            });
        }
        assertThat(Hammer.strike(spends).stream().filter(ok -> ok)).hasSize(100);
        assertThat(ledger.balance("wallet/one")).isZero();
    }

    /** O3: the serving role may not touch a price, an amount or a total that was placed. */
    @Test
    void pricesAreWrittenOnce() {
        List<String> open = jdbc.sql("""
                SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name
                  FROM information_schema.columns c
                 WHERE (c.table_schema, c.table_name) IN (('orders', 'orders'), ('orders', 'line'), ('orders',
                   'refund'),
                        ('orders', 'refund_line'), ('orders', 'history'), ('catalog', 'price'), ('promotion',
                        'coupon_use'), ('promotion', 'rule_version'), ('ledger', 'transfer'), ('inventory', 'movement'),
                        ('platform', 'fact_log'), ('platform', 'audit_entry'), ('rewards', 'binding'))
                   AND has_column_privilege('tuanzi_app', format('%I.%I', c.table_schema, c.table_name), c.column_name,
                        'UPDATE') ORDER BY 1""").query(String.class).list();
        assertThat(open).isNotEmpty().allSatisfy(column -> assertThat(column).isIn("orders.orders.state",
                "orders.orders.version", "orders.orders.open_holds", "orders.orders.group_id",
                "orders.orders.paid_minor",
                "orders.orders.refunded_minor", "orders.orders.units_back", "orders.orders.paid_at",
                "orders.orders.ready_at", "orders.orders.shipped_at", "orders.orders.received_at",
                "orders.orders.completed_at", "orders.orders.closed_at", "orders.orders.close_reason",
                "orders.orders.auto_receive_at", "orders.orders.returnable_until", "orders.line.units_back",
                "orders.line.refunded_minor", "promotion.coupon_use.live"));
        for (String column : List.of("orders SET total_minor", "orders SET list_minor", "orders SET freight_minor",
                "line SET unit_minor", "line SET payable_minor", "line SET discount_minor")) {
            refused("UPDATE orders." + column + " = 1");
        }
    }
}
