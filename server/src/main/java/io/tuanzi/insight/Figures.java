package io.tuanzi.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Metrics over a time; exact to the minute. */
public interface Figures {

    /** The name under which the numbers follow the log. */
    String CONSUMER = "insight.board";

    /** The sum of every metric from {@code from} to {@code until}, whose minute counts whole; 0 included. */
    Map<Metric, Long> sums(Instant from, Instant until);

    /** The sums of one metric in {@code steps} steps of this length from {@code from} on. */
    List<Long> steps(Metric metric, Instant from, Duration step, int steps);
}
