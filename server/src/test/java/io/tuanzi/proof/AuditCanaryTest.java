package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The auditor can fail: corruptions planted in a living shop, one at a time and rolled back, are all found by a view.
 *
 * <p>Where a constraint would refuse the corruption it is dropped first, in the same transaction: the views must find
 * what the constraint would have held (S1, S2, S3, M2, M3, M5, M6, P1, O1, O3, C1, G1, G2, R1, R3, R4, E1, E2, W1, N2).
 */
@Tag("prove")
class AuditCanaryTest {

    private static final String PAID_SEAT = "(SELECT order_id FROM groupbuy.seat WHERE state = 'PAID' ORDER BY"
            + " order_id";

    /** What is done to the books; several statements are one corruption. */
    private static Map<String, List<String>> corruptions() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("a transfer is deleted", List.of("DELETE FROM ledger.transfer WHERE transfer_id = (SELECT"
                + " max(transfer_id)"
                + " FROM ledger.transfer WHERE kind = 'payment.capture')"));
        all.put("a sold unit is added", List.of("UPDATE inventory.movement SET quantity = quantity - 1 WHERE"
                + " movement_id ="
                + " (SELECT max(movement_id) FROM inventory.movement WHERE kind = 'SOLD')"));
        all.put("a unit appears on the shelf", List.of("UPDATE inventory.stock SET available = available + 1 WHERE"
                + " sku_id ="
                + " (SELECT min(sku_id) FROM inventory.reservation)"));
        all.put("the effect of a fact is doubled", List.of("INSERT INTO ledger.transfer (kind, ref, leg, debit, credit,"
                + " amount_minor) SELECT kind, ref || ':again', leg, debit, credit, amount_minor FROM ledger.transfer"
                + " WHERE credit LIKE 'commission.pending/%' LIMIT 1",
                "UPDATE ledger.balance b SET balance_minor = (SELECT sum(CASE WHEN credit = b.account THEN amount_minor"
                + " ELSE -amount_minor END) FROM ledger.transfer WHERE credit = b.account OR debit = b.account)"
                + " WHERE account LIKE 'commission.pending/%'"));
        all.put("two friends swap their seats", List.of("DROP INDEX groupbuy.seat_live",
                "UPDATE groupbuy.seat SET group_id = CASE order_id WHEN " + PAID_SEAT
                + " LIMIT 1) THEN (SELECT group_id"
                + " FROM groupbuy.seat WHERE order_id = " + PAID_SEAT + " DESC LIMIT 1)) ELSE (SELECT group_id FROM"
                + " groupbuy.seat WHERE order_id = " + PAID_SEAT + " LIMIT 1)) END WHERE order_id IN (" + PAID_SEAT
                + " LIMIT 1), " + PAID_SEAT + " DESC LIMIT 1))"));
        all.put("a fact is dropped", List.of("DELETE FROM platform.fact_log WHERE position = (SELECT min(position) FROM"
                + " platform.fact_log WHERE type = 'order.paid')"));
        all.put("an order gets dearer", List.of("UPDATE orders.line SET unit_minor = unit_minor + 100, payable_minor ="
                + " payable_minor + 100 * quantity WHERE order_id = (SELECT min(order_id) FROM orders.orders)"));
        all.put("an order gets dearer everywhere", List.of("UPDATE orders.line SET unit_minor = unit_minor + 100,"
                + " payable_minor = payable_minor + 100 * quantity WHERE order_id = (SELECT min(order_id) FROM"
                + " orders.orders)", "UPDATE orders.orders SET list_minor = list_minor + 100 * units, total_minor ="
                + " total_minor + 100 * units, paid_minor = CASE WHEN paid_minor > 0 THEN paid_minor + 100 * units"
                + " ELSE 0"
                + " END WHERE order_id = (SELECT min(order_id) FROM orders.orders)"));
        all.putAll(more());
        return all;
    }

    private static Map<String, List<String>> more() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("a balance is not the sum of its transfers", List.of("UPDATE ledger.balance SET balance_minor ="
                + " balance_minor + 1 WHERE account = (SELECT min(account) FROM ledger.balance)"));
        all.put("a coupon lives on two orders", List.of("DROP INDEX promotion.coupon_live",
                "INSERT INTO promotion.coupon_use SELECT o.order_id, c.coupon_id, 1, true FROM (SELECT"
                + " min(coupon_id) AS"
                + " coupon_id FROM promotion.coupon) c, (SELECT order_id FROM orders.orders ORDER BY 1 LIMIT 2) o"
                + " ON CONFLICT DO NOTHING"));
        all.put("a number is missing among an order's facts", List.of("UPDATE platform.fact_log SET seq = seq + 1 WHERE"
                + " position = (SELECT max(position) FROM platform.fact_log WHERE aggregate = 'order')"));
        all.put("more goes back than came", List.of("ALTER TABLE payment.capture DROP CONSTRAINT"
                + " m5_refunded_at_most_captured", "UPDATE payment.capture SET refunded_minor = amount_minor + 1 WHERE"
                + " capture_id = (SELECT min(capture_id) FROM payment.capture)"));
        all.put("a withdrawal is paid twice", List.of("INSERT INTO ledger.transfer (kind, ref, leg, debit, credit,"
                + " amount_minor) SELECT kind, ref, 9, debit, credit, amount_minor FROM ledger.transfer WHERE kind ="
                + " 'withdrawal.pay' LIMIT 1"));
        all.put("an entry of the audit trail is gone", List.of("DELETE FROM platform.audit_entry WHERE audit_id ="
                + " (SELECT"
                + " max(audit_id) FROM platform.audit_entry WHERE action = 'withdrawal.pay')"));
        all.put("a step of an order's history is gone", List.of("DELETE FROM orders.history WHERE (order_id, version) ="
                + " (SELECT order_id, max(version) FROM orders.history GROUP BY 1 LIMIT 1)"));
        all.put("a group ends twice", List.of("UPDATE platform.fact_log SET type = 'group.completed' WHERE position ="
                + " (SELECT max(position) FROM platform.fact_log WHERE type = 'seat.paid' OR type LIKE 'group.%'"
                + " AND type <>"
                + " 'group.completed')"));
        all.put("a commission goes to another", List.of("UPDATE rewards.accrual SET beneficiary_id = buyer_id WHERE"
                + " accrual_id = (SELECT min(accrual_id) FROM rewards.accrual WHERE kind = 'COMMISSION')"));
        all.put("a commission is rounded up", List.of("UPDATE rewards.accrual SET amount_minor = amount_minor + 1 WHERE"
                + " accrual_id = (SELECT min(accrual_id) FROM rewards.accrual WHERE kind = 'COMMISSION')"));
        all.put("a closed order keeps its stock", List.of("UPDATE inventory.reservation SET state = 'ACTIVE' WHERE"
                + " order_id = (SELECT max(order_id) FROM orders.orders WHERE state = 'CLOSED')"));
        all.put("a consumer is ahead of the log", List.of("UPDATE platform.cursor SET position = position + 1000"));
        all.put("the board shows one more", List.of("UPDATE insight.metric_minute SET value = value + 1 WHERE metric ="
                + " 'orders_paid'"));
        all.put("a parcel is forgotten", List.of("DELETE FROM fulfilment.track", "DELETE FROM fulfilment.shipment WHERE"
                + " shipment_id = (SELECT max(shipment_id) FROM fulfilment.shipment)"));
        all.put("an old price sells", List.of("INSERT INTO catalog.price SELECT sku_id, price_version + 1,"
                + " price_minor + 1,"
                + " at, by, why FROM catalog.price WHERE (sku_id, price_version) = (SELECT sku_id, price_version FROM"
                + " catalog.sku LIMIT 1)"));
        return all;
    }

    @Test
    void whatIsPlantedIsFound() throws IOException, SQLException {
        List<String> missed = new ArrayList<>();
        try (LivingShop living = LivingShop.open("canaries")) {
            living.shop().kill(); // nobody mends meanwhile
            for (Map.Entry<String, List<String>> each : corruptions().entrySet()) {
                List<String> finders = finders(living, each);
                System.out.println("planted: " + each.getKey() + ", found by " + finders);
                if (finders.isEmpty()) {
                    missed.add(each.getKey());
                }
            }
        }
        int all = corruptions().size();
        System.out.printf("canaries: %d of %d found%n", all - missed.size(), all);
        Campaign.write("corruption", all, missed.size());
        assertThat(missed).as("corruptions that no view finds").isEmpty();
        assertThat(all).isGreaterThanOrEqualTo(12);
    }

    private static List<String> finders(LivingShop living, Map.Entry<String,
            List<String>> planted) throws SQLException {
        List<String> finders = new ArrayList<>();
        try (Connection connection = living.database().owner().open(); Statement statement =
                connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : planted.getValue()) {
                boolean shape = sql.startsWith("DROP") || sql.startsWith("ALTER");
                int rows = statement.executeUpdate(sql);
                assertThat(shape || sql.equals("DELETE FROM fulfilment.track") || rows > 0).as(planted.getKey() + ": "
                        + sql).isTrue();
            }
            List<String> views = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT viewname FROM pg_views WHERE schemaname = 'audit'"
                    + " ORDER BY 1")) {
                while (rows.next()) {
                    views.add(rows.getString(1));
                }
            }
            for (String view : views) {
                try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM audit." + view)) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        finders.add(view);
                    }
                }
            }
            connection.rollback();
        }
        return finders;
    }
}
