package io.tuanzi.backoffice;

import io.tuanzi.backoffice.BoardRange.Span;
import io.tuanzi.customer.Visits;
import io.tuanzi.insight.Figures;
import io.tuanzi.insight.Metric;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The numbers of the board: what is not known is null and says why, never a guess. */
@Component
class BoardFigures {

    /** A metric with its value and that of the time before; {@code why} tells what is not known. */
    record Shown(String code, String name, String definition, String unit, @Nullable Long value,
                 @Nullable Long before, @Nullable String why) {
    }

    /** An hour of the running sum of paid value; {@code nowMinor} is null for hours to come. */
    record HourPoint(String hour, @Nullable Long nowMinor, long beforeMinor) {
    }

    /**
     * A step of the way from a visit to a payment; {@code of} is the step it is a part of, so that a share of it means
     * something, and absent where it is a count of other things.
     */
    record Step(String step, String name, long count, @Nullable String of) {
    }

    private record Seen(long all, long products) {
    }

    private static final int MOST_LOW = 1_000;
    private static final int HOURS = 24;
    private static final List<Metric> AFTER_VISITS = List.of(Metric.GMV_PLACED, Metric.GMV_PAID,
            Metric.ORDERS_PLACED, Metric.ORDERS_PAID, Metric.GROUPS_OPENED, Metric.GROUPS_FILLED,
            Metric.GROUPS_FAILED, Metric.INVITED_CUSTOMERS, Metric.REFUNDS);

    private final Figures figures;
    private final Visits visits;
    private final Stock stock;
    private final FactDesk facts;

    BoardFigures(Figures figures, Visits visits, Stock stock, FactDesk facts) {
        this.figures = figures;
        this.visits = visits;
        this.stock = stock;
        this.facts = facts;
    }

    List<Shown> metrics(Span span, Language language) {
        Map<Metric, Long> now = figures.sums(span.from(), span.until());
        Map<Metric, Long> before = figures.sums(span.beforeFrom(), span.beforeUntil());
        List<Shown> shown = new ArrayList<>();
        shown.add(visits(span, language));
        for (Metric metric : AFTER_VISITS) {
            shown.add(new Shown(metric.code(), metric.name(language), metric.definition(language), metric.unit(),
                    now.get(metric), before.get(metric), null));
        }
        String onlyNow = language.pick("只知道现在有多少，没有记以前的", "Known for now only; the past was not kept");
        shown.add(new Shown("low_stock", language.pick("库存低", "Low stock"), language.pick(
                "现在低于安全线（计划库存的 20%）的规格数", "Variants now below their line, 20 % of planned stock"), "COUNT",
                (long) stock.low(MOST_LOW).size(), null, onlyNow));
        shown.add(new Shown("parked_facts", language.pick("停住的事实", "Parked facts"), language.pick(
                "现在处理不了、等人决定的事实数", "Facts that cannot be handled and wait for a person"), "COUNT",
                (long) facts.parked().size(), null, onlyNow));
        return shown;
    }

    private Shown visits(Span span, Language language) {
        Long before = span.running() ? null : seen(span.beforeFrom(), span.beforeUntil()).all();
        return new Shown("visits", language.pick("访问", "Visits"), language.pick(
                "打开页面的次数，不是人数", "Pages opened, not people"), "COUNT", seen(span.from(), span.until()).all(),
                before, before == null ? language.pick("访问按整小时记，以前同一时刻的数不知道",
                "Visits are kept by the whole hour; those up to the same moment are not known") : null);
    }

    private Seen seen(Instant from, Instant until) {
        long all = 0;
        long products = 0;
        for (Visits.Hour hour : visits.hours(from, until)) {
            all += hour.visits();
            products += "PRODUCT".equals(hour.page()) || "GROUP".equals(hour.page()) ? hour.visits() : 0;
        }
        return new Seen(all, products);
    }

    /** Paid value of a day as a running sum, beside the same weekday of the week before. */
    List<HourPoint> curve(BoardRange range, Instant now, ZoneId zone) {
        ZonedDateTime day = range.curveDay(now, zone);
        List<Long> values = figures.steps(Metric.GMV_PAID, day.toInstant(), Duration.ofHours(1), HOURS);
        List<Long> before = figures.steps(Metric.GMV_PAID, day.minusDays(7).toInstant(), Duration.ofHours(1), HOURS);
        long begun = ChronoUnit.HOURS.between(day.toInstant(), now);
        List<HourPoint> points = new ArrayList<>();
        long sum = 0;
        long beforeSum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            sum += values.get(hour);
            beforeSum += before.get(hour);
            points.add(new HourPoint((hour < 10 ? "0" : "") + hour + ":00", hour <= begun ? sum : null, beforeSum));
        }
        return points;
    }

    List<Step> funnel(Span span, Language language) {
        Map<Metric, Long> now = figures.sums(span.from(), span.until());
        Seen seen = seen(span.from(), span.until());
        return List.of(new Step("VISIT", language.pick("访问", "Visits"), seen.all(), null),
                new Step("PRODUCT", language.pick("看商品或团", "Product or group seen"), seen.products(), "VISIT"),
                new Step("PLACED", language.pick("下单", "Placed"), now.getOrDefault(Metric.ORDERS_PLACED, 0L), null),
                new Step("PLACED_PAID", Metric.ORDERS_PLACED_PAID.name(language),
                        now.getOrDefault(Metric.ORDERS_PLACED_PAID, 0L), "PLACED"));
    }
}
