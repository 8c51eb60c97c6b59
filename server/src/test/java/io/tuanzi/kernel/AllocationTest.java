package io.tuanzi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.testing.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** M4: no cent is lost or made when a sum is divided. */
class AllocationTest {

    @Test
    void aCentOverThreeEqualLinesGoesToTheFirst() {
        assertThat(Allocation.split(1, 5, 5, 5)).containsExactly(1, 0, 0);
        assertThat(Allocation.split(100, 1, 1, 1)).containsExactly(34, 33, 33);
        assertThat(Allocation.split(10, 0, 3, 0, 7)).containsExactly(0, 3, 0, 7);
        assertThat(Allocation.split(0, 0, 0)).containsExactly(0, 0);
    }

    @Test
    void refusesWhatCannotBeDivided() {
        assertThatThrownBy(() -> Allocation.split(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allocation.split(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allocation.split(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allocation.split(1, -1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allocation.split(1, Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Allocation.unitShare(1, 0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allocation.unitShare(1, 4, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharesAddUpStayWithinOneOfTheExactShareAndWithinTheirWeight() {
        Seeds.run(100_000, random -> {
            long[] weights = weights(random);
            long sum = Arrays.stream(weights).sum();
            long total = sum == 0 ? 0 : random.nextBoolean() ? Seeds.amount(random) : random.nextLong(sum + 1);
            long[] shares = Allocation.split(total, weights);
            assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
            for (int i = 0; i < shares.length; i++) {
                BigInteger scaled = BigInteger.valueOf(total).multiply(BigInteger.valueOf(weights[i]));
                BigInteger given = BigInteger.valueOf(shares[i]).multiply(BigInteger.valueOf(sum));
                assertThat(given.subtract(scaled).abs()).isLessThan(BigInteger.valueOf(sum).max(BigInteger.ONE));
                assertThat(weights[i] == 0 && shares[i] != 0).isFalse();
                assertThat(total <= sum && shares[i] > weights[i]).isFalse();
            }
        });
    }

    @Test
    void largerRemainderNeverGetsLessThanASmallerOne() {
        Seeds.run(20_000, random -> {
            long[] weights = new long[2 + random.nextInt(6)];
            Arrays.setAll(weights, i -> 1 + random.nextLong(1_000));
            long sum = Arrays.stream(weights).sum();
            long total = random.nextLong(100_000);
            long[] shares = Allocation.split(total, weights);
            for (int i = 0; i < weights.length; i++) {
                for (int j = 0; j < weights.length; j++) {
                    long extraI = shares[i] - total * weights[i] / sum;
                    long extraJ = shares[j] - total * weights[j] / sum;
                    if (extraI < extraJ) {
                        long remainderI = total * weights[i] % sum;
                        long remainderJ = total * weights[j] % sum;
                        assertThat(remainderI < remainderJ || (remainderI == remainderJ && i > j)).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void unitsOfALineAddUpInEveryPartition() {
        Seeds.run(50_000, random -> {
            long total = Seeds.amount(random);
            int quantity = 1 + random.nextInt(60);
            long bySteps = 0;
            for (int at = 0; at < quantity; ) {
                int next = at + 1 + random.nextInt(quantity - at);
                bySteps += Allocation.cumulative(total, next, quantity) - Allocation.cumulative(total, at, quantity);
                at = next;
            }
            long byUnits = 0;
            for (int unit = 1; unit <= quantity; unit++) {
                long share = Allocation.unitShare(total, unit, quantity);
                assertThat(share).isBetween(total / quantity, total / quantity + 1);
                byUnits += share;
            }
            assertThat(bySteps).isEqualTo(total);
            assertThat(byUnits).isEqualTo(total);
        });
    }

    @Test
    void ratesRoundAsTheBooksSay() {
        assertThat(BasisPoints.halfUp(5, 5_000)).isEqualTo(3);
        assertThat(BasisPoints.halfUp(1, 4_999)).isZero();
        assertThat(BasisPoints.floor(1, 9_999)).isZero();
        assertThatThrownBy(() -> BasisPoints.floor(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BasisPoints.halfUp(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BasisPoints.halfUp(Long.MAX_VALUE, 20_000)).isInstanceOf(ArithmeticException.class);
        Seeds.run(50_000, random -> {
            long amount = Seeds.amount(random);
            int bp = random.nextInt(10_001);
            BigDecimal exact = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(bp, 4));
            assertThat(BasisPoints.halfUp(amount, bp))
                    .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
            assertThat(BasisPoints.floor(amount, bp)).isEqualTo(exact.setScale(0, RoundingMode.FLOOR).longValueExact());
        });
    }

    private static long[] weights(SplittableRandom random) {
        long[] weights = new long[1 + random.nextInt(12)];
        Arrays.setAll(weights, i -> Seeds.amount(random) >> 8);
        return weights;
    }
}
