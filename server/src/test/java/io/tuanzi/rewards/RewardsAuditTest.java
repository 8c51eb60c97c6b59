package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.postgres.AuditViews;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The auditor can fail: each planted corruption is found by the view of its invariant (R1 to R4). */
@ShopTest(audited = false)
@Import(RewardsKit.class)
class RewardsAuditTest {

    @Autowired
    private RewardsKit kit;
    @Autowired
    private Withdrawals withdrawals;
    @Autowired
    private TestDatabase database;

    @Test
    void everyPlantedCorruptionIsFound() throws SQLException {
        long inviter = kit.promoter();
        long friend = kit.friendOf(inviter);
        long order = kit.paid(friend, 40_000);
        kit.completed(order, friend);
        kit.settle();
        withdrawals.request(inviter, "key-audited", 700);
        assertThat(broken()).isEmpty();
        found("r1", "UPDATE rewards.member SET parent_id = " + friend + " WHERE customer_id = " + inviter);
        found("r1", "UPDATE rewards.purchase SET inviter_id = NULL WHERE order_id = " + order);
        found("r1", "UPDATE rewards.accrual SET beneficiary_id = " + friend + " WHERE kind = 'COMMISSION'");
        found("r2", """
                DROP INDEX rewards.accrual_once;
                INSERT INTO rewards.accrual
                SELECT (jsonb_populate_record(a, '{"accrual_id": 7}')).* FROM rewards.accrual a
                 WHERE kind = 'COMMISSION'""");
        found("r3", "UPDATE rewards.accrual SET reversed_minor = 1 WHERE kind = 'COMMISSION'");
        found("r3", "UPDATE rewards.purchase_line SET net_minor = net_minor - 30");
        found("r3", "UPDATE ledger.transfer SET amount_minor = amount_minor + 1 WHERE kind = 'commission.accrue'");
        found("r3", "DELETE FROM ledger.transfer WHERE kind = 'commission.mature'");
        found("r4", "UPDATE rewards.withdrawal SET amount_minor = amount_minor + 1");
        found("r4", "UPDATE rewards.withdrawal SET state = 'REJECTED'");
        found("r4", "DELETE FROM ledger.transfer WHERE kind = 'withdrawal.hold'");
    }

    /** Plants a corruption as the owner, looks, and takes it back. */
    private void found(String view, String corruption) throws SQLException {
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(corruption);
            try (var rows = statement.executeQuery("SELECT count(*) FROM audit." + view)) {
                rows.next();
                assertThat(rows.getLong(1)).as("%s after %s", view, corruption).isPositive();
            }
            connection.rollback();
        }
    }

    private List<AuditViews.Finding> broken() {
        return database.auditFindings();
    }
}
