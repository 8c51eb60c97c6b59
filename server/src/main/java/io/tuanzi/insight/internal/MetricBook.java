package io.tuanzi.insight.internal;

import io.tuanzi.platform.Columns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of metrics by the minute. */
@Repository
class MetricBook {

    /** What to add to a metric in a minute; {@code minute} is a number of minutes since 1970. */
    record Addition(String metric, long minute, long value) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    MetricBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void add(List<Addition> additions) {
        Columns.of(additions).text(Addition::metric).int8(Addition::minute).int8(Addition::value).update(template, """
                INSERT INTO insight.metric_minute AS m (metric, minute, value)
                SELECT metric, to_timestamp(minute * 60), value FROM unnest(?, ?, ?) AS t(metric, minute, value)
                ON CONFLICT (metric, minute) DO UPDATE SET value = m.value + excluded.value""");
    }

    void clear() {
        jdbc.sql("DELETE FROM insight.metric_minute").update();
    }

    Map<String, Long> sums(Instant from, Instant until) {
        return jdbc.sql("""
                SELECT metric, sum(value)::bigint FROM insight.metric_minute
                 WHERE minute >= :from AND minute < :until GROUP BY metric""")
                .param("from", at(from)).param("until", at(until))
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Sums by the number of the step, steps without a value left out. */
    Map<Long, Long> steps(String metric, Instant from, long seconds, Instant until) {
        return jdbc.sql("""
                SELECT floor(extract(epoch FROM minute - :from::timestamptz) / :seconds)::bigint, sum(value)::bigint
                  FROM insight.metric_minute
                 WHERE metric = :metric AND minute >= :from AND minute < :until GROUP BY 1""")
                .param("from", at(from)).param("seconds", seconds).param("metric", metric).param("until", at(until))
                .query((rs, n) -> Map.entry(rs.getLong(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
