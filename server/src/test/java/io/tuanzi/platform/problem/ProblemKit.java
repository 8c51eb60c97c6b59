package io.tuanzi.platform.problem;

import io.tuanzi.platform.time.Secrets;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Makes the problem advice for tests that run controllers without the application. */
public final class ProblemKit {

    private ProblemKit() {
    }

    public static Object advice() {
        return new ProblemAdvice(new ProblemWriter(new Secrets() {
            @Override
            public String token(int bytes) {
                return "trace-of-a-test";
            }

            @Override
            public String digits(int digits) {
                return "0".repeat(digits);
            }

            @Override
            public String code(int length) {
                return "A".repeat(length);
            }
        }), new StaticListableBeanFactory().getBeanProvider(LostPage.class));
    }
}
