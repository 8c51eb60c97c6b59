package io.tuanzi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.promotion.quote.QuoteBench;
import java.util.Collection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One quote by JMH: a usual cart among fifty rules, and fifty lines among a thousand. */
@Tag("bench")
@DisabledIfEnvironmentVariable(named = "TUANZI_ONLY", matches = "(?!quote$).+")
class QuoteBenchTest {

    @Test
    void oneQuote() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(QuoteBench.class.getName())
                .mode(Mode.AverageTime).verbosity(VerboseMode.SILENT)
                .measurementIterations(Figures.full() ? 5 : 1).build()).run();
        assertThat(results).isNotEmpty();
        results.forEach(result -> Figures.print("quote_" + result.getParams().getParam("size") + "_us",
                result.getPrimaryResult().getScore(), "us"));
    }
}
