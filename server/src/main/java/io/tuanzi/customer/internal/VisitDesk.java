package io.tuanzi.customer.internal;

import io.tuanzi.customer.Visits;
import io.tuanzi.platform.Columns;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.BatchDesk;
import io.tuanzi.platform.commit.GroupCommit;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts visits: many visitors share one transaction, and each is answered after it committed.
 *
 * <p>What is kept is a count by hour, kind of page and whether an invitation led there; no person, no address. A visit
 * whose commit has an unknown outcome is counted at most once: it is given up, never repeated.
 */
@Component
public class VisitDesk implements Visits, BatchDesk<VisitDesk.Visit, Boolean> {

    /** A visit to a kind of page; {@code invited} when someone's link led there. */
    public record Visit(String page, boolean invited) {
    }

    private record Sum(Visit visit, long visits) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final GroupCommit<Visit, Boolean> queue;

    VisitDesk(JdbcClient jdbc, JdbcTemplate template, Tx tx) {
        this.jdbc = jdbc;
        this.template = template;
        this.queue = new GroupCommit<>("customer.visits", this, tx, 2_000, 500);
    }

    @PreDestroy
    void close() {
        queue.close();
    }

    /** Counts a visit; returns after the commit. */
    public void count(Visit visit) {
        queue.submit(visit);
    }

    @Override
    public List<Boolean> decide(List<Visit> visits) {
        Map<Visit, Long> sums = visits.stream()
                .collect(Collectors.groupingBy(visit -> visit, Collectors.counting()));
        // One order of rows for all nodes, so that two batches never wait for each other in a circle.
        List<Sum> rows = sums.entrySet().stream().map(each -> new Sum(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing((Sum sum) -> sum.visit().page())
                        .thenComparing(sum -> sum.visit().invited())).toList();
        Columns.of(rows).text(sum -> sum.visit().page()).bool(sum -> sum.visit().invited()).int8(Sum::visits)
                .update(template, """
                INSERT INTO customer.visit_hour AS v (hour, page, invited, visits)
                SELECT date_trunc('hour', shop_now()), page, invited, visits
                  FROM unnest(?, ?, ?) WITH ORDINALITY AS t(page, invited, visits, n) ORDER BY n
                ON CONFLICT (hour, page, invited) DO UPDATE SET visits = v.visits + excluded.visits""");
        return visits.stream().map(visit -> true).toList();
    }

    @Override
    public Optional<Boolean> answered(Visit visit) {
        return Optional.of(true);
    }

    @Override
    public List<Hour> hours(Instant from, Instant until) {
        return jdbc.sql("""
                SELECT hour, page, invited, visits FROM customer.visit_hour
                 WHERE hour >= :from AND hour < :until ORDER BY hour, page, invited""")
                .param("from", from.atOffset(ZoneOffset.UTC)).param("until", until.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> new Hour(rs.getObject(1, OffsetDateTime.class).toInstant(), rs.getString(2),
                        rs.getBoolean(3), rs.getLong(4))).list();
    }
}
