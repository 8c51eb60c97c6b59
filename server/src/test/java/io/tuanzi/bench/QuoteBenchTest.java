package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.promotion.quote.QuoteBench;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One quote by JMH, one thread and no I/O: mean, p99 and bytes; and how the mean grows with rules and with lines. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!quote$).+")
class QuoteBenchTest {

    private static final int USUAL_LINES = 50;
    private static final int USUAL_RULES = 1_000;

    @Test
    void oneQuote() throws RunnerException {
        Collection<RunResult> results = new Runner(options(Mode.SampleTime, Figures.full() ? 5 : 1)
                .addProfiler(GCProfiler.class).build()).run();
        assertThat(results).isNotEmpty();
        for (RunResult result : results) {
            String name = "quote_" + size(result);
            Figures.print(name + "_us", result.getPrimaryResult().getScore(), "us");
            Figures.print(name + "_p99_ms", result.getPrimaryResult().getStatistics().getPercentile(99) / 1_000, "ms");
            result.getSecondaryResults().forEach((of, bytes) -> {
                if (of.endsWith("gc.alloc.rate.norm")) {
                    Figures.print(name + "_kb", bytes.getScore() / 1_024, "KB/quote");
                } else if (of.endsWith("gc.alloc.rate")) {
                    Figures.print(name + "_alloc_mb_per_s", bytes.getScore(), "MB/s");
                }
            });
        }
    }

    /** With {@code TUANZI_CHART=write} the chart in {@code bench/} is drawn anew. */
    @Test
    void growth() throws RunnerException, IOException {
        Map<Integer, Double> byRules = new TreeMap<>();
        Map<Integer, Double> byLines = new TreeMap<>();
        for (RunResult result : new Runner(options(Mode.AverageTime, Figures.full() ? 2 : 1).param("size",
                "50x125", "50x250", "50x500", "50x1000", "50x2000", "12x1000", "25x1000", "100x1000", "200x1000")
                .warmupIterations(2).build()).run()) {
            String[] size = size(result).split("x", -1);
            int lines = Integer.parseInt(size[0]);
            int rules = Integer.parseInt(size[1]);
            double us = result.getPrimaryResult().getScore();
            if (lines == USUAL_LINES) {
                byRules.put(rules, us);
            }
            if (rules == USUAL_RULES) {
                byLines.put(lines, us);
            }
            Figures.print("quote_growth_" + size(result) + "_us", us, "us");
        }
        assertThat(byRules).hasSize(5);
        assertThat(byLines).hasSize(5);
        if ("write".equals(System.getenv("TUANZI_CHART"))) {
            Path bench = TestDatabase.target().resolve("../../bench/quote-growth.svg").normalize();
            Files.writeString(bench, new GrowthChart()
                    .panel("Rules in force, 50 lines", byRules).panel("Lines of the cart, 1,000 rules", byLines).svg());
        }
    }

    private static ChainedOptionsBuilder options(Mode mode, int iterations) {
        return new OptionsBuilder().include(QuoteBench.class.getName()).mode(mode).verbosity(VerboseMode.SILENT)
                .measurementIterations(iterations).measurementTime(TimeValue.seconds(1));
    }

    private static String size(RunResult result) {
        return result.getParams().getParam("size");
    }
}
