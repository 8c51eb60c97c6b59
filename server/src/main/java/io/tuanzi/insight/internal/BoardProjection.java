package io.tuanzi.insight.internal;

import io.tuanzi.insight.Figures;
import io.tuanzi.insight.Metric;
import io.tuanzi.insight.internal.MetricBook.Addition;
import io.tuanzi.platform.facts.Projection;
import io.tuanzi.platform.facts.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Counts every metric by the minute of shop time its facts were written in (N2). */
@Component
class BoardProjection implements Projection, Figures {

    private final MetricBook book;

    BoardProjection(MetricBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public Set<String> reads() {
        return Arrays.stream(Metric.values()).map(Metric::fact).collect(Collectors.toSet());
    }

    @Override
    public void apply(List<Recorded<JsonNode>> facts) {
        // One row per metric and minute, always in the same order.
        Map<String, TreeMap<Long, Long>> sums = new TreeMap<>();
        for (Recorded<JsonNode> fact : facts) {
            for (Metric metric : Metric.values()) {
                if (metric.fact().equals(fact.type())) {
                    String field = metric.field();
                    long value = field == null ? 1 : fact.body().path(field).asLong();
                    String moment = metric.moment();
                    long ms = moment == null ? fact.at().toEpochMilli() : fact.body().path(moment).asLong();
                    sums.computeIfAbsent(metric.code(), code -> new TreeMap<>())
                            .merge(Math.floorDiv(ms, 60_000), value, Long::sum);
                }
            }
        }
        List<Addition> additions = new ArrayList<>();
        sums.forEach((metric, minutes) -> minutes.forEach((minute, value) ->
                additions.add(new Addition(metric, minute, value))));
        if (!additions.isEmpty()) {
            book.add(additions);
        }
    }

    @Override
    public void clear() {
        book.clear();
    }

    @Override
    public Map<Metric, Long> sums(Instant from, Instant until) {
        Map<String, Long> known = book.sums(from, until);
        Map<Metric, Long> sums = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            sums.put(metric, known.getOrDefault(metric.code(), 0L));
        }
        return sums;
    }

    @Override
    public List<Long> steps(Metric metric, Instant from, Duration step, int steps) {
        Map<Long, Long> known = book.steps(metric.code(), from, step.toSeconds(), from.plus(step.multipliedBy(steps)));
        List<Long> values = new ArrayList<>();
        for (long i = 0; i < steps; i++) {
            values.add(known.getOrDefault(i, 0L));
        }
        return values;
    }
}
