package io.tuanzi.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** After a class: its books must balance, its application ends and its database goes. */
final class ShopTestListener implements TestExecutionListener {
    private static final Duration SETTLING = Duration.ofSeconds(10); // reactions may still be running (E4)

    static Class<?> outermost(Class<?> testClass) {
        Class<?> outer = testClass;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        return outer;
    }

    @Override
    public void afterTestClass(TestContext context) {
        ShopTest wish = TestContextAnnotationUtils.findMergedAnnotation(context.getTestClass(), ShopTest.class);
        if (wish == null || context.getTestClass().getEnclosingClass() != null
                || !context.hasApplicationContext()) {
            return;
        }
        TestDatabase database = context.getApplicationContext().getBean(TestDatabase.class);
        try {
            if (wish.audited()) {
                Awaitility.await().atMost(SETTLING).pollInterval(Duration.ofMillis(100)).untilAsserted(() ->
                        assertThat(database.auditFindings()).as("audit views with rows").isEmpty());
            }
        } finally {
            if (!wish.shared()) {
                context.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
                database.close();
            }
        }
    }
}
