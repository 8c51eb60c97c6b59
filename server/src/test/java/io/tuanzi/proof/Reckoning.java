package io.tuanzi.proof;

import io.tuanzi.payment.SandboxControl;
import io.tuanzi.payment.Witness;
import io.tuanzi.platform.postgres.AuditViews;
import io.tuanzi.platform.postgres.DatabaseAccess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is counted after a storm: whether all is quiet, every audit view, the provider's book, and all tables twice. */
public final class Reckoning {

    /** Work that is due by shop time and not done, in words; and facts that consumers have not heard. */
    private static final String OVERDUE = """
            SELECT 'facts wait in the inbox: ' || count(*) FROM platform.fact_inbox HAVING count(*) > 0
            UNION ALL SELECT consumer || ' shard ' || shard || ' stands at ' || c.position || ' of ' || s.position
              FROM platform.cursor c, platform.stamper s WHERE c.position < s.position
            UNION ALL SELECT 'parked: ' || consumer || ' ' || aggregate || ' ' || aggregate_id || ' ' || error
              FROM platform.parked WHERE state = 'PARKED'
            UNION ALL SELECT 'order ' || order_id || ' should be closed' FROM orders.orders
             WHERE state = 'AWAITING_PAYMENT' AND pay_before < shop_now()
            UNION ALL SELECT 'order ' || order_id || ' should be received' FROM orders.orders
             WHERE state = 'SHIPPED' AND auto_receive_at < shop_now()
            UNION ALL SELECT 'order ' || order_id || ' should be complete' FROM orders.orders o
             WHERE state = 'RECEIVED' AND returnable_until < shop_now() AND NOT EXISTS (
                   SELECT 1 FROM orders.return_case r WHERE r.order_id = o.order_id
                      AND r.state IN ('REQUESTED', 'APPROVED', 'SENT_BACK', 'RECEIVED'))
            UNION ALL SELECT 'group ' || group_id || ' should have failed' FROM groupbuy.groups
             WHERE state = 'OPEN' AND held = 0 AND expires_at <= shop_now()
            UNION ALL SELECT 'seat of order ' || order_id || ' should have lapsed' FROM groupbuy.seat
             WHERE state = 'HELD' AND held_until < shop_now()
            UNION ALL SELECT 'refund ' || refund_id || ' is ' || state FROM payment.refund
             WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN')
            UNION ALL SELECT 'payment ' || intent_id || ' is being closed' FROM payment.intent WHERE state = 'CLOSING'
            UNION ALL SELECT 'coupon ' || coupon_id || ' should have ended' FROM promotion.coupon
             WHERE state = 'AVAILABLE' AND valid_until <= shop_now()
            UNION ALL SELECT 'accrual ' || accrual_id || ' should be payable' FROM rewards.accrual
             WHERE state = 'MATURED' AND kind = 'COMMISSION' AND matures_at < shop_now()
            UNION ALL SELECT 'import ' || import_id || ' is running' FROM catalog.import_job WHERE state = 'RUNNING'
            LIMIT 20""";

    private final DatabaseAccess access;
    private final JdbcClient owner;

    Reckoning(DatabaseAccess access) {
        this.access = access;
        this.owner = client(access);
    }

    static JdbcClient client(DatabaseAccess access) {
        return JdbcClient.create(new DriverManagerDataSource(access.url(), access.user(), access.password()));
    }

    JdbcClient owner() {
        return owner;
    }

    /** E4: what has not come to rest; empty when all is quiet. */
    List<String> overdue() {
        return owner.sql(OVERDUE).query(String.class).list();
    }

    /** The audit views with rows, each with its first rows. */
    List<String> audit() {
        try {
            List<String> found = new ArrayList<>();
            for (AuditViews.Finding finding : AuditViews.count(access)) {
                if (finding.rows() > 0) {
                    found.add(finding + " " + owner.sql("SELECT v::text FROM audit.\"" + finding.view()
                            + "\" v LIMIT 3").query(String.class).list());
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** M7: the provider's book beside ours. */
    List<String> witness(Path data) {
        return Witness.differences(new SandboxControl(data), owner);
    }

    /**
     * A sum over the rows of every table but those that tell only how far a machine has come: cursors, wake-up times,
     * sessions, and when a payment is asked about next.
     */
    Map<String, String> sums() {
        List<String> tables = owner.sql("""
                SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid =
                  c.relnamespace
                 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'audit')
                   AND n.nspname NOT LIKE 'pg\\_%' AND c.relname NOT LIKE 'flyway%'
                   AND format('%I.%I', n.nspname, c.relname) NOT IN ('platform.cursor', 'platform.scheduled_tasks',
                       'platform.staff_session', 'customer.session', 'catalog.ranking', 'catalog.ranking_run')
                 ORDER BY 1""").query(String.class).list();
        Map<String, String> sums = new TreeMap<>();
        for (String table : tables) {
            sums.put(table, owner.sql("""
                    SELECT count(*) || ' ' || coalesce(md5(string_agg(row, '|' ORDER BY row)), '') FROM (
                      SELECT (to_jsonb(t) - 'asked' - 'ask_at')::text AS row FROM %s t) r""".formatted(table))
                    .query(String.class).single());
        }
        return sums;
    }

    /** Sets every reaction back to the start of the log; a running shop hears the world again (E2). */
    void redeliver() {
        owner.sql("""
                UPDATE platform.cursor SET position = 0
                 WHERE consumer IN (SELECT consumer FROM platform.cursor GROUP BY consumer HAVING count(*) > 1)""")
                .update();
    }
}
