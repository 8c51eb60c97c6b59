package io.tuanzi.promotion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.PriceTrail;
import io.tuanzi.promotion.Competitiveness;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.PriceHistory;
import io.tuanzi.promotion.Prices.Method;
import io.tuanzi.promotion.Prices.MethodRow;
import io.tuanzi.promotion.Prices.Sight;
import io.tuanzi.promotion.Prices.SightRow;
import io.tuanzi.promotion.Prices.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The five indicators of a price, each worked by hand. */
class StandingTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final Instant START = FIRST.atStartOfDay(ZONE).toInstant();

    private static Instant day(int n) {
        return START.plus(Duration.ofDays(n));
    }

    private static SightRow sight(long id, String who, long priceMinor, int day) {
        return new SightRow(id, new Sight(who, priceMinor, FIRST.plusDays(day), "shop window"), day(day), "staff:1");
    }

    private static Standing standing(@Nullable Long costMinor, List<ListedPrice> entries, List<SightRow> sights,
            Map<LocalDate, Long> sold, PriceTrail.Step... steps) {
        PriceTrail trail = new PriceTrail(110, 11, day(0), costMinor, List.of(steps));
        List<PriceHistory.Span> history = PriceHistory.of(trail, entries, day(100));
        return new Standing(history.getLast().priceMinor(), trail, history, entries, sights, sold, day(100), ZONE);
    }

    private static PriceTrail.Step step(int day, long priceMinor) {
        return new PriceTrail.Step(day(day), priceMinor, "staff:1", "new");
    }

    @Test
    void aPriceIsHeldAgainstWhatEachOtherAskedLast() {
        Competitiveness report = standing(6_000L, List.of(), List.of(sight(4, "B", 11_000, 95),
                sight(3, "A", 10_000, 90), sight(2, "A", 30_000, 60), sight(1, "C", 1, 5)), Map.of(),
                step(0, 12_000)).report(8_000L, null);
        Competitiveness.Level level = java.util.Objects.requireNonNull(report.level());
        assertThat(level.competitors()).as("C was seen too long ago").isEqualTo(2);
        assertThat(level.lowestMinor()).isEqualTo(10_000);
        assertThat(level.medianMinor()).as("(10,000 + 11,000) / 2").isEqualTo(10_500);
        assertThat(level.indexBp()).as("12,000 / 10,500").isEqualTo(11_429);
        Competitiveness.Cost cost = java.util.Objects.requireNonNull(report.cost());
        assertThat(cost.marginBp()).as("6,000 / 12,000").isEqualTo(5_000);
        assertThat(cost.atMedianBp()).as("4,500 / 10,500").isEqualTo(4_286);
        assertThat(report.profitable()).isTrue();
        assertThat(report.competitive()).as("12,000 > 11,000").isFalse();
    }

    @Test
    void unitsAnswerAPriceAsElasticity() {
        Map<LocalDate, Long> sold = new HashMap<>();
        for (int day = 0; day < 100; day++) {
            sold.put(FIRST.plusDays(day), day < 50 ? 10L : 15L);
        }
        Competitiveness.Elasticity found = java.util.Objects.requireNonNull(standing(null, List.of(), List.of(), sold,
                step(0, 12_000), step(50, 10_000)).elasticity());
        // units +5 on a mean of 12.5: +40.00 %; price −2,000 on a mean of 11,000: −18.18 %; −4,000/1,818 = −2.2002
        assertThat(found.elasticityBp()).isEqualTo(-22_002);
        assertThat(found.beforeMilli()).isEqualTo(10_000);
        assertThat(found.afterMilli()).isEqualTo(15_000);
        assertThat(standing(null, List.of(), List.of(), Map.of(), step(0, 12_000), step(50, 10_000)).elasticity())
                .as("nothing sold says nothing").isNull();
        assertThat(standing(null, List.of(), List.of(), sold, step(0, 12_000), step(97, 10_000)).elasticity())
                .as("three days are too few").isNull();
    }

    @Test
    void timedPricesAreCountedWithTheirShareAndDepth() {
        ListedPrice sale = new ListedPrice(1, 2, ListedPrice.Kind.TIMED, new ListedPrice.Stage("限时", "sale"), 110,
                Set.of(), 9_000, day(91), day(100), false);
        Competitiveness report = standing(null, List.of(sale), List.of(), Map.of(), step(0, 12_000))
                .report(null, null);
        assertThat(report.strategy().timedPrices()).isEqualTo(1);
        assertThat(report.strategy().timeShareBp()).as("9 of 90 days").isEqualTo(1_000);
        assertThat(report.strategy().depthBp()).as("3,000 of 12,000").isEqualTo(2_500);
        assertThat(report.profitable()).as("no cost known").isNull();
        assertThat(report.competitive()).as("nobody was looked at").isNull();
    }

    @Test
    void aFloorEarnsItsMarginAndAMethodComesToAPrice() {
        assertThat(PriceDesk.floor(new Method(Way.COST, 5_000, null, 3_000, "n"), 7_001L)).as("7,001 / 0.7, up")
                .isEqualTo(10_002L);
        assertThat(PriceDesk.floor(new Method(Way.COST, 5_000, null, 3_000, "n"), null)).isNull();
        assertThat(PriceDesk.suggested(rows(new Method(Way.COST, 5_000, null, 0, "n")), 7_001L, 9L))
                .as("7,001 × 1.5, up").isEqualTo(10_502L);
        assertThat(PriceDesk.suggested(rows(new Method(Way.MARKET, null, null, 0, "n")), 7_001L, 9_900L))
                .isEqualTo(9_900L);
        assertThat(PriceDesk.suggested(rows(new Method(Way.CONSUMER, null, 19_900L, 0, "n")), null, null))
                .isEqualTo(19_900L);
        assertThat(PriceDesk.suggested(List.of(), 1L, 1L)).isNull();
    }

    private static List<MethodRow> rows(Method method) {
        return List.of(new MethodRow(1, method, null, null, START, "staff:1"));
    }
}
