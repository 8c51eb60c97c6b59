package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.catalog.PriceTrail;
import io.tuanzi.promotion.ListedPrice.Kind;
import io.tuanzi.promotion.ListedPrice.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a SKU is asked for, when and where, and what that may be compared with. */
class PriceBoardTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final long LIST = 12_900;

    private static Instant day(int n) {
        return DAY.plus(Duration.ofDays(n));
    }

    private static ListedPrice entry(long id, Kind kind, long priceMinor, int from, @Nullable Integer until,
            String... regions) {
        return new ListedPrice(id, id, kind, new Stage("价 " + id, "price " + id), 110, Set.of(regions), priceMinor,
                day(from), until == null ? null : day(until), false);
    }

    private static PriceTrail trail(PriceTrail.Step... steps) {
        return new PriceTrail(110, 11, day(0), 5_000L, List.of(steps));
    }

    private static PriceTrail.Step step(int day, long priceMinor) {
        return new PriceTrail.Step(day(day), priceMinor, "staff:1", "new");
    }

    private static long asked(List<ListedPrice> entries, String region, Instant at) {
        return new PriceBoard(entries).at(110, LIST, region, at).priceMinor();
    }

    @Test
    void aPriceStepsDownThroughTheStagesOfItsLife() { // PRM-02
        List<ListedPrice> stages = List.of(entry(1, Kind.STAGE, 15_900, 0, 10), entry(2, Kind.STAGE, 13_900, 10, 20));
        assertThat(asked(stages, "", day(0))).isEqualTo(15_900);
        assertThat(asked(stages, "", day(10).minusMillis(1))).isEqualTo(15_900);
        assertThat(asked(stages, "", day(10))).isEqualTo(13_900);
        assertThat(asked(stages, "", day(20))).as("after its stages the catalogue's price").isEqualTo(LIST);
        assertThat(asked(stages, "", day(0).minusMillis(1))).isEqualTo(LIST);
    }

    @Test
    void theNearestRegionAsksItsOwnPrice() { // PRM-03
        List<ListedPrice> lists = List.of(entry(1, Kind.STAGE, 13_900, 0, null),
                entry(2, Kind.REGION, 11_900, 0, null, "44", "45"), entry(3, Kind.REGION, 10_900, 0, null, "4403"));
        assertThat(asked(lists, "440106", day(1))).isEqualTo(11_900);
        assertThat(asked(lists, "440305", day(1))).isEqualTo(10_900);
        assertThat(asked(lists, "110101", day(1))).isEqualTo(13_900);
        assertThat(asked(lists, "", day(1))).as("no address yet").isEqualTo(13_900);
        assertThat(new PriceBoard(lists).lowestAt(110, LIST, day(1))).isEqualTo(10_900);
    }

    @Test
    void aTimedPriceEndsAtItsInstantAndNeverMakesAnythingDearer() { // PRM-07, PRM-51
        List<ListedPrice> timed = List.of(entry(1, Kind.TIMED, 9_900, 5, 6),
                entry(2, Kind.REGION, 8_900, 0, null, "54"));
        assertThat(asked(timed, "", day(6).minusMillis(1))).isEqualTo(9_900);
        assertThat(asked(timed, "", day(6))).isEqualTo(LIST);
        PriceBoard.Asked west = new PriceBoard(timed).at(110, LIST, "540102", day(5));
        assertThat(west.priceMinor()).as("the region is cheaper already").isEqualTo(8_900);
        assertThat(west.timed()).isNull();
        assertThat(new PriceBoard(timed).at(110, LIST, "", day(5)).normalMinor()).isEqualTo(LIST);
    }

    @Test
    void theHistoryTellsEveryStretchWithItsCause() {
        List<ListedPrice> entries = List.of(entry(1, Kind.TIMED, 9_900, 5, 6), entry(2, Kind.STAGE, 11_900, 10, null));
        List<PriceHistory.Span> spans = PriceHistory.of(trail(step(0, 12_900), step(3, 13_900)), entries, day(30));
        assertThat(spans).extracting(PriceHistory.Span::priceMinor)
                .containsExactly(12_900L, 13_900L, 9_900L, 13_900L, 11_900L);
        assertThat(spans).extracting(PriceHistory.Span::cause)
                .containsExactly("LIST", "LIST", "TIMED", "LIST", "STAGE");
        assertThat(spans.get(2).from()).isEqualTo(day(5));
        assertThat(spans.get(2).until()).isEqualTo(day(6));
        assertThat(spans.getLast().until()).isNull();
        assertThat(PriceHistory.of(new PriceTrail(110, 11, null, null, List.of()), entries, day(30))).isEmpty();
    }

    @Test
    void onlyALowerPriceThatWasReallyAskedIsStruckThrough() { // PRM-07
        ListedPrice sale = entry(9, Kind.TIMED, 9_900, 40, 41);
        assertThat(reference(trail(step(0, LIST)), sale)).isEqualTo(LIST);
        assertThat(reference(trail(step(0, 9_000), step(5, LIST)), sale)).as("35 days ago is outside the window")
                .isEqualTo(LIST);
        assertThat(reference(trail(step(0, LIST), step(39, 29_900)), sale)).as("raised the day before")
                .isEqualTo(LIST);
        assertThat(reference(trail(step(0, LIST)), sale, entry(2, Kind.TIMED, 9_500, 30, 31)))
                .as("it was cheaper within the window").isNull();
        assertThat(reference(trail(step(0, LIST)), sale, entry(2, Kind.TIMED, 9_900, 39, 40)))
                .as("one timed price after the other is no reduction").isNull();
        assertThat(reference(trail(step(0, LIST)), sale, entry(2, Kind.REGION, 11_000, 20, 30, "44")))
                .as("some were asked less").isEqualTo(11_000);
    }

    @Test
    void whatIsNewOnTheShelfHasNoFormerPrice() {
        ListedPrice sale = entry(9, Kind.TIMED, 9_900, 6, 7);
        assertThat(reference(trail(step(0, LIST)), sale)).as("six days on the shelf").isNull();
        ListedPrice later = entry(9, Kind.TIMED, 9_900, 7, 8);
        assertThat(reference(trail(step(0, LIST)), later)).isEqualTo(LIST);
        PriceTrail off = new PriceTrail(110, 11, null, null, List.of(step(0, LIST)));
        assertThat(reference(off, later)).as("not on the shelf").isNull();
    }

    private static @Nullable Long reference(PriceTrail trail, ListedPrice timed, ListedPrice... others) {
        List<ListedPrice> all = java.util.stream.Stream.concat(java.util.stream.Stream.of(timed),
                java.util.Arrays.stream(others)).toList();
        PriceHistory.Reference reference = PriceHistory.reference(trail, all, timed, 30, 7);
        return reference == null ? null : reference.lowestMinor();
    }
}
