package io.tuanzi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.Seeds;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void isWrittenAsPeopleReadIt() {
        assertThat(Money.format(128_400)).isEqualTo("¥1,284.00");
        assertThat(Money.format(0)).isEqualTo("¥0.00");
        assertThat(Money.format(7)).isEqualTo("¥0.07");
        assertThat(Money.format(-50)).isEqualTo("-¥0.50");
        assertThat(Money.format(100_000_000)).isEqualTo("¥1,000,000.00");
        assertThat(Money.format(Long.MIN_VALUE)).isEqualTo("-¥92,233,720,368,547,758.08");
        assertThat(Money.ofMinor(99_900)).hasToString("¥999.00");
    }

    @Test
    void writtenFormReadsBackAsTheSameAmount() {
        Seeds.run(20_000, random -> {
            long minor = random.nextLong() >> random.nextInt(60);
            BigDecimal read = new BigDecimal(Money.format(minor).replace("¥", "").replace(",", ""));
            assertThat(read.movePointRight(2).longValueExact()).isEqualTo(minor);
        });
    }

    @Test
    void refusesToWrapAround() {
        Money most = Money.ofMinor(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Money.ofMinor(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofMinor(Long.MIN_VALUE).minus(Money.ofMinor(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void addsSubtractsAndMultiplies() {
        assertThat(Money.ofMinor(3).plus(Money.ofMinor(4)).times(5).minus(Money.ofMinor(36)))
                .isEqualTo(Money.ofMinor(-1))
                .matches(Money::isNegative)
                .isLessThan(Money.ZERO);
    }

    @Test
    void quantityIsBounded() {
        assertThatThrownBy(() -> new Quantity(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quantity(Quantity.MAX + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Quantity(3).timesMinor(250)).isEqualTo(750);
        assertThatThrownBy(() -> new Quantity(3).timesMinor(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }
}
