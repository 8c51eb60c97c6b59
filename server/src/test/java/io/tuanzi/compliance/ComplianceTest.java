package io.tuanzi.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.Seeds;
import io.tuanzi.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Legal parameters and their bounds (REF-23). */
@ShopTest
class ComplianceTest {

    @Autowired
    private Compliance compliance;
    @Autowired
    private JdbcClient jdbc;

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @Test
    void oneLevelOfAtMostThirtyPercentIsTheSafeDefault() {
        compliance.permitCommission(1, 3_000);
        compliance.permitCommission(0, 0);
        refused("COMMISSION_ILLEGAL", () -> compliance.permitCommission(2, 100));
        refused("COMMISSION_ILLEGAL", () -> compliance.permitCommission(1, 3_001));
        refused("COMMISSION_ILLEGAL", () -> compliance.permitCommission(-1, 100));
    }

    @Test
    @Capability("REF-23")
    void noSettingReachesBeyondTwoLevelsOrHalf() {
        refused("LEGAL_BOUND", () -> compliance.change(Legal.COMMISSION_LEVELS, 3, "staff:1 test", "more"));
        refused("LEGAL_BOUND", () -> compliance.change(Legal.COMMISSION_RATE_BP, 5_001, "staff:1 test", "more"));
        refused("LEGAL_BOUND", () -> compliance.change(Legal.TAX_FREE_MINOR, 80_001, "staff:1 test", "more"));
        refused("INVALID", () -> compliance.change(Legal.COMMISSION_LEVELS, 2, "staff:1 test", " "));
        assertThat(compliance.value(Legal.COMMISSION_LEVELS)).isEqualTo(1);
        assertThatThrownBy(() -> jdbc.sql("""
                INSERT INTO compliance.parameter (name, value, by, why) VALUES ('COMMISSION_LEVELS', 3, 'x', 'x')""")
                .update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aChangeIsOnTheAuditTrail() {
        compliance.change(Legal.WITHDRAWALS_PER_DAY, 5, "staff:1 test", "busy season");
        assertThat(compliance.value(Legal.WITHDRAWALS_PER_DAY)).isEqualTo(5);
        assertThat(jdbc.sql("SELECT count(*) FROM platform.audit_entry WHERE object = 'legal:WITHDRAWALS_PER_DAY'")
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void splittingAPayoutSavesNoTax() {
        assertThat(compliance.withholding(0, 80_000)).isZero();
        assertThat(compliance.withholding(0, 400_000)).isEqualTo(64_000);
        assertThat(compliance.withholding(0, 2_500_000)).isEqualTo(400_000);
        Seeds.run(200, random -> {
            long first = random.nextLong(9_000_000);
            long second = random.nextLong(9_000_000);
            assertThat(compliance.withholding(0, first) + compliance.withholding(first, second))
                    .isEqualTo(compliance.withholding(0, first + second)).isBetween(0L, first + second);
        });
    }
}
