package io.tuanzi.promotion;

import io.tuanzi.catalog.PriceTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a SKU was asked for since it has a price, worked out from rows that are only ever appended: the catalogue's
 * prices and the entries of price lists. It cannot differ from what was quoted, for both come from the same rows.
 */
public final class PriceHistory {

    /**
     * A stretch in which one price was asked for one reason.
     *
     * @param until null for the stretch that lasts
     * @param cause {@code LIST} for the catalogue's price, else the kind of the list
     * @param stage the stretch of the list, or null for the catalogue's price
     */
    public record Span(Instant from, @Nullable Instant until, long priceMinor, String cause,
            ListedPrice.@Nullable Stage stage) {

        boolean goesOn(Span next) {
            return priceMinor == next.priceMinor && cause.equals(next.cause)
                    && java.util.Objects.equals(stage, next.stage);
        }
    }

    /**
     * The price a timed price may be compared with.
     *
     * @param lowestMinor the lowest really asked in the window before it began, in fen
     * @param days        how long that window is
     */
    public record Reference(long lowestMinor, int days) {
    }

    private PriceHistory() {}

    /** Everything asked where no region is known, oldest first, up to {@code now}. */
    public static List<Span> of(PriceTrail trail, List<ListedPrice> entries, Instant now) {
        if (trail.steps().isEmpty()) {
            return List.of();
        }
        PriceBoard board = new PriceBoard(entries);
        List<Span> spans = new ArrayList<>();
        for (Instant at : turns(trail, entries, trail.steps().getFirst().at(), now)) {
            PriceBoard.Asked asked = board.at(trail.skuId(), trail.at(at), "", at);
            ListedPrice by = asked.timed() == null ? asked.standing() : asked.timed();
            Span span = new Span(at, null, asked.priceMinor(), by == null ? "LIST" : by.kind().name(),
                    by == null ? null : by.stage());
            if (spans.isEmpty() || !spans.getLast().goesOn(span)) {
                if (!spans.isEmpty()) {
                    Span last = spans.removeLast();
                    spans.add(new Span(last.from(), at, last.priceMinor(), last.cause(), last.stage()));
                }
                spans.add(span);
            }
        }
        return spans;
    }

    /** The lowest price that anyone anywhere was asked from {@code from} until just before {@code until}, in fen. */
    public static OptionalLong lowest(PriceTrail trail, List<ListedPrice> entries, Instant from, Instant until) {
        if (trail.steps().isEmpty() || !from.isBefore(until)) {
            return OptionalLong.empty();
        }
        Instant first = trail.steps().getFirst().at().isAfter(from) ? trail.steps().getFirst().at() : from;
        PriceBoard board = new PriceBoard(entries);
        return turns(trail, entries, first, until.minusNanos(1_000)).stream()
                .mapToLong(at -> board.lowestAt(trail.skuId(), trail.at(at), at)).min();
    }

    /**
     * What a timed price may honestly be set against: the lowest price asked in the days before it began. None while
     * the SKU has been on the shelf for less than {@code leastDays} before, and none that is not above the timed price.
     */
    public static @Nullable Reference reference(PriceTrail trail, List<ListedPrice> entries, ListedPrice timed,
            int days, int leastDays) {
        Instant since = trail.shelvedSince();
        if (since == null || since.isAfter(timed.from().minus(Duration.ofDays(leastDays)))) {
            return null;
        }
        Instant window = timed.from().minus(Duration.ofDays(days));
        OptionalLong lowest = lowest(trail, entries, since.isAfter(window) ? since : window, timed.from());
        return lowest.isPresent() && lowest.getAsLong() > timed.priceMinor()
                ? new Reference(lowest.getAsLong(), days) : null;
    }

    /** Every instant from {@code first} to {@code last} at which a price may have changed. */
    private static TreeSet<Instant> turns(PriceTrail trail, List<ListedPrice> entries, Instant first, Instant last) {
        TreeSet<Instant> turns = new TreeSet<>();
        turns.add(first);
        trail.steps().forEach(step -> turns.add(step.at()));
        entries.forEach(entry -> {
            turns.add(entry.from());
            if (entry.until() != null) {
                turns.add(entry.until());
            }
        });
        return new TreeSet<>(turns.subSet(first, true, last.isBefore(first) ? first : last, true));
    }
}
