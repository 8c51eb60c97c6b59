package io.tuanzi.sabotage;

import java.util.Arrays;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs test classes or methods in a process of their own; ends with 1 when one is red, with 3 when none was found. */
final class RunTests {

    private RunTests() {
    }

    public static void main(String[] names) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(Arrays.stream(names)
                .map(name -> name.contains("#") ? DiscoverySelectors.selectMethod(name)
                        : DiscoverySelectors.selectClass(name)).toList()).build();
        SummaryGeneratingListener heard = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, heard);
        heard.getSummary().printFailuresTo(new java.io.PrintWriter(System.out, true,
                java.nio.charset.StandardCharsets.UTF_8),
                20);
        long found = heard.getSummary().getTestsStartedCount();
        System.exit(found == 0 ? 3 : heard.getSummary().getTotalFailureCount() > 0 ? 1 : 0);
    }
}
