package io.tuanzi.promotion.internal;

import io.tuanzi.catalog.PriceTrail;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.promotion.Competitiveness;
import io.tuanzi.promotion.Competitiveness.Brand;
import io.tuanzi.promotion.Competitiveness.Cost;
import io.tuanzi.promotion.Competitiveness.Elasticity;
import io.tuanzi.promotion.Competitiveness.Level;
import io.tuanzi.promotion.Competitiveness.Strategy;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.PriceHistory.Span;
import io.tuanzi.promotion.Prices.SightRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out how a price stands (PRM-06); pure, every rate in whole basis points, rounded half away from zero. */
record Standing(long priceMinor, PriceTrail trail, List<Span> history, List<ListedPrice> entries,
        List<SightRow> sights, Map<LocalDate, Long> soldByDay, Instant now, ZoneId zone) {

    static final int SIGHT_DAYS = 90;
    static final int STRATEGY_DAYS = 90;
    private static final int LASTING_DAYS = 7;
    private static final int LOOK_DAYS = 28;
    private static final long LEAST_UNITS = 10;
    private static final long WHOLE_BP = 10_000;

    Competitiveness report(@Nullable Long floorMinor, @Nullable Brand brand) {
        Level level = level();
        Cost cost = cost(level);
        return new Competitiveness(level, elasticity(), cost, brand, strategy(),
                cost == null ? null : priceMinor >= (floorMinor == null ? cost.costMinor() : floorMinor),
                level == null ? null : priceMinor <= level.highestMinor());
    }

    /** The latest sight of each competitor, none older than {@link #SIGHT_DAYS} days. */
    @Nullable Level level() {
        LocalDate oldest = LocalDate.ofInstant(now, zone).minusDays(SIGHT_DAYS);
        Map<String, Long> latest = new HashMap<>();
        sights.stream().filter(row -> !row.sight().seenOn().isBefore(oldest)) // newest first
                .forEach(row -> latest.putIfAbsent(row.sight().competitor(), row.sight().priceMinor()));
        if (latest.isEmpty()) {
            return null;
        }
        List<Long> prices = latest.values().stream().sorted().toList();
        long median = median(prices);
        return new Level(prices.size(), SIGHT_DAYS, prices.getFirst(), median, prices.getLast(),
                rate(priceMinor, median));
    }

    static long median(List<Long> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half) + 1) / 2;
    }

    /** The last time one price lasted a week, then another did, and both weeks sold enough to say something. */
    @Nullable Elasticity elasticity() {
        for (int i = history.size() - 1; i > 0; i--) {
            Span before = history.get(i - 1);
            Span after = history.get(i);
            Instant end = after.until() == null ? now : after.until();
            List<LocalDate> first = days(before.from(), after.from(), false);
            List<LocalDate> then = days(after.from(), end, true);
            if (before.priceMinor() == after.priceMinor() || first.size() < LASTING_DAYS
                    || then.size() < LASTING_DAYS) {
                continue;
            }
            long sold = units(first);
            long soldThen = units(then);
            if (sold + soldThen < LEAST_UNITS) {
                continue;
            }
            long perDay = sold * 1_000 / first.size();
            long perDayThen = soldThen * 1_000 / then.size();
            long priceChange = rate(2 * (after.priceMinor() - before.priceMinor()),
                    after.priceMinor() + before.priceMinor());
            long unitChange = rate(2 * (perDayThen - perDay), perDayThen + perDay);
            return priceChange == 0 ? null : new Elasticity(before.priceMinor(), after.priceMinor(), perDay,
                    perDayThen, rate(unitChange, priceChange));
        }
        return null;
    }

    /** The whole days of the shop between two instants; the last, or the first, {@link #LOOK_DAYS} of them. */
    private List<LocalDate> days(Instant from, Instant until, boolean firstOnes) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate end = LocalDate.ofInstant(until, zone);
        for (LocalDate day = LocalDate.ofInstant(from.minusMillis(1), zone).plusDays(1); day.isBefore(end);
                day = day.plusDays(1)) {
            days.add(day);
        }
        int keep = Math.min(LOOK_DAYS, days.size());
        return firstOnes ? days.subList(0, keep) : days.subList(days.size() - keep, days.size());
    }

    private long units(List<LocalDate> days) {
        return days.stream().mapToLong(day -> soldByDay.getOrDefault(day, 0L)).sum();
    }

    private @Nullable Cost cost(@Nullable Level level) {
        Long cost = trail.costMinor();
        return cost == null || priceMinor == 0 ? null : new Cost(cost, priceMinor - cost,
                rate(priceMinor - cost, priceMinor),
                level == null ? null : rate(level.medianMinor() - cost, level.medianMinor()));
    }

    private Strategy strategy() {
        Instant since = now.minus(Duration.ofDays(STRATEGY_DAYS));
        long heldMs = 0;
        long depth = 0;
        int count = 0;
        for (Span span : history) {
            Instant end = span.until() == null ? now : span.until();
            if (ListedPrice.Kind.TIMED.name().equals(span.cause()) && end.isAfter(since)) {
                heldMs += Duration.between(span.from().isBefore(since) ? since : span.from(), end).toMillis();
                long normal = normalAt(span.from());
                depth += normal == 0 ? 0 : rate(normal - span.priceMinor(), normal);
                count++;
            }
        }
        return new Strategy(STRATEGY_DAYS, count,
                rate(heldMs, Duration.ofDays(STRATEGY_DAYS).toMillis()), count == 0 ? 0 : depth / count);
    }

    private long normalAt(Instant at) {
        return new io.tuanzi.promotion.PriceBoard(entries).at(trail.skuId(), trail.at(at), "", at).normalMinor();
    }

    /** Units of the product's brand among those of its category; null where it has no brand or no category. */
    static @Nullable Brand brand(ProductSnapshot snapshot, ProductSummary product, Map<Long, Long> sold) {
        if (product.brand().isBlank() || product.categoryId() == 0) {
            return null;
        }
        long own = 0;
        long all = 0;
        for (ProductSummary each : snapshot.products().values()) {
            if (each.categoryId() == product.categoryId()) {
                long units = sold.getOrDefault(each.productId(), 0L);
                all += units;
                own += each.brand().equals(product.brand()) ? units : 0;
            }
        }
        return all == 0 ? null : new Brand(product.brand(), product.category(), own, all, rate(own, all));
    }

    /** a / b in basis points, half away from zero. */
    static long rate(long a, long b) {
        long scaled = Math.multiplyExact(a, WHOLE_BP);
        long half = Math.abs(b) / 2;
        return (scaled >= 0 ? scaled + half : scaled - half) / b;
    }
}
